import Foundation
import Pixels
import Testing

@testable import Reporting

@Suite struct ExplanationPageTests {
  private static let pages = [
    ExplanationPage(ExplanationSamples.explanation(), all: true).html,
    ExplanationPage(ExplanationSamples.explanation(path: ReportSamples.hostile), all: false).html,
    ExplanationPage(ExplanationSamples.explanation([]), all: false).html,
    ExplanationPage(ExplanationSamples.uninspectable, all: false).html,
  ]

  @Test(arguments: pages.indices)
  func pageIsWellFormed(index: Int) throws {
    let page = Self.pages[index]
    #expect(try elements(of: page).unbalanced.isEmpty)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for target in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(target.1))) }
  }

  @Test(arguments: pages.indices)
  func pageLoadsNothingAndRunsNothing(index: Int) {
    let page = Self.pages[index]
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"))
    #expect(!page.contains("<link") && !page.contains("@import"))
    for source in page.matches(of: /src="([^"]{0,11})/) { #expect(source.1 == "data:image/") }
    for source in page.matches(of: /url\(([^)]*)\)/) { #expect(source.1.hasPrefix("#")) }
    for link in page.matches(of: /href="(.)/) { #expect(link.1 == "#") }
  }

  @Test func eachCandidateHasItsThreePicturesAndItsBars() throws {
    let counts = try elements(of: Self.pages[0]).counts
    #expect(counts["article"] == 3)
    #expect(counts["img"] == 1 + 3 * 3)
    // The rule has three numbers; a score has its base, eight measurements, the others and the sum.
    #expect(Self.pages[0].matches(of: /<li><span class="what">/).count == 3 + 2 * 10)
    #expect(Self.pages[0].matches(of: /<li class="total">/).count == 2)
    #expect(Self.pages[0].contains(">1<tspan class=\"long\"> short 0.99</tspan>"))
  }

  @Test func picturesAreEnlargedByAWholeNumberFromFourToEight() throws {
    let page = Self.pages[0]
    let scales = page.matches(of: /Enlarged ([0-9]+) times/).compactMap { Int($0.1) }
    #expect(scales.count == 3)
    #expect(scales.allSatisfy { (4...8).contains($0) })
    for figure in page.matches(of: /<figure style="width:([0-9]+)px">.*?width="([0-9]+)"/) {
      let (shown, stored) = (try #require(Int(figure.1)), try #require(Int(figure.2)))
      #expect(shown % stored == 0 && (4...8).contains(shown / stored))
    }
  }

  @Test func uninspectableImageSaysWhyWithoutPictures() throws {
    let page = Self.pages[3]
    #expect(page.contains("the image was refused: &lt;no&gt; JPEG"))
    #expect(try elements(of: page).counts["img"] == nil)
    #expect(try elements(of: page).counts["article"] == nil)
  }

  @Test func pageIsWrittenWholeOrTheErrorNamesTheFile() throws {
    let folder = TemporaryFolder()
    try OutputFile.createFolder(folder.path)
    let page = ExplanationPage(ExplanationSamples.explanation(), all: false)
    try page.write(to: folder.path + "/why.html")
    #expect(try folder.text("why.html") == page.html)
    #expect(try folder.names == ["why.html"])
    let path = folder.path + "/missing/why.html"
    #expect(throws: ReportError(path: path, action: .create, cause: .folderMissing)) {
      try page.write(to: path)
    }
  }
}

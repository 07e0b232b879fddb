import Studies
import Testing

@testable import Reporting

@Suite struct StudyPageTests {
  private static let pages = [
    TuningPage(StudySamples.tuning, origin: StudySamples.origin).html,
    TuningPage(StudySamples.unlabelled, origin: StudySamples.origin).html,
    TuningPage(StudySamples.clean, origin: StudySamples.origin).html,
    RepeatabilityPage(
      StudySamples.repeatability, origin: StudySamples.origin, pictures: "3 <copies>"
    ).html,
    RepeatabilityPage(
      StudySamples.uneventful, origin: StudySamples.origin, pictures: "photographs"
    ).html,
  ]

  @Test(arguments: pages.indices)
  func pageIsWellFormed(index: Int) throws {
    #expect(try elements(of: Self.pages[index]).unbalanced.isEmpty)
  }

  @Test(arguments: pages.indices)
  func pageLoadsNothingAndRunsNothing(index: Int) {
    let page = Self.pages[index]
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"))
    #expect(!page.contains("<link") && !page.contains("@import") && !page.contains("src="))
    #expect(!page.contains("<b>") && !page.contains("<pcb>") && !page.contains("\u{1B}"))
  }

  @Test(arguments: pages.indices)
  func nothingIsDrawnOutsideTheDrawing(index: Int) throws {
    for drawing in Self.pages[index].split(separator: "viewBox=\"0 0 560 ").dropFirst() {
      let height = try #require(Double(drawing.prefix { $0 != "\"" }))
      let content = String(
        drawing.prefix(upTo: try #require(drawing.range(of: "</svg>")).lowerBound))
      for x in content.matches(of: /\sc?x="(-?[0-9.]+)"/) {
        #expect((0...560).contains(try #require(Double(x.1))))
      }
      for y in content.matches(of: /\sc?y="(-?[0-9.]+)"/) {
        #expect((0...height).contains(try #require(Double(y.1))))
      }
    }
  }

  @Test func tuningPageShowsProposalChartsAndChanges() throws {
    let page = Self.pages[0]
    // Thresholds, scores, boxes, one parameter.
    #expect(page.matches(of: /class="chart" viewBox="0 0 560/).count == 4)
    #expect(page.contains("compare.tolerance 3px (now 1px), decide.operatingPoint 0.5"))
    #expect(page.contains("proposed 0.5") && page.contains("current 1px"))
    #expect(page.contains("<rect class=\"gap\""))
    #expect(page.contains("fail → pass") && page.contains("&lt;too dark&gt;"))
    // The two good parts with a candidate.
    #expect(page.matches(of: /<li><span class="what">/).count == 2)
    #expect(page.contains("Not listed: 1 part without any candidate."))
  }

  @Test func unlabelledPartsGetNoProposal() {
    let page = Self.pages[1]
    #expect(page.contains("Nothing is proposed") && !page.contains("<rect class=\"gap\""))
    #expect(!page.contains("escapes-line\" d=") && page.contains("unknown-bar"))
  }

  @Test func repeatabilityPageNamesWhatVaries() {
    let page = Self.pages[3]
    #expect(page.contains("1 of 3 parts got the same verdict on every picture."))
    #expect(page.contains("The areas of 1 of 2 defects vary by 10 % or more."))
    #expect(page.contains("1 picture could not be inspected."))
    #expect(page.matches(of: /<circle class="sighting"/).count == 3)
    #expect(page.matches(of: /<circle class="sighting out"/).count == 2)
    #expect(page.contains("Of the tolerance"))
    #expect(page.contains("&lt;dark&gt;") && page.contains("3 &lt;copies&gt;"))
  }

  @Test func axisTicksAreRoundAndFew() {
    func ticks(_ range: ClosedRange<Double>) -> [String] {
      PlotFrame.ticks(range) { StudyPhrases.level($0) }.map(\.label)
    }
    #expect(ticks(0...1) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(ticks(-20...34) == ["-20", "-10", "0", "10", "20", "30"])
    #expect(ticks(0...0.05) == ["0", "0.01", "0.02", "0.03", "0.04", "0.05"])
    #expect(ticks(3...3) == ["3"])
    for length in [0.0007, 0.3, 1, 9.9, 10, 10.1, 123_456] {
      #expect((2...6).contains(ticks(0...length).count), "\(length)")
    }
  }

  @Test func pagesAreWrittenWhole() throws {
    let folder = TemporaryFolder()
    try OutputFile.createFolder(folder.path)
    let page = TuningPage(StudySamples.clean, origin: StudySamples.origin)
    try page.write(to: folder.path + "/tune.html")
    #expect(try folder.text("tune.html") == page.html)
    let other = RepeatabilityPage(
      StudySamples.uneventful, origin: StudySamples.origin, pictures: "")
    try other.write(to: folder.path + "/repeatability.html")
    #expect(try folder.names == ["repeatability.html", "tune.html"])
  }
}

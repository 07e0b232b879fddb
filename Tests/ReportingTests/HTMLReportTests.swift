import Decision
import Foundation
import Pixels
import Testing
import Wording

@testable import Reporting

private func page(
  _ entries: [ReportEntry], options: ReportOptions = ReportOptions(), interrupted: Bool = false
) throws -> String {
  let folder = TemporaryFolder()
  let reports = try Reports(folder: folder.path, formats: [.html], options: options)
  for entry in entries { try reports.append(entry) }
  try reports.finish(ReportSamples.run(interrupted: interrupted))
  return try folder.text("report.html")
}

private func mixedEntries() -> [ReportEntry] {
  let defects = [ReportSamples.short, ReportSamples.open]
  return [
    ReportEntry(record: ReportSamples.record(.pass, serial: "S1")),
    ReportEntry(
      record: ReportSamples.record(.fail, path: ReportSamples.hostile, defects: defects),
      pictures: ReportSamples.pictures(defects: defects)),
    ReportEntry(
      record: ReportSamples.record(.review, reason: "near", defects: [ReportSamples.short])),
    ReportEntry(record: ReportSamples.record(.uninspectable, reason: "the file ends <early>")),
  ]
}

@Test func pageIsBalancedAndHasARowForEachImageAndACardForEachThatDidNotPass() throws {
  let text = try page(mixedEntries())
  let (unbalanced, counts) = try elements(of: text)
  #expect(unbalanced.isEmpty)
  #expect(counts["article"] == 3)
  #expect(text.matches(of: /<tr data-v=/).count == 4)
  // One overview and two pairs of close-ups.
  #expect(counts["img"] == 5)
  let ids = text.matches(of: /id="([^"]*)"/).map { String($0.1) }
  #expect(Set(ids).count == ids.count)
  for target in text.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(target.1))) }
}

@Test func hostileNameIsOnlyText() throws {
  let text = try page(mixedEntries())
  #expect(!text.contains("<script>alert"))
  #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/"))
  #expect(text.contains("L&lt;1&gt;"))
  #expect(!text.unicodeScalars.contains("\u{1}"))
  #expect(text.contains("script-src 'sha256-"))
}

@Test func pageLoadsNothing() throws {
  let text = try page(mixedEntries())
  #expect(!text.contains("http:") && !text.contains("https:"))
  #expect(!text.contains("<link") && !text.contains("@import") && !text.contains("//cdn"))
  for source in text.matches(of: /src="([^"]{0,23})/) {
    #expect(source.1 == "data:image/jpeg;base64,")
  }
  for source in text.matches(of: /url\(([^)]*)\)/) { #expect(source.1.hasPrefix("#")) }
}

@Test func pageSaysTotalsAndReasons() throws {
  let text = try page(mixedEntries(), interrupted: true)
  #expect(text.contains("25.0 %"))
  #expect(text.contains("1 of 4 images passed"))
  #expect(text.contains("3 defects on 2 images"))
  #expect(text.contains("stopped before its end. The report holds the 4 images"))
  #expect(text.contains("<p class=\"reason\">the file ends &lt;early&gt;</p>"))
  #expect(text.contains("compare.tolerance"))
  #expect(text.contains("2.0 images/s"))
}

@Test func pageOfNoImagesIsWhole() throws {
  let text = try page([])
  #expect(try elements(of: text).unbalanced.isEmpty)
  #expect(text.contains("No images were inspected"))
}

@Test func defectsBeyondTheMagnifiedAreListed() throws {
  let defects = (0..<300).map {
    Defect(
      defectClass: .spur, confidence: 0.5, area: $0, box: PixelBox(x1: $0, y1: 0, x2: $0 + 5, y2: 5)
    )
  }
  let text = try page([
    ReportEntry(
      record: ReportSamples.record(.fail, defects: defects),
      pictures: ReportSamples.pictures(defects: Array(defects.prefix(24))))
  ])
  #expect(text.contains("24 of 300 defects are magnified"))
  #expect(text.contains("76 more defects are in the records"))
  #expect(text.matches(of: /<li id="p1d/).count == 24)
  #expect(text.matches(of: /<tr id="p1d/).count == 200)
}

@Test func picturesStopAtTheBudgetAndTheCardSaysSo() throws {
  let folder = TemporaryFolder()
  var options = ReportOptions()
  let pictures = ReportSamples.pictures(defects: [ReportSamples.short])
  options.pictureBudget = pictures.byteCount
  let reports = try Reports(folder: folder.path, formats: [.html], options: options)
  let record = ReportSamples.record(.fail, defects: [ReportSamples.short])
  #expect(reports.wantsPictures)
  try reports.append(ReportEntry(record: record, pictures: pictures))
  #expect(!reports.wantsPictures)
  try reports.append(ReportEntry(record: record, pictures: nil))
  try reports.finish(ReportSamples.run())
  let text = try folder.text("report.html")
  #expect(text.matches(of: /<img/).count == 3)
  #expect(text.matches(of: /as a browser shows fluently/).count == 1)
}

@Test func everyVerdictHasAShape() {
  for verdict in Verdict.allCases {
    #expect(VerdictMark.symbols.contains("id=\"i-\(verdict.rawValue)\""))
  }
}

@Test func placesInWordsAreFilled() {
  #expect(ChartWords.fill("{1} of {0}{1}", "a", "{0}") == "{0} of a{0}")
  #expect(ChartWords.english.grouped(-1_234_567) == "-1,234,567")
  #expect(ChartWords.english.grouped(999) == "999")
  #expect(Words(.english).percentage(0.99999) == "99.9 %")
}

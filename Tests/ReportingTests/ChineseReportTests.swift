import Decision
import Foundation
import Studies
import Testing
import Wording

@testable import Reporting

/// Pages and texts in Chinese: whole, marked as such, and without a sentence that was forgotten.
@Suite struct ChineseReportTests {
  private static let chinese = Words(.simplifiedChinese)

  private static let pages = [
    ExplanationPage(ExplanationSamples.explanation(), all: true, words: chinese).html,
    ExplanationPage(
      ExplanationSamples.explanation([], classifier: .rules), all: false, words: chinese
    ).html,
    ExplanationPage(ExplanationSamples.uninspectable, all: false, words: chinese).html,
    TuningPage(StudySamples.tuning, origin: StudySamples.origin, words: chinese).html,
    TuningPage(StudySamples.unlabelled, origin: StudySamples.origin, words: chinese).html,
    RepeatabilityPage(
      StudySamples.repeatability, origin: StudySamples.origin, pictures: "3 张", words: chinese
    ).html,
    TeachingPage(
      TeachingSummary(
        recipe: "housing", version: 2, software: "sightline",
        parts: [.init(path: "a/b.png", outcome: "已采用", poseScore: 0.9, highestScore: 0.2)],
        settings: [.init(key: "compare.brightFactor", value: "2", ground: "取最小建议值")]),
      words: chinese
    ).html,
  ]

  private static let texts = [
    ExplanationText.text(ExplanationSamples.explanation(), all: true, words: chinese),
    TuningText.text(StudySamples.tuning, words: chinese),
    TuningText.text(StudySamples.unlabelled, words: chinese),
    RepeatabilityText.text(StudySamples.repeatability, words: chinese),
    RepeatabilityText.text(StudySamples.uneventful, words: chinese),
  ]

  /// What is English because somebody named it so, or because it is recorded so.
  private static let given = [
    "the image was refused", "analysis of variance", "sightline trace verify", "too dark",
  ]

  private static func english(in text: String) -> [String] {
    text.matches(of: /[A-Za-z]{2,}(?:[ ,;]+[A-Za-z]{2,}){2,}/).map { String($0.output) }
      .filter { found in !given.contains { found.contains($0) } }
  }

  @Test(arguments: pages.indices) func pageIsChineseAndWhole(index: Int) throws {
    let page = Self.pages[index]
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    #expect(try elements(of: page).unbalanced.isEmpty)
    let shown = page.replacing(try Regex("(?s)<style>.*?</style>|<[^>]*>"), with: "|")
    #expect(Self.english(in: shown) == [])
    let labels = page.matches(of: /(?:alt|aria-label)="([^"]*)"/).map { String($0.1) }
    #expect(labels.flatMap(Self.english) == [])
  }

  @Test(arguments: texts.indices) func textIsChinese(index: Int) {
    #expect(Self.english(in: Self.texts[index]) == [])
  }

  @Test func reportOfARunIsChinese() throws {
    let folder = TemporaryFolder()
    var options = ReportOptions()
    options.words = Self.chinese
    let reports = try Reports(folder: folder.path, formats: [.html], options: options)
    let defects = [ReportSamples.short, ReportSamples.open]
    try reports.append(
      ReportEntry(
        record: ReportSamples.record(.fail, defects: defects, serial: "S1", lot: "L1"),
        pictures: ReportSamples.pictures(defects: defects)))
    try reports.append(ReportEntry(record: ReportSamples.record(.review)))
    try reports.append(ReportEntry(record: ReportSamples.record(.uninspectable)))
    try reports.finish(ReportSamples.run(interrupted: true))
    let page = try folder.text("report.html")
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    #expect(page.contains("检测报告") && page.contains("短路") && page.contains("待复判"))
    #expect(page.contains("3 张图像中 0 张合格") && page.contains("33.3%"))
    let shown = page.replacing(
      try Regex("(?s)<(style|script)>.*?</(style|script)>|<[^>]*>"), with: "|")
    #expect(Self.english(in: shown) == [])
  }

  @Test func columnsOfATableStandBelowEachOther() {
    let text = TuningText.text(StudySamples.tuning, words: Self.chinese)
    let lines = text.split(separator: "\n").map(String.init)
    let head = lines.first { $0.contains("判定阈值") && $0.contains("误判") } ?? ""
    let row = lines.first { $0.hasPrefix("* ") || $0.hasPrefix(" >") } ?? ""
    func column(_ line: String, before part: String) -> Int? {
      line.range(of: part).map { TerminalText.width(String(line[..<$0.lowerBound])) }
    }
    #expect(column(head, before: "良率") != nil)
    #expect(column(head, before: "良率") == column(row, before: row.firstPercent))
  }
}

extension String {
  /// The first share in percent, with its number.
  fileprivate var firstPercent: String {
    firstMatch(of: /[0-9.]+%/).map { String($0.output) } ?? ""
  }
}

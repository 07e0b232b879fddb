import Codecs
import Foundation
import Pages
import Pixels
import Testing
import Traceability
import Wording

@Suite struct ShiftReportTests {
  @Test(arguments: Language.allCases) func theFileLoadsNothingAndHoldsThePictures(
    _ language: Language
  ) throws {
    let sample = try SampleStore()
    let png = try ImageEncoder.png(
      Image<UInt8>(width: 100, height: 80, channels: 1, samples: Array(repeating: 90, count: 8000)))
    let path = sample.folder + "/worst.png"
    try Data(png).write(to: URL(fileURLWithPath: path))
    var worst = sampleRecord(118, verdict: .fail)
    worst.imagePath = path
    worst.imageSHA256 = SHA256Hex.of(png)
    var other = sampleRecord(119, verdict: .fail)
    // Another file lies there by now.
    other.imagePath = path
    _ = try sample.store.append(contentsOf: [sampleRecord(117), worst, other])
    let report = ShiftReport(
      records: sample.store.reader,
      settings: PageSettings(shifts: ShiftPlan(starts: [0], zone: .gmt)), language: language,
      at: SampleStore.now)
    let html = try report.html()
    let images = html.matches(of: /<img src="([^"]*)"/).map { $0.output.1 }
    #expect(images.count == 1 && images.allSatisfy { $0.hasPrefix("data:image/jpeg;base64,") })
    #expect(!html.contains("src=\"/") && !html.contains("href=\"/") && !html.contains("<script"))
    #expect(html.contains("<html lang=\"\(language.tag)\">"))
    #expect(html.contains(language == .english ? "33.3\u{A0}%" : "33.3%"))
    #expect(html.contains(language == .english ? "no picture" : "无图像"))
    #expect(html.contains(language == .english ? "Sign-off" : "签核"))

    let target = sample.folder + "/report.html"
    try report.write(to: target)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == html)
    // An image that was named by mistake is left alone.
    #expect(throws: (any Error).self) { try report.write(to: path) }
    #expect(FileManager.default.contents(atPath: path) == Data(png))
  }

  @Test func aLotIsReportedWhole() throws {
    let sample = try SampleStore(
      (0..<20).map { sampleRecord($0, verdict: $0 < 5 ? .fail : .pass, lot: $0 < 10 ? "A" : "B") })
    func report(_ lot: String?, since: Date? = nil) throws -> String {
      try ShiftReport(
        records: sample.store.reader,
        settings: PageSettings(shifts: ShiftPlan(starts: [0], zone: .gmt)), since: since, lot: lot,
        at: SampleStore.now
      ).html()
    }
    #expect(try report("A").contains("5 of 10 passed"))
    #expect(try report("B").contains("10 of 10 passed"))
    #expect(try report(nil).contains("15 of 20 passed"))
    #expect(
      try report(nil, since: SampleStore.now).contains("No part was inspected in this period."))
  }
}

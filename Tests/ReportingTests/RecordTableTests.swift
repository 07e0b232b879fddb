import Decision
import Foundation
import Pixels
import Testing
import Traceability

@testable import Reporting

private func record(
  _ sequence: Int64, serial: String? = nil, image: String = "a.png", reason: String = ""
) -> InspectionRecord {
  InspectionRecord(
    sequence: sequence, recordedAt: Date(timeIntervalSince1970: 1_748_759_400.25),
    imagePath: image, imageSHA256: "", verdict: .uninspectable, reason: reason, defects: [],
    timings: [], recipe: "r", recipeVersion: 1, recipeSHA256: "", effectiveParameters: "{}",
    software: "", serial: serial)
}

struct RecordTableTests {
  @Test func columnsAreAlignedAlsoWithWideCharacters() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 7200))
    var table = RecordTable(zone: zone)
    let text = table.lines(for: [
      record(1, serial: "SN-1", reason: "too dark"), record(1000, serial: "批次"),
    ])
    #expect(
      text == """
        sequence  time                        verdict        serial  lot  defects  image  reason
               1  2025-06-01 08:30:00 +02:00  uninspectable  SN-1    -          0  a.png  too dark
            1000  2025-06-01 08:30:00 +02:00  uninspectable  批次    -          0  a.png

        """)
  }

  @Test func anOverrideShowsInListAndSheet() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 7200))
    var table = RecordTable(zone: zone)
    #expect(table.lines(for: [overriddenRecord()]).contains("fail → fail"))
    let sheet = RecordSheet.text(overriddenRecord(), zone: zone)
    #expect(sheet.contains("final verdict     fail, overridden; see below"))
    #expect(sheet.contains("2025-06-01 08:30:00 +02:00  fail  pass  Zoë \"Z\"   dust"))
    #expect(sheet.contains("pass  fail  Li        no dust\\n"))
    #expect(!RecordSheet.text(record(1), zone: zone).contains("final verdict"))
  }

  @Test func titlesComeOnceAndColumnsNeverShrink() throws {
    var table = RecordTable()
    let first = table.lines(for: [record(1, serial: "a long serial")])
    let second = table.lines(for: [record(2, serial: "B")])
    #expect(first.hasPrefix("sequence"))
    #expect(second.contains("B              -"))
    #expect(second.split(separator: "\n").count == 1)
  }

  @Test(arguments: [1, 80, 120, 150, 200])
  func imageAndReasonAreCutToFitTheTerminal(width: Int) throws {
    var table = RecordTable(terminalWidth: width)
    let long = String(repeating: "path/", count: 40) + "end.png"
    let reason = String(repeating: "原因 reason ", count: 40)
    let lines = table.lines(for: [record(1, image: long, reason: reason)]).split(separator: "\n")
    #expect(lines.allSatisfy { TerminalText.width(String($0)) <= max(width, 118) })
    #expect(lines[1].contains("end.png") && lines[1].hasSuffix("…"))
    var open = RecordTable()
    #expect(open.lines(for: [record(1, image: long)]).contains(long))
  }

  @Test func nothingThatATerminalObeysIsPrinted() {
    let hostile = "a\u{1B}[31m\n\u{202E}b\u{7}\u{9B}c\t"
    #expect(TerminalText.harmless(hostile) == "a\\u{1b}[31m\\n\\u{202e}b\\u{7}\\u{9b}c\\t")
    #expect(TerminalText.harmless("板 1 é 👩‍🔧.png") == "板 1 é 👩‍🔧.png")
    var table = RecordTable()
    let text = table.lines(for: [record(1, serial: hostile, image: hostile, reason: hostile)])
    #expect(text.unicodeScalars.filter { $0.value < 32 }.allSatisfy { $0 == "\n" })
    #expect(text.split(separator: "\n").count == 2)
    #expect(!RecordSheet.text(record(1, reason: hostile)).contains("\u{1B}"))
  }

  @Test func cuttingCountsColumns() {
    #expect(TerminalText.cutAtEnd("abcdef", to: 6) == "abcdef")
    #expect(TerminalText.cutAtEnd("abcdef", to: 4) == "abc…")
    #expect(TerminalText.cutAtStart("abcdef", to: 4) == "…def")
    #expect(TerminalText.cutAtEnd("批次批次", to: 6) == "批次…")
    #expect(TerminalText.cutAtStart("批次批次", to: 5) == "…批次")
    #expect(TerminalText.width("批次 a") == 6)
  }

  @Test func theSheetSaysAllOrThatThereIsNothing() throws {
    let zone = try #require(TimeZone(secondsFromGMT: 0))
    let text = RecordSheet.text(record(3, reason: "unreadable"), zone: zone)
    let parts = ["record 3", "uninspectable", "unreadable", "not read", "no defects", "version 1"]
    for part in parts {
      #expect(text.contains(part))
    }
    #expect(!text.contains("timings"))
  }
}

import Foundation
import Testing

@testable import Traceability

struct RecordTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
    (1_748_759_400_250, "2025-06-01T06:30:00.250Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func textIsISO8601InUTC(milliseconds: Int64, text: String) {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    #expect(RecordTime.text(date) == text)
    #expect(RecordTime.date(text) == date)
  }

  @Test func everyDayAgreesWithTheCalendarOfFoundation() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for day in stride(from: 0, through: 60_000, by: 7) {
      let date = Date(timeIntervalSince1970: Double(day) * 86400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let text = RecordTime.text(date)
      #expect(text.hasSuffix("T00:00:00.000Z"))
      #expect(
        text.prefix(10).split(separator: "-").map { Int($0) }
          == [parts.year, parts.month, parts.day])
      #expect(RecordTime.date(text) == date)
    }
  }

  @Test func everyMillisecondOfASecondComesBack() {
    for milliseconds in 0..<1000 {
      let date = Date(timeIntervalSince1970: 1_748_759_400 + Double(milliseconds) / 1000)
      let text = RecordTime.text(date)
      #expect(text.hasSuffix("." + String(1000 + milliseconds).dropFirst() + "Z"))
      #expect(RecordTime.date(text) == RecordTime.rounded(date))
    }
  }

  @Test(arguments: [
    "", "2025-06-01", "2025-06-01T06:30:00Z", "2025-06-01T06:30:00.250", "2025-06-01 06:30:00.250Z",
    "2025-02-29T06:30:00.250Z", "2025-13-01T06:30:00.250Z", "2025-06-01T24:30:00.250Z",
    "2025-06-01T06:60:00.250Z", "2025-06-00T06:30:00.250Z", "20a5-06-01T06:30:00.250Z",
    "２025-06-01T06:30:00.250Z",
  ])
  func otherFormsAreNoTime(text: String) {
    #expect(RecordTime.date(text) == nil)
  }

  @Test func timesBeyondFourDigitYearsAreNotRepresentable() {
    #expect(RecordTime.isRepresentable(.distantPast))
    #expect(RecordTime.isRepresentable(.distantFuture))
    #expect(!RecordTime.isRepresentable(Date(timeIntervalSince1970: 253_402_300_800)))
    #expect(!RecordTime.isRepresentable(Date(timeIntervalSince1970: -62_167_219_201)))
    #expect(!RecordTime.isRepresentable(Date(timeIntervalSince1970: .nan)))
    #expect(RecordTime.text(Date(timeIntervalSince1970: .infinity)).hasPrefix("9999-12-31"))
  }
}

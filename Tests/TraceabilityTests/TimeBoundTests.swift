import Foundation
import Testing

@testable import Traceability

struct TimeBoundTests {
  private func berlin() throws -> TimeZone {
    try #require(TimeZone(identifier: "Europe/Berlin"))
  }

  @Test(arguments: [
    ("2025-06-01", "2025-05-31T22:00:00.000Z"),
    ("2025-06-01T14:30", "2025-06-01T12:30:00.000Z"),
    ("2025-06-01 14:30", "2025-06-01T12:30:00.000Z"),
    ("2025-06-01T14:30:15", "2025-06-01T12:30:15.000Z"),
    ("2025-06-01T14:30:15.250", "2025-06-01T12:30:15.250Z"),
    ("2025-06-01T14:30:15.5Z", "2025-06-01T14:30:15.500Z"),
    ("2025-06-01T14:30z", "2025-06-01T14:30:00.000Z"),
    ("2025-06-01T14:30+05:30", "2025-06-01T09:00:00.000Z"),
    ("2025-06-01T14:30:00-0800", "2025-06-01T22:30:00.000Z"),
    ("2025-01-01T00:00", "2024-12-31T23:00:00.000Z"),
  ])
  func momentsAndDaysAreLocalUnlessTheySayOtherwise(text: String, utc: String) throws {
    let date = try #require(TimeBound.since.date(text, zone: berlin()))
    #expect(RecordTime.text(date) == utc)
  }

  @Test(arguments: [
    ("2025-06-01", "2025-06-01T22:00:00.000Z"),
    ("2025-03-30", "2025-03-30T22:00:00.000Z"),
    ("2025-10-26", "2025-10-26T23:00:00.000Z"),
    ("2024-02-29", "2024-02-29T23:00:00.000Z"),
    ("2025-06-01T14:30", "2025-06-01T12:30:00.000Z"),
  ])
  func untilTakesInTheWholeDay(text: String, utc: String) throws {
    let date = try #require(TimeBound.until.date(text, zone: berlin()))
    #expect(RecordTime.text(date) == utc)
  }

  @Test(arguments: [
    "", "yesterday", "2025", "2025-06", "2025-6-1", "01.06.2025", "2025-02-29", "2025-13-01",
    "2025-00-10", "2025-06-31", "2025-06-01T", "2025-06-01T14", "2025-06-01T24:00",
    "2025-06-01T14:60", "2025-06-01T14:30:60", "2025-06-01T14:30:15.", "2025-06-01T14:30:15.1234",
    "2025-06-01T14:30+2", "2025-06-01T14:30+25:00", "2025-06-01T14:30 ", "2025-06-01Z",
    "0000-01-01", "２０２５-06-01",
  ])
  func otherFormsAreRefused(text: String) {
    #expect(TimeBound.since.date(text) == nil)
    #expect(TimeBound.until.date(text) == nil)
  }
}

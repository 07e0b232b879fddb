import Foundation
import Testing
import Wording

@Suite struct LocalFormatsTests {
  private let english = Words(.english)
  private let chinese = Words(.simplifiedChinese)
  // 2025-06-01T06:30:05.890Z.
  private let date = Date(timeIntervalSince1970: 1_748_759_405.89)

  @Test func wholeNumbersAreGrouped() {
    #expect(english.number(0) == "0")
    #expect(english.number(999) == "999")
    #expect(english.number(1000) == "1,000")
    #expect(english.number(-1_234_567) == "-1,234,567")
    #expect(chinese.number(Int64.max) == "9,223,372,036,854,775,807")
  }

  @Test func decimalsAreRoundedHalfAwayFromZero() {
    #expect(english.decimal(0.125, places: 2) == "0.13")
    #expect(english.decimal(-0.125, places: 2) == "-0.13")
    #expect(english.decimal(-0.001, places: 2) == "0.00")
    #expect(english.decimal(12345.6, places: 1) == "12,345.6")
    #expect(english.decimal(2.5, places: 0) == "3")
    #expect(english.decimal(.nan, places: 2) == "–")
    #expect(english.decimal(.infinity, places: 2) == "–")
    #expect(english.decimal(1e300, places: 2) == "–")
  }

  @Test func measuredValuesHaveSignificantDigits() {
    #expect(english.significant(0) == "0")
    #expect(english.significant(0.0012345) == "0.001235")
    #expect(english.significant(1234.5) == "1,235")
    #expect(english.significant(0.5) == "0.5")
    #expect(english.significant(-20) == "-20")
    #expect(english.significant(.infinity) == "–")
  }

  @Test func whatIsNotAllIsNeverAll() {
    #expect(english.percent(1) == "100.0\u{A0}%")
    #expect(english.percent(0.99999) == "99.9\u{A0}%")
    #expect(english.percent(0.00001) == "0.1\u{A0}%")
    #expect(english.percent(0) == "0.0\u{A0}%")
    #expect(chinese.percent(0.985) == "98.5%")
    #expect(chinese.percent(0.99999, places: 0) == "99%")
  }

  @Test func timesSayTheirOffset() {
    #expect(english.time(date, offset: 7200) == "2025-06-01 08:30:05 +02:00")
    #expect(english.time(date, offset: -12600) == "2025-06-01 03:00:05 -03:30")
    #expect(chinese.clock(date, offset: 28800) == "14:30:05 +08:00")
    #expect(english.dayAndTime(date, offset: 0) == "1 June 2025, 06:30 +00:00")
    #expect(chinese.dayAndTime(date, offset: 28800) == "2025年6月1日 14:30 +08:00")
    #expect(
      english.time(Date(timeIntervalSince1970: -1), offset: 0) == "1969-12-31 23:59:59 +00:00")
  }

  @Test func durationsHaveTwoUnitsAtMost() {
    #expect(english.duration(-3) == "0\u{A0}s")
    #expect(english.duration(59.9) == "59\u{A0}s")
    #expect(english.duration(200) == "3\u{A0}min 20\u{A0}s")
    #expect(english.duration(7200) == "2\u{A0}h")
    #expect(chinese.duration(200) == "3分钟20秒")
    #expect(english.duration(100_000) == "1\u{A0}d 3\u{A0}h")
    #expect(english.duration(.nan) == "0\u{A0}s")
  }

  @Test func bytesAreInBinaryUnits() {
    #expect(english.bytes(0) == "0 B")
    #expect(english.bytes(1536) == "1.5 KiB")
    #expect(english.bytes(250 << 30) == "250 GiB")
    #expect(english.bytes(Int64.max) == "8,388,608 TiB")
  }

  @Test func formsForOneAndForSeveral() {
    #expect(english.text(.reviewCount, count: 1) == "1 part waits")
    #expect(english.text(.reviewCount, count: 2) == "2 parts wait")
    #expect(chinese.text(.reviewCount, count: 1) == "1 件等待")
  }

  @Test func listsAreWrittenAsTheLanguageDoes() {
    #expect(english.list(["a", "b", "c"]) == "a, b, c")
    #expect(chinese.list(["甲", "乙"]) == "甲、乙")
    #expect(english.list([]) == "")
  }
}

import Foundation

/// Time as records keep it: ISO 8601 in UTC with milliseconds, `2025-06-01T06:30:05.250Z`, whose
/// order as text is its order in time.
public enum RecordTime {
  /// Years 0000 to 9999, which is what four digits hold, in milliseconds since 1970.
  private static let range = -62_167_219_200_000.0...253_402_300_799_999.0

  /// Whether `date` lies in the years 0000 to 9999, as every time in a record must.
  public static func isRepresentable(_ date: Date) -> Bool {
    range.contains((date.timeIntervalSince1970 * 1000).rounded())
  }

  /// `date` to the nearest millisecond, as it reads back from a records file; times beyond the
  /// years 0000 to 9999 become the first or last millisecond of those.
  public static func rounded(_ date: Date) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds(date)) / 1000)
  }

  /// `date` in UTC to the nearest millisecond, always 24 characters.
  public static func text(_ date: Date) -> String {
    let milliseconds = milliseconds(date)
    let (days, ofDay) = milliseconds.quotientAndRemainderFloored(by: 86_400_000)
    let (year, month, day) = civil(fromDays: days)
    let seconds = ofDay / 1000
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
      + padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
      + padded(seconds % 60, 2) + "." + padded(ofDay % 1000, 3) + "Z"
  }

  /// The time that `text` wrote; `nil` for any other form.
  public static func date(_ text: String) -> Date? {
    let bytes = Array(text.utf8)
    let punctuation: [(Int, Character)] = [
      (4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "."), (23, "Z"),
    ]
    guard bytes.count == 24 else { return nil }
    for (index, character) in punctuation where bytes[index] != character.asciiValue {
      return nil
    }
    func number(_ digits: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[digits] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let thousandth = number(20..<23),
      (1...12).contains(month), day >= 1, hour < 24, minute < 60, second < 60
    else { return nil }
    let days = days(fromYear: year, month: month, day: day)
    guard civil(fromDays: days) == (year, month, day) else { return nil }
    let seconds = days * 86400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: Double(seconds * 1000 + thousandth) / 1000)
  }

  private static func milliseconds(_ date: Date) -> Int64 {
    let value = (date.timeIntervalSince1970 * 1000).rounded()
    return Int64(min(max(value, range.lowerBound), range.upperBound))
  }

  // Calendar arithmetic after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms": the year
  // begins in March, eras of 400 years repeat.
  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, ofEra) = (days + 719_468).quotientAndRemainderFloored(by: 146_097)
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  private static func days(fromYear year: Int64, month: Int64, day: Int64) -> Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).quotientAndRemainderFloored(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func padded(_ value: Int64, _ digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

extension Int64 {
  /// Division towards minus infinity, with a remainder of 0 or more.
  fileprivate func quotientAndRemainderFloored(
    by divisor: Int64
  ) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

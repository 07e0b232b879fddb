import Foundation

/// How reports write points in time.
enum ReportTime {
  /// For programs: ISO 8601 in UTC with milliseconds, `2026-03-04T05:06:07.890Z`.
  static func utc(_ date: Date) -> String {
    // Rounded first: the format style cuts off, and 7.890 s is stored as 7.88999…
    let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
    let seconds = (milliseconds / 1000).rounded(.down)
    let fraction = String(Int(milliseconds - seconds * 1000) + 1000).dropFirst()
    let whole = Date(timeIntervalSince1970: seconds).formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        .time(includingFractionalSeconds: false))
    return "\(whole).\(fraction)Z"
  }

  /// ISO 8601 in UTC without zone and fraction, `2026-03-04T05:06:07`, as JUnit's schema wants it.
  static func junit(_ date: Date) -> String { String(utc(date).prefix(19)) }

  /// For people: date and time in `zone`, with the zone, `2026-03-04 06:06:07 +01:00`.
  static func local(_ date: Date, zone: TimeZone) -> String {
    let offset = zone.secondsFromGMT(for: date)
    let shifted = utc(date.addingTimeInterval(Double(offset)))
    let minutes = abs(offset) / 60
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(shifted.prefix(10)) \(shifted.dropFirst(11).prefix(8)) "
      + "\(offset < 0 ? "-" : "+")\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }

  /// `local` without date and zone: `06:06:07`.
  static func clock(_ date: Date, zone: TimeZone) -> String {
    String(local(date, zone: zone).dropFirst(11).prefix(8))
  }
}

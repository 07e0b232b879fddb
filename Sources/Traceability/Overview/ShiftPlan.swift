import Foundation

/// When shifts begin, in the station's time zone.
public struct ShiftPlan: Sendable, Equatable {
  /// The minutes after midnight at which a shift begins, ascending, each 0 to 1439; at least one.
  public let starts: [Int]
  /// The station's time zone.
  public let zone: TimeZone

  /// Three shifts from 06:00 on, in the time zone of this machine.
  public static var standard: ShiftPlan { ShiftPlan(starts: [360, 840, 1320], zone: .current) }

  /// Shifts that begin at `starts`, minutes after midnight in `zone`.
  public init(starts: [Int], zone: TimeZone) {
    precondition(!starts.isEmpty && starts.allSatisfy((0..<1440).contains), "shifts \(starts)")
    (self.starts, self.zone) = (Set(starts).sorted(), zone)
  }

  /// The beginnings of shifts in `text`, such as `06:00,14:00,22:00`; `nil` where it is none.
  public init?(_ text: String, zone: TimeZone) {
    var starts: [Int] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let digits = part.split(separator: ":", omittingEmptySubsequences: false)
      guard digits.count == 2, digits.allSatisfy({ $0.utf8.count == 2 }),
        let hour = Int(digits[0]), let minute = Int(digits[1]),
        (0..<24).contains(hour), (0..<60).contains(minute)
      else { return nil }
      starts.append(hour * 60 + minute)
    }
    guard !starts.isEmpty else { return nil }
    self.init(starts: starts, zone: zone)
  }

  /// When the shift of `moment` began. On days on which clocks change, shifts begin by the clock on the
  /// wall.
  public func begin(of moment: Date) -> Date {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    // The shift may have begun the day before.
    for days in [0, -1] {
      guard let day = calendar.date(byAdding: .day, value: days, to: moment) else { continue }
      for start in starts.reversed() {
        let begin = calendar.date(
          bySettingHour: start / 60, minute: start % 60, second: 0, of: day)
        if let begin, begin <= moment { return begin }
      }
    }
    return calendar.startOfDay(for: moment)
  }

  /// How far the station's time is ahead of UTC at `moment`, in seconds.
  public func offset(at moment: Date) -> Int { zone.secondsFromGMT(for: moment) }
}

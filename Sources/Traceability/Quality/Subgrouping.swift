import Foundation

/// How inspections are put into subgroups. Hours, shifts and days are those of the clock on the station's
/// wall: UTC and the offset in each record. An hour that the clock goes through twice is one subgroup.
public enum Subgrouping: Sendable, Equatable {
  /// Each hour.
  case hour
  /// Each shift. Shifts begin at these minutes of the day, 0...1439, in any order, one at least; one that goes
  /// past midnight belongs to the day on which it began. Inspections are counted by quarters of an hour:
  /// each belongs to the shift in which it begins.
  case shift(starts: [Int])
  /// Each day.
  case day
  /// Each lot, in the order in which they began.
  case lot
}

extension Subgrouping {
  static func floor(_ seconds: Int64, _ length: Int64) -> Int64 {
    let rest = seconds % length
    return seconds - (rest < 0 ? rest + length : rest)
  }

  /// When the subgroup of what happened at `seconds` by the clock on the wall begins; `nil` for lots.
  func start(of seconds: Int64) -> Int64? {
    switch self {
    case .hour: Self.floor(seconds, 3600)
    case .day: Self.floor(seconds, 86_400)
    case .shift(let starts): Self.shift(seconds, starts)
    case .lot: nil
    }
  }

  private static func shift(_ seconds: Int64, _ starts: [Int]) -> Int64 {
    precondition(
      !starts.isEmpty && starts.allSatisfy((0..<1440).contains), "shifts that begin at \(starts)")
    let day = floor(seconds, 86_400)
    let minute = Int((seconds - day) / 60)
    if let start = starts.filter({ $0 <= minute }).max() { return day + Int64(start) * 60 }
    return day - 86_400 + Int64(starts.max() ?? 0) * 60
  }
}

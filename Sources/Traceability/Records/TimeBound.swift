import Foundation

/// The two ends of a range of time that people type, and how what they typed is read.
///
/// Read are a day (`2025-06-01`) and a moment (`2025-06-01T14:30`, with seconds and milliseconds
/// where wanted, a space may stand for the T), the latter followed by `Z` or an offset such as
/// `+02:00` or `+0200` where it is not local time.
public enum TimeBound: Sendable {
  /// From this moment, or from the first moment of this day.
  case since
  /// Before this moment, or to the end of this day.
  case until

  /// What `text` says for this end of the range, in `zone` where it names none; `nil` where it is
  /// no day or moment of the years 0001 to 9999.
  public func date(_ text: String, zone: TimeZone = .current) -> Date? {
    var reading = Reading(text)
    guard let year = reading.digits(4), reading.take("-"), let month = reading.digits(2),
      reading.take("-"), let day = reading.digits(2), year > 0
    else { return nil }
    let isDay = reading.isAtEnd
    var components = DateComponents(year: year, month: month, day: day)
    var offset: Int?
    var milliseconds = 0
    if !isDay {
      guard reading.take("T") || reading.take("t") || reading.take(" "),
        let hour = reading.digits(2), reading.take(":"), let minute = reading.digits(2),
        hour < 24, minute < 60
      else { return nil }
      components.hour = hour
      components.minute = minute
      if reading.take(":") {
        guard let second = reading.digits(2), second < 60 else { return nil }
        components.second = second
        if reading.take(".") || reading.take(",") {
          guard let fraction = reading.fraction() else { return nil }
          milliseconds = fraction
        }
      }
      guard reading.offset(into: &offset), reading.isAtEnd else { return nil }
    }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    if let offset {
      guard let named = TimeZone(secondsFromGMT: offset) else { return nil }
      calendar.timeZone = named
    }
    guard let date = calendar.date(from: components),
      calendar.component(.month, from: date) == month, calendar.component(.day, from: date) == day
    else { return nil }
    if isDay, self == .until { return calendar.date(byAdding: .day, value: 1, to: date) }
    return date.addingTimeInterval(Double(milliseconds) / 1000)
  }
}

/// Text read from the left.
private struct Reading {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character.asciiValue else { return false }
    rest.removeFirst()
    return true
  }

  /// Exactly `count` decimal digits.
  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = rest.first, (48...57).contains(digit) else { return nil }
      value = value * 10 + Int(digit) - 48
      rest.removeFirst()
    }
    return value
  }

  /// One to three digits after a decimal point, in thousandths.
  mutating func fraction() -> Int? {
    guard var value = digits(1) else { return nil }
    var places = 1
    while places < 3, let digit = digits(1) {
      value = value * 10 + digit
      places += 1
    }
    return places == 1 ? value * 100 : places == 2 ? value * 10 : value
  }

  /// Nothing, `Z`, or hours and minutes; whether it is one of them.
  mutating func offset(into seconds: inout Int?) -> Bool {
    if isAtEnd { return true }
    if take("Z") || take("z") {
      seconds = 0
      return true
    }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2) else { return false }
    _ = take(":")
    guard let minutes = digits(2), hours < 24, minutes < 60 else { return false }
    seconds = sign * (hours * 3600 + minutes * 60)
    return true
  }
}

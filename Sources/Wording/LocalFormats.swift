import Foundation

/// Numbers, times and units as the language writes them. The decimal point is a point and thousands are
/// separated by commas in both languages.
extension Words {
  /// A whole number with its thousands separated.
  public func number(_ value: some BinaryInteger) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var out: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { out.append(UInt8(ascii: ",")) }
      out.append(digit)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// `value` with exactly `places` decimals (0 to 9), rounded half away from zero; a dash where it is
  /// not finite.
  public func decimal(_ value: Double, places: Int) -> String {
    precondition((0...9).contains(places), "\(places) decimals")
    guard value.isFinite, value.magnitude < 1e15 else { return self[.notTold] }
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 9e18 else { return self[.notTold] }
    let (whole, rest) = UInt64(scaled).quotientAndRemainder(dividingBy: UInt64(power))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let fraction = places == 0 ? "" : "." + Self.padded(String(rest), to: places)
    return sign + number(whole) + fraction
  }

  /// `value` with `digits` significant digits, as measured values are written; without trailing zeros.
  public func significant(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return self[.notTold] }
    guard value != 0 else { return "0" }
    let exponent = Int(Foundation.log10(value.magnitude).rounded(.down))
    let places = min(9, max(0, digits - 1 - exponent))
    let text = decimal(value, places: places)
    guard places > 0, text.contains(".") else { return text }
    let shortened = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return shortened.isEmpty ? "0" : String(shortened.reversed())
  }

  /// A share of the whole in percent with `places` decimals. What is not all is never called 100 %, and
  /// what is not nothing never 0 %: `99.9 %`, `0.1 %` instead.
  public func percent(_ share: Double, places: Int = 1) -> String {
    var text = decimal(share * 100, places: places)
    let edge = places == 0 ? 1 : Foundation.pow(10, -Double(places))
    if share < 1, text == decimal(100, places: places) {
      text = decimal(100 - edge, places: places)
    } else if share > 0, text == decimal(0, places: places) {
      text = decimal(edge, places: places)
    }
    return self.text(.formatPercent, ["value": text])
  }

  /// A time of a stage or of a wait, in milliseconds.
  public func milliseconds(_ value: Double) -> String {
    text(.unitMilliseconds, ["value": decimal(value, places: value < 100 ? 1 : 0)])
  }

  /// An area in pixels.
  public func pixelArea(_ value: some BinaryInteger) -> String {
    text(.unitPixelArea, ["value": number(value)])
  }

  /// A number of bytes in the largest binary unit that keeps it at 1 or more: B, KiB, MiB, GiB, TiB.
  public func bytes(_ count: some BinaryInteger) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var value = Double(count)
    var unit = 0
    while value.magnitude >= 1024, unit + 1 < units.count {
      value /= 1024
      unit += 1
    }
    return decimal(value, places: unit == 0 || value >= 100 ? 0 : 1) + " " + units[unit]
  }

  /// A length of time in its two largest units, rounded down: `45 s`, `3 min 20 s`, `2 h 5 min`,
  /// `3 d 4 h`. Less than nothing is 0 s.
  public func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds.isFinite ? seconds : 0), 1e12))
    func unit(_ key: Phrase, _ value: Int) -> String { text(key, ["value": number(value)]) }
    func pair(_ high: String, _ lowKey: Phrase, _ low: Int) -> String {
      guard low > 0 else { return high }
      return high + (language == .simplifiedChinese ? "" : " ") + unit(lowKey, low)
    }
    if whole < 60 { return unit(.unitSeconds, whole) }
    if whole < 3600 { return pair(unit(.unitMinutes, whole / 60), .unitSeconds, whole % 60) }
    if whole < 86400 {
      return pair(unit(.unitHours, whole / 3600), .unitMinutes, whole % 3600 / 60)
    }
    return pair(unit(.unitDays, whole / 86400), .unitHours, whole % 86400 / 3600)
  }

  /// Date, time to the second and offset, `2026-03-04 06:06:07 +01:00`: the same in every language (ISO
  /// 8601, GB/T 7408), for tables. `offset` is how far local time is ahead of UTC, in seconds.
  public func time(_ date: Date, offset: Int) -> String {
    let parts = CivilTime(date, offset: offset)
    return "\(parts.date) \(parts.clock):\(Self.padded("\(parts.second)", to: 2)) "
      + Self.offset(offset)
  }

  /// The time of day to the second with its offset: `06:06:07 +01:00`.
  public func clock(_ date: Date, offset: Int) -> String {
    String(time(date, offset: offset).dropFirst(11))
  }

  /// The time of day to the minute without its offset, where that stands nearby: `06:06`.
  public func hourAndMinute(_ date: Date, offset: Int) -> String {
    CivilTime(date, offset: offset).clock
  }

  /// The day in words, `4 March 2026`, `2026年3月4日`.
  public func day(_ date: Date, offset: Int) -> String {
    let parts = CivilTime(date, offset: offset)
    let months: [Phrase] = [
      .month1, .month2, .month3, .month4, .month5, .month6, .month7, .month8, .month9, .month10,
      .month11, .month12,
    ]
    return text(
      .formatDate,
      ["day": "\(parts.day)", "month": self[months[parts.month - 1]], "year": "\(parts.year)"])
  }

  /// Day in words, time to the minute and offset: `4 March 2026, 06:06 +01:00`.
  public func dayAndTime(_ date: Date, offset: Int) -> String {
    text(
      .formatDateTime,
      [
        "date": day(date, offset: offset),
        "time": hourAndMinute(date, offset: offset) + " " + Self.offset(offset),
      ])
  }

  /// How far local time is ahead of UTC: `+02:00`.
  public static func offset(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + padded("\(minutes / 60)", to: 2) + ":"
      + padded("\(minutes % 60)", to: 2)
  }

  /// `items` as a list in a sentence.
  public func list(_ items: [String]) -> String {
    guard let last = items.last else { return "" }
    return items.dropLast().reversed().reduce(last) {
      text(.listSeparator, ["first": $1, "rest": $0])
    }
  }

  static func padded(_ text: String, to count: Int) -> String {
    String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}

/// A moment as a calendar and a clock on the wall show it.
private struct CivilTime {
  var year, month, day, hour, minute, second: Int

  init(_ date: Date, offset: Int) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
    // Rounded to the millisecond first: 7.890 s is stored as 7.88999….
    let moment = (date.timeIntervalSince1970 * 1000).rounded() / 1000 + Double(offset)
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: moment))
    (year, month, day) = (parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    (hour, minute, second) = (parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
  }

  /// `2026-03-04`.
  var date: String {
    Words.padded("\(year)", to: 4) + "-" + Words.padded("\(month)", to: 2) + "-"
      + Words.padded("\(day)", to: 2)
  }

  /// `06:06`.
  var clock: String { Words.padded("\(hour)", to: 2) + ":" + Words.padded("\(minute)", to: 2) }
}

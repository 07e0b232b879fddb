import Quality

/// Every fixed word of the charts, so that a translation is one more value of this type. Where a text has
/// `{0}`, `{1}`…, values are put there. Texts are escaped when they are used and may hold any character.
public struct ChartWords: Sendable, Equatable {
  /// The English words.
  public static let english = ChartWords()

  /// A place and what was found there.
  public var point = "{0}: {1}"
  /// A place, what was found there, and of how much.
  public var pointOf = "{0}: {1} (n = {2})"
  /// What a broken rule adds to that: its number and what it says.
  public var broken = "Rule {0}: {1}"
  /// The line of what is plotted.
  public var measured = "value"
  /// The centre line.
  public var centre = "mean"
  /// The limits of a control chart.
  public var limits = "control limits"
  /// The mark of a point beyond a limit.
  public var beyondLimits = "beyond a limit"
  /// The mark of a point at which another rule was broken.
  public var otherRule = "another rule broken"
  /// What each rule says.
  public var rules: [ControlRule: String] = [
    .beyondLimits: "one point beyond three standard errors",
    .twoOfThreeBeyondTwo: "two of three points beyond two standard errors on one side",
    .fourOfFiveBeyondOne: "four of five points beyond one standard error on one side",
    .eightOnOneSide: "eight points in a row on one side of the mean",
    .nineOnOneSide: "nine points in a row on one side of the mean",
    .sixTrending: "six points in a row rising or falling",
    .fourteenAlternating: "fourteen points in a row alternating up and down",
    .fifteenWithinOne: "fifteen points in a row within one standard error",
    .eightBeyondOne: "eight points in a row beyond one standard error",
  ]

  /// The scale of a histogram: how many values.
  public var count = "values"
  /// A bar of a histogram: how many, from where, up to where.
  public var bar = "{0} from {1} to {2}"
  /// The lower limit of a specification.
  public var lowerSpecification = "LSL"
  /// The upper limit of a specification.
  public var upperSpecification = "USL"

  /// A bar of a Pareto chart: name, count, share.
  public var paretoBar = "{0}: {1} ({2})"
  /// The rarest categories together: how many they are.
  public var otherCategories = "{0} more"

  /// A cell of a map of defects: how many defects.
  public var defectsHere = "{0} defects"
  /// The key of the map: from how many to how many defects a shade stands for.
  public var shade = "{0}–{1}"

  /// The line of a forecast.
  public var trend = "trend"
  /// Where single values are to be expected; how sure that is.
  public var prediction = "single values, {0}"
  /// The limit that a forecast is about.
  public var limit = "limit"
  /// The moment at which the limit is reached.
  public var reached = "reached"

  /// The first of two periods.
  public var firstPeriod = "before"
  /// The second of two periods.
  public var secondPeriod = "after"
  /// A share with its interval: period, share, from, to.
  public var interval = "{0}: {1} ({2} to {3})"
  /// The mark of a difference beyond chance.
  public var told = "more than chance"

  /// Percent: the number.
  public var percent = "{0} %"
  /// What stands between thousands.
  public var groupingSeparator = ","
  /// What stands before decimals.
  public var decimalSeparator = "."

  init() {}

  func says(_ rule: ControlRule) -> String { rules[rule] ?? rule.rawValue }

  /// `number` with its thousands separated.
  func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(contentsOf: groupingSeparator, at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }

  /// `text` with `values` in place of `{0}`, `{1}`…
  static func fill(_ text: String, _ values: String...) -> String {
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      out += rest[..<start]
      let index = Int(rest[rest.index(after: start)..<end])
      precondition(index.map(values.indices.contains) ?? false, "no value for a place in \(text)")
      if let index { out += values[index] }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }

  /// `value` with `digits` significant digits, without trailing zeros.
  func significant(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return "–" }
    var (places, scale) = (digits - 1, value.magnitude)
    while scale >= 10, places > 0 { (places, scale) = (places - 1, scale / 10) }
    while scale > 0, scale < 1, places < 9 { (places, scale) = (places + 1, scale * 10) }
    var text = fixedPoint(value, places: places) ?? "–"
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text.replacing(".", with: decimalSeparator)
  }

  /// `share` in percent with one decimal. What is not all is never called 100.0 %.
  func share(_ share: Double) -> String {
    let rounded = fixedPoint(share * 100, places: 1) ?? "–"
    let text = rounded == "100.0" && share < 1 ? "99.9" : rounded
    return ChartWords.fill(percent, text.replacing(".", with: decimalSeparator))
  }

  /// `share` in percent with `digits` significant digits. What is not all is never called 100 %.
  func percent(_ share: Double, digits: Int = 3) -> String {
    let text = significant(share * 100, digits: digits)
    let isRounded = text == "100" && share < 1
    return ChartWords.fill(percent, isRounded ? significant(99.9) : text)
  }
}

extension ChartWords {
  /// Words that begin as the English ones, to be changed.
  public init(changing change: (inout ChartWords) -> Void) {
    self = .english
    change(&self)
  }
}

/// How the values of a chart are written.
public enum ChartUnit: Sendable, Equatable {
  /// As a share of the whole, in percent.
  case share
  /// As a number, followed by this unit, which may be empty.
  case number(String)

  func text(_ value: Double, _ words: ChartWords, digits: Int = 4) -> String {
    switch self {
    case .share: words.percent(value, digits: digits)
    case .number(let unit):
      words.significant(value, digits: digits) + (unit.isEmpty ? "" : " " + unit)
    }
  }

  /// At an axis, whose title has the unit.
  func tick(_ value: Double, _ words: ChartWords) -> String {
    switch self {
    case .share: words.percent(value)
    case .number: words.significant(value)
    }
  }
}

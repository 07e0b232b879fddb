import Foundation
import Quality
import Traceability
import Wording

/// What the quality page is about, as it was chosen.
struct QualitySelection: Sendable {
  let from: String?
  let to: String?
  let since: Date
  let until: Date
  let lot: String?
  let recipe: String?
  let by: String
  let subgrouping: Subgrouping
  let rules: ControlRuleSet
  let quantity: MeasuredQuantity
  let isSingles: Bool
  let lower: String?
  let upper: String?
  let limits: SpecificationLimits?
  let problems: [String]

  /// Of each subgroup so many values make a mean and a range.
  static let subgroupSize = 5
  /// Nothing that is measured comes near it.
  static let largestLimit = 1e12
  /// So many neighbouring values make an I-MR chart.
  static let singles = 200
  /// Single values beyond this are sampled.
  static let sampleSize = 2000

  /// `newest` and `oldest` are the times of the newest record and of the first one.
  init(
    _ request: PageRequest, _ settings: PageSettings, newest: Date?, oldest: Date?, words: Words
  ) {
    var problems: [String] = []
    let zone = settings.shifts.zone
    func date(_ name: String, _ bound: TimeBound) -> Date? {
      guard let text = request.value(name) else { return nil }
      if let date = bound.date(text, zone: zone) { return date }
      problems.append(words.text(.resultsBadTime, ["text": String(text.prefix(100))]))
      return nil
    }
    func number(_ name: String) -> Double? {
      guard let text = request.value(name) else { return nil }
      if let value = Double(text), value.magnitude <= Self.largestLimit { return value }
      problems.append(words.text(.qualityBadNumber, ["text": String(text.prefix(100))]))
      return nil
    }
    (from, to) = (request.value("from"), request.value("to"))
    var end = date("to", .until) ?? min(request.now, newest ?? request.now).addingTimeInterval(1)
    var start = date("from", .since) ?? end.addingTimeInterval(-30 * 86400)
    if start >= end {
      problems.append(words[.resultsBadOrder])
      (end, start) = (request.now, request.now.addingTimeInterval(-30 * 86400))
    }
    (since, until) = (start, end)
    lot = request.value("lot")
    recipe = request.value("recipe")
    let length = end.timeIntervalSince(max(start, oldest ?? start))
    let usual = lot != nil || length <= 4 * 86400 ? "hour" : "day"
    let chosen = request.value("by") ?? usual
    by = ["hour", "shift", "day", "lot"].contains(chosen) ? chosen : usual
    subgrouping =
      switch by {
      case "hour": .hour
      case "shift": .shift(starts: settings.shifts.starts)
      case "lot": .lot
      default: .day
      }
    rules = request.value("rules").flatMap(ControlRuleSet.init(rawValue:)) ?? .nelson
    quantity =
      request.value("quantity").flatMap { MeasuredQuantity(name: $0) } ?? .health("sharpness")
    isSingles = request.value("chart") == "singles"
    let (low, high) = (number("lower"), number("upper"))
    (lower, upper) = (request.value("lower"), request.value("upper"))
    limits = SpecificationLimits(lower: low, upper: high)
    if low != nil || high != nil, limits == nil { problems.append(words[.resultsBadOrder]) }
    self.problems = problems
  }

  /// The records that it is about.
  var filter: QualityFilter {
    QualityFilter(
      since: since, until: until, recipe: recipe.map { RecordQuery.RecipeSelector(name: $0) },
      lot: lot)
  }

  /// Those of the period of the same length before.
  var before: QualityFilter {
    var filter = filter
    filter.since = since.addingTimeInterval(since.timeIntervalSince(until))
    filter.until = since
    return filter
  }

  /// What a subgroup is called on an axis.
  func label(_ subgroup: QualitySubgroup, _ words: Words) -> String {
    if case .lot = subgrouping { return subgroup.lot ?? words[.notTold] }
    let time = words.time(subgroup.start, offset: subgroup.utcOffset)
    let day = String(time.dropFirst(5).prefix(5))
    if case .day = subgrouping { return day }
    return day + " " + String(time.dropFirst(11).prefix(5))
  }
}

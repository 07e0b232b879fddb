import Decision

/// How many inspections had which verdict, how many defects they found, and how many of them were the
/// first of their part.
public struct QualityCounts: Sendable, Equatable {
  /// Inspections with the verdict `pass`.
  public var pass = 0
  /// Inspections with the verdict `fail`.
  public var fail = 0
  /// Inspections with the verdict `review`.
  public var review = 0
  /// Inspections with the verdict `uninspectable`.
  public var uninspectable = 0
  /// The defects of all of them.
  public var defects = 0
  /// First inspections of parts with a serial number.
  public var firstInspections = 0
  /// Those of them with the verdict `pass`.
  public var firstPasses = 0

  /// No inspections.
  public init() {}

  /// All inspections.
  public var total: Int { pass + fail + review + uninspectable }
  /// All that did not pass; yield is what is left.
  public var notPassed: Int { total - pass }

  /// How many had `verdict`.
  public subscript(verdict: Verdict) -> Int {
    switch verdict {
    case .pass: pass
    case .fail: fail
    case .review: review
    case .uninspectable: uninspectable
    }
  }

  /// What `cells` sum up to. Throws ``RecordStoreError`` where that cannot be, because the summary was
  /// changed from outside.
  static func sum(
    _ cells: some Sequence<QualityCell>, path: String
  ) throws(RecordStoreError) -> QualityCounts {
    let sum = cells.reduce(into: QualityCounts()) { $0.add($1) }
    try sum.check(path: path)
    return sum
  }

  /// Throws where a number is below 0, or parts that passed exceed those inspected.
  func check(path: String) throws(RecordStoreError) {
    let isPossible =
      [pass, fail, review, uninspectable, defects, firstPasses].allSatisfy { $0 >= 0 }
      && firstPasses <= firstInspections
    guard isPossible else { throw Self.misfit(path: path) }
  }

  /// That the summary was changed from outside.
  static func misfit(path: String) -> RecordStoreError {
    RecordStoreError(
      path: path,
      cause: .damaged(detail: "the summary by quarters of an hour does not fit the records"))
  }

  /// What `subgroups` found together.
  public init(of subgroups: [QualitySubgroup]) {
    for subgroup in subgroups { add(subgroup.counts) }
  }

  /// The same by the recorded verdicts, whatever people decided afterwards.
  public init(recordedIn subgroups: [QualitySubgroup]) {
    for subgroup in subgroups { add(subgroup.recorded) }
  }

  private mutating func add(_ other: QualityCounts) {
    pass += other.pass
    fail += other.fail
    review += other.review
    uninspectable += other.uninspectable
    defects += other.defects
    firstInspections += other.firstInspections
    firstPasses += other.firstPasses
  }

  mutating func add(_ cell: QualityCell) {
    switch cell.verdict {
    case .pass: pass += cell.inspections
    case .fail: fail += cell.inspections
    case .review: review += cell.inspections
    case .uninspectable: uninspectable += cell.inspections
    }
    defects += cell.defects
    if cell.isFirst {
      firstInspections += cell.inspections
      if cell.verdict == .pass { firstPasses += cell.inspections }
    }
  }
}

import Decision
import Traceability

/// How many parts got which verdict, and how often each defect class occurred.
public struct RunTally: Sendable, Equatable {
  /// How often a defect class occurred.
  public struct ClassCount: Sendable, Equatable {
    /// The class.
    public var defectClass: DefectClass
    /// Defects of the class.
    public var defects: Int
    /// Parts with at least one of them.
    public var parts: Int
  }

  private var verdicts: [Verdict: Int] = [:]
  private var classes: [DefectClass: ClassCount] = [:]
  /// Parts with at least one defect.
  public private(set) var partsWithDefects = 0

  /// A tally of no parts.
  public init() {}

  /// Counts one more part.
  public mutating func add(_ record: InspectionRecord) {
    verdicts[record.verdict, default: 0] += 1
    partsWithDefects += record.defects.isEmpty ? 0 : 1
    var seen: Set<DefectClass> = []
    for defect in record.defects {
      let isFirst = seen.insert(defect.defectClass).inserted
      var count =
        classes[defect.defectClass]
        ?? ClassCount(defectClass: defect.defectClass, defects: 0, parts: 0)
      count.defects += 1
      count.parts += isFirst ? 1 : 0
      classes[defect.defectClass] = count
    }
  }

  /// Parts with `verdict`.
  public func count(of verdict: Verdict) -> Int { verdicts[verdict] ?? 0 }

  /// All parts.
  public var total: Int { verdicts.values.reduce(0, +) }

  /// Parts that passed divided by all parts, 0...1; parts to review and uninspectable ones are not
  /// passed. `nil` where there are no parts.
  public var yield: Double? {
    total == 0 ? nil : Double(count(of: .pass)) / Double(total)
  }

  /// All defects.
  public var defects: Int { classes.values.reduce(0) { $0 + $1.defects } }

  /// The classes that occurred, the most frequent first, equally frequent ones by name.
  public var classesByFrequency: [ClassCount] {
    classes.values.sorted {
      ($1.defects, $0.defectClass.rawValue) < ($0.defects, $1.defectClass.rawValue)
    }
  }
}

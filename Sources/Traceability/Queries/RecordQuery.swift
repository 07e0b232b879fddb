import Decision
import Foundation

/// Which records are wanted, in what order and how many. Conditions that are `nil` or empty do not
/// restrict; all others must hold together. Texts are compared exactly.
public struct RecordQuery: Sendable, Equatable {
  /// In which order records come. It is the order of commit: clocks are set back, the sequence is
  /// not.
  public enum Order: Sendable, Equatable {
    /// Highest sequence number first.
    case newestFirst
    /// Lowest sequence number first.
    case oldestFirst
  }

  /// A recipe by name, in one version or in all.
  public struct RecipeSelector: Sendable, Equatable {
    /// The recipe's name.
    public var name: String
    /// Its version; `nil` for every version.
    public var version: Int?

    /// Version `version` of the recipe called `name`, or all of its versions.
    public init(name: String, version: Int? = nil) {
      self.name = name
      self.version = version
    }
  }

  /// The serial number of the part.
  public var serial: String?
  /// The lot of the part.
  public var lot: String?
  /// Any of these verdicts; empty for all.
  public var verdicts: Set<Verdict>
  /// At least one defect of this class.
  public var defectClass: DefectClass?
  /// Recorded at this time or later.
  public var since: Date?
  /// Recorded before this time.
  public var until: Date?
  /// Judged by this recipe.
  public var recipe: RecipeSelector?
  /// SHA-256 of the image file in lower-case hexadecimal.
  public var imageSHA256: String?
  /// In which order the records come.
  public var order: Order
  /// At most so many records; `nil` for all.
  public var limit: Int?
  /// Continue after the record with this sequence number, in the direction of `order`.
  public var after: Int64?

  /// A query; without arguments, all records, newest first. `limit` may not be negative.
  public init(
    serial: String? = nil, lot: String? = nil, verdicts: Set<Verdict> = [],
    defectClass: DefectClass? = nil, since: Date? = nil, until: Date? = nil,
    recipe: RecipeSelector? = nil, imageSHA256: String? = nil, order: Order = .newestFirst,
    limit: Int? = nil, after: Int64? = nil
  ) {
    precondition(limit ?? 0 >= 0, "RecordQuery: limit is negative")
    self.serial = serial
    self.lot = lot
    self.verdicts = verdicts
    self.defectClass = defectClass
    self.since = since
    self.until = until
    self.recipe = recipe
    self.imageSHA256 = imageSHA256
    self.order = order
    self.limit = limit
    self.after = after
  }
}

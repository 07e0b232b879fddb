import Foundation
import GRDB

/// Which records statistics are about, and which of their verdicts. What is `nil` does not restrict.
public struct QualityFilter: Sendable, Equatable {
  /// Which verdict of a record is taken.
  public enum Basis: String, Sendable, Equatable, CaseIterable {
    /// The one that counts: that of the latest override, or the recorded one. Defects of records that
    /// count as `pass` are false alarms and left out.
    case counting
    /// The recorded one, whatever people decided afterwards.
    case recorded
  }

  /// Recorded at this time or later.
  public var since: Date?
  /// Recorded before this time.
  public var until: Date?
  /// Judged by this recipe.
  public var recipe: RecordQuery.RecipeSelector?
  /// By this station.
  public var station: String?
  /// Of this lot.
  public var lot: String?
  /// Which verdict is taken.
  public var basis: Basis

  /// A filter; without arguments all records with the verdicts that count.
  public init(
    since: Date? = nil, until: Date? = nil, recipe: RecordQuery.RecipeSelector? = nil,
    station: String? = nil, lot: String? = nil, basis: Basis = .counting
  ) {
    self.since = since
    self.until = until
    self.recipe = recipe
    self.station = station
    self.lot = lot
    self.basis = basis
  }
}

/// Conditions as SQL with their values.
struct QualityConditions {
  private(set) var sql = "1"
  private(set) var arguments = StatementArguments()

  mutating func add(_ condition: String, _ values: StatementArguments = []) {
    sql += " AND " + condition
    arguments += values
  }
}

extension QualityFilter {
  /// The latest verdict that somebody gave the record `sequence`, as SQL; NULL where nobody did.
  static func overriding(_ sequence: String) -> String {
    """
    (SELECT o.new_verdict FROM record_overrides o WHERE o.sequence = \(sequence) \
    ORDER BY o.override DESC LIMIT 1)
    """
  }

  /// That a record `r` of `records` meets the filter, whatever its verdict.
  func conditions() -> QualityConditions {
    var conditions = QualityConditions()
    if let since { conditions.add("r.recorded_at >= ?", [RecordTime.text(since)]) }
    if let until { conditions.add("r.recorded_at < ?", [RecordTime.text(until)]) }
    addLabels(to: &conditions, "r.")
    return conditions
  }

  /// That a row has recipe, station and lot as wanted; `prefix` goes before the names of columns.
  func addLabels(to conditions: inout QualityConditions, _ prefix: String) {
    if let recipe {
      conditions.add("\(prefix)recipe = ?", [recipe.name])
      if let version = recipe.version { conditions.add("\(prefix)recipe_version = ?", [version]) }
    }
    if let station { conditions.add("\(prefix)station = ?", [station]) }
    if let lot { conditions.add("\(prefix)lot = ?", [lot]) }
  }

  /// The lowest and highest sequence number that a record of the lot recorded in the range of time may
  /// have; `nil` where there is none. Clocks are set back, so that not all in between lie in the range.
  func sequences(_ db: Database) throws -> ClosedRange<Int64>? {
    var blocks = QualityConditions()
    if let since { blocks.add("last_at >= ?", [RecordTime.text(since)]) }
    if let until { blocks.add("first_at < ?", [RecordTime.text(until)]) }
    let row = try Row.fetchOne(
      db, sql: "SELECT min(block), max(block) FROM record_blocks WHERE \(blocks.sql)",
      arguments: blocks.arguments)
    guard let row, let first: Int64 = try row.decode(atIndex: 0) else { return nil }
    let last: Int64 = try row.decode(atIndex: 1)
    let length = RecordSchema.blockLength
    let range = (first * length + 1)...((last + 1) * length)
    guard let lot else { return range }
    func end(_ direction: String) throws -> Int64? {
      try Int64.fetchOne(
        db,
        sql: """
          SELECT sequence FROM records INDEXED BY records_by_lot WHERE lot = ?
          ORDER BY sequence \(direction) LIMIT 1
          """, arguments: [lot])
    }
    guard let oldest = try end("ASC"), let newest = try end("DESC"),
      oldest <= range.upperBound, newest >= range.lowerBound
    else { return nil }
    return (oldest...newest).clamped(to: range)
  }
}

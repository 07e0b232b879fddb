import GRDB

/// The index of the few records that have defects or did not pass, with what statistics ask of them. A
/// month's are some megabytes that lie together, while the records themselves are spread over the whole
/// file: a slow disk would be read for seconds.
///
/// It only adds to the file, and whoever appends keeps it without knowing of it, so that `user_version`
/// stays. Archives that nobody brought up to date have none.
enum NotedSchema {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("9 noted", foreignKeyChecks: .immediate) { db in
      try db.execute(
        sql: """
          CREATE INDEX records_noted ON records (
            sequence, recorded_at, recipe, recipe_version, station, lot, verdict, serial, utc_offset,
            defect_count, image_width, image_height
          ) WHERE defect_count > 0 OR verdict <> 'pass'
          """)
    }
  }

  /// That `record` is in the index, in the words in which SQLite recognises it.
  private static func isNoted(_ record: String) -> String {
    "(\(record).defect_count > 0 OR \(record).verdict <> 'pass')"
  }

  /// Whether the file has the index.
  static func isThere(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'records_noted')")) ?? false
  }

  /// The records `r` in the index; ``condition`` goes with it.
  static let table = "records r INDEXED BY records_noted"

  /// That the record `r` is in the index.
  static let condition = isNoted("r")

  /// The record `r` with the number `sequence`, as SQL to go on from the tables that have the number: in two
  /// parts that have nothing in common and together are all, since the index holds most that is asked for.
  static func joins(any sequence: String, _ db: Database) throws -> [String] {
    let fromTable = "CROSS JOIN records r NOT INDEXED ON r.sequence = \(sequence)"
    guard try isThere(db) else { return [fromTable] }
    return [
      "CROSS JOIN \(table) ON r.sequence = \(sequence) AND \(condition)",
      "\(fromTable) AND NOT EXISTS (SELECT 1 FROM records n INDEXED BY records_noted "
        + "WHERE n.sequence = \(sequence) AND \(isNoted("n")))",
    ]
  }

  /// The recorded verdict of the record `sequence`, which exists, as SQL.
  static func verdict(of sequence: String, _ db: Database) throws -> String {
    guard try isThere(db) else {
      return "(SELECT n.verdict FROM records n NOT INDEXED WHERE n.sequence = \(sequence))"
    }
    // What is not in the index passed.
    return """
      coalesce((
        SELECT n.verdict FROM records n INDEXED BY records_noted
        WHERE n.sequence = \(sequence) AND \(isNoted("n"))), 'pass')
      """
  }
}

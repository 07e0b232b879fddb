import Decision
import Foundation
import GRDB

@testable import Traceability

/// Changes records files as somebody would who knows how they are made.
enum Tampering {
  enum Kind: CaseIterable { case edit, delete, insert, reorder, truncate }

  /// A file with records, overrides and deletions of images in turn; returns its head.
  static func makeOriginal(_ path: String) throws -> ChainHead {
    let store = try RecordStore(path: path)
    for number in 1...120 {
      var record = number % 3 == 0 ? fullRecord() : plainRecord(lot: "L", serial: "S\(number)")
      record.imagePath = "image \(number).png"
      record.effectiveParameters = "{\"a\":\(number / 40)}"
      if number % 7 == 0 { record.defects = plainRecord(classes: [.open, .spur]).defects }
      _ = try store.append(record)
      guard number % 5 == 0 else { continue }
      let verdict = try store.reader.record(sequence: Int64(number - 2))?.verdict
      _ = try store.override(
        sequence: Int64(number - 2), with: verdict == .pass ? .fail : .pass, operator: "o",
        reason: "reason \(number)", at: sampleTime)
      guard number % 24 == 0 || number % 25 == 0 else { continue }
      try prune(record: Int64(number), in: store)
    }
    let head = try store.reader.head()
    try store.close()
    return head
  }

  private static func prune(record: Int64, in store: RecordStore) throws {
    try store.withWriter { db in
      try db.inTransaction(.immediate) {
        let newest = try Int64.fetchOne(db, sql: "SELECT coalesce(max(pruning), 0) FROM prunings")
        let number = (newest ?? 0) + 1
        let values = [
          number.databaseValue, record.databaseValue, RecordTime.text(sampleTime).databaseValue,
          "image.png".databaseValue, "00".databaseValue, "o".databaseValue, "old".databaseValue,
        ]
        try db.execute(
          sql: "INSERT INTO record_prunings VALUES (?, ?, ?, ?, ?, ?, ?)",
          arguments: StatementArguments(values))
        var chain = try ChainWriter(db)
        try chain.append(.pruning, number: number, digest: .digest(of: .pruning, values))
        return .commit
      }
    }
  }

  /// Runs `body` with no trigger and no foreign key in the way; the triggers are as before afterwards.
  static func withoutTriggers(_ path: String, _ body: (Database) throws -> Void) throws {
    let connection = try foreignConnection(to: path)
    try connection.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        let triggers = try Row.fetchAll(
          db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
        try body(db)
        for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        return .commit
      }
    }
    try connection.close()
  }

  /// Changes the file at `path` in the way that `round` and `random` choose, and says what it did.
  static func tamper(
    _ path: String, _ kind: Kind, round: Int, _ random: inout SplitMix
  ) throws -> String {
    var what = ""
    try withoutTriggers(path) { db in
      what =
        switch kind {
        case .edit: try edit(db, &random)
        case .delete: try delete(db, &random)
        case .insert: try insert(db, &random)
        case .reorder: try reorder(db, &random)
        case .truncate: try truncate(db, &random)
        }
      // The thorough ones make the chain anew, which only a head shows.
      if round % 4 == 3, kind != .truncate {
        try db.execute(sql: "DELETE FROM record_chain")
        try ChainAdoption.adopt(db)
        if round % 8 == 7 { try db.execute(sql: "UPDATE record_chain SET adopted = 0") }
        what += ", chained anew"
      }
    }
    return what
  }

  /// Tables with the column that numbers their rows.
  private static let tables = [
    "records", "records", "records", "record_defects", "record_parents", "record_overrides",
    "record_prunings", "record_chain", "recipe_settings", "decision_settings", "record_file",
  ]

  private static func edit(_ db: Database, _ random: inout SplitMix) throws -> String {
    while true {
      let table = tables[random.below(tables.count)]
      let columns = try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))").map {
        $0["name"] as String
      }
      let column = columns[random.below(columns.count)]
      // Which settings a record has shows in the values, not in the number of their row.
      if column == "settings_id" || column == "decision_id" || column == "only" { continue }
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      let row = random.below(count)
      let key = try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))")
        .filter { ($0["pk"] as Int) > 0 }.map { $0["name"] as String }
      let names = key.joined(separator: ", ")
      let place = "(\(names)) = (SELECT \(names) FROM \(table) LIMIT 1 OFFSET \(row))"
      let changed = """
        CASE typeof(\(column))
          WHEN 'integer' THEN \(column) + 1000 WHEN 'real' THEN \(column) + 1e-9
          WHEN 'text' THEN CASE WHEN \(random.below(2)) THEN \(column) || char(0) || 'x'
            ELSE substr(\(column), 1, length(\(column)) - 1) || '~' END
          WHEN 'blob' THEN CAST(
            substr(\(column), 1, 31) || iif(substr(\(column), 32) = x'5a', x'5b', x'5a') AS BLOB)
          ELSE coalesce(
            (SELECT CASE type WHEN 'INTEGER' THEN 7 ELSE 'x' END
              FROM pragma_table_info('\(table)') WHERE name = '\(column)'), 'x') END
        """
      try db.execute(sql: "UPDATE \(table) SET \(column) = \(changed) WHERE \(place)")
      return "edit \(table).\(column) of row \(row)"
    }
  }

  private static func delete(_ db: Database, _ random: inout SplitMix) throws -> String {
    let number = 1 + random.below(120)
    switch random.below(6) {
    case 0:
      try db.execute(sql: "DELETE FROM records WHERE sequence = \(number)")
      return "delete record \(number) alone"
    case 1:
      for table in ["records", "record_defects", "record_parents"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE sequence = \(number)")
      }
      try db.execute(
        sql: "DELETE FROM record_chain WHERE kind = 'inspection' AND number = \(number)")
      return "delete record \(number) and its link"
    case 2:
      try deleteAndCloseUp(number, db)
      return "delete record \(number) and number all anew"
    case 3:
      let override = 1 + random.below(24)
      try db.execute(sql: "DELETE FROM record_overrides WHERE override = \(override)")
      return "delete override \(override)"
    case 4:
      let position = 1 + random.below(149)
      try db.execute(sql: "DELETE FROM record_chain WHERE position = \(position)")
      return "delete link \(position)"
    default:
      let table = random.below(2) == 0 ? "record_defects" : "record_parents"
      let sequence = try Int.fetchOne(
        db,
        sql: "SELECT sequence FROM \(table) LIMIT 1 OFFSET \(random.below(50))")
      try db.execute(
        sql: "DELETE FROM \(table) WHERE sequence = ? AND ordinal = 1", arguments: [sequence])
      return "delete from \(table) of \(sequence ?? 0)"
    }
  }

  private static func deleteAndCloseUp(_ number: Int, _ db: Database) throws {
    let position = try Int.fetchOne(
      db, sql: "SELECT position FROM record_chain WHERE kind = 'inspection' AND number = ?",
      arguments: [number])
    for table in ["records", "record_defects", "record_parents"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE sequence = \(number)")
      try shift(table, "sequence", from: number, by: -1, db)
    }
    try db.execute(
      sql: "DELETE FROM record_chain WHERE position = ?", arguments: [position])
    try db.execute(
      sql: """
        UPDATE record_chain SET number = -(number - 1)
          WHERE kind = 'inspection' AND number > \(number);
        UPDATE record_chain SET number = -number WHERE number < 0;
        """)
    try shift("record_chain", "position", from: position ?? 0, by: -1, db)
  }

  /// Numbers the rows from `first` on anew, by way of negative numbers, which are free.
  private static func shift(
    _ table: String, _ column: String, from first: Int, by step: Int, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE \(table) SET \(column) = -(\(column) + \(step)) WHERE \(column) >= \(first);
        UPDATE \(table) SET \(column) = -\(column) WHERE \(column) < 0;
        """)
  }

  private static func insert(_ db: Database, _ random: inout SplitMix) throws -> String {
    let number = 1 + random.below(120)
    switch random.below(5) {
    case 0:
      let sequence = [121, 0, -5, 500][random.below(4)]
      try insertRow(plainRecord(serial: "forged"), sequence: Int64(sequence), into: db)
      return "insert record \(sequence) without a link"
    case 1:
      for table in ["records", "record_defects", "record_parents"] {
        try shift(table, "sequence", from: number, by: 1, db)
      }
      try insertRow(plainRecord(serial: "forged"), sequence: Int64(number), into: db)
      return "insert record \(number) and number all anew"
    case 2:
      for table in ["records", "record_defects", "record_parents"] {
        try shift(table, "sequence", from: number, by: 1, db)
      }
      let digest = try insertRow(plainRecord(serial: "forged"), sequence: Int64(number), into: db)
      let position = try Int.fetchOne(
        db, sql: "SELECT position FROM record_chain WHERE kind = 'inspection' AND number = ?",
        arguments: [number])
      try db.execute(
        sql: """
          UPDATE record_chain SET number = -(number + 1)
            WHERE kind = 'inspection' AND number >= \(number);
          UPDATE record_chain SET number = -number WHERE number < 0;
          """)
      try shift("record_chain", "position", from: position ?? 0, by: 1, db)
      let previous = try Data.fetchOne(
        db, sql: "SELECT hash FROM record_chain WHERE position = ?",
        arguments: [(position ?? 0) - 1])
      try db.execute(
        sql: "INSERT INTO record_chain VALUES (?, 'inspection', ?, 0, ?, ?)",
        arguments: [position, number, previous ?? Data(count: 32), Data(digest.bytes)])
      return "insert record \(number) with a link"
    case 3:
      let table = random.below(2) == 0 ? "record_defects" : "record_parents"
      let values = table == "record_defects" ? "'open', 0.5, 0, 0, 1, 1, 1" : "'S', 'L'"
      let sequence = [number, 0, 700][random.below(3)]
      try db.execute(sql: "INSERT INTO \(table) VALUES (\(sequence), 9, \(values))")
      return "insert into \(table) of \(sequence)"
    default:
      try db.execute(
        sql: """
          INSERT INTO record_overrides
          SELECT 25, \(number), recorded_at, old_verdict, new_verdict, operator, reason
          FROM record_overrides WHERE override = 1
          """)
      return "insert override of \(number)"
    }
  }

  private static func reorder(_ db: Database, _ random: inout SplitMix) throws -> String {
    let first = 1 + random.below(110)
    let second = first + 1 + random.below(10)
    func swap(_ table: String, _ column: String, _ a: Int, _ b: Int) throws {
      try db.execute(
        sql: """
          UPDATE \(table) SET \(column) = -1 WHERE \(column) = \(a);
          UPDATE \(table) SET \(column) = \(a) WHERE \(column) = \(b);
          UPDATE \(table) SET \(column) = \(b) WHERE \(column) = -1;
          """)
    }
    switch random.below(4) {
    case 0:
      try swap("record_chain", "position", first, second)
      return "exchange links \(first) and \(second)"
    case 1:
      try swap("record_overrides", "override", 1 + first % 12, 13 + second % 12)
      return "exchange overrides"
    default:
      for table in ["records", "record_defects", "record_parents"] {
        try swap(table, "sequence", first, second)
      }
      return "exchange records \(first) and \(second)"
    }
  }

  private static func truncate(_ db: Database, _ random: inout SplitMix) throws -> String {
    let last = random.below(149)
    try db.execute(
      sql: """
        DELETE FROM record_chain WHERE position > \(last);
        DELETE FROM records WHERE sequence > (
          SELECT coalesce(max(number), 0) FROM record_chain WHERE kind = 'inspection');
        DELETE FROM record_defects WHERE sequence > (
          SELECT coalesce(max(sequence), 0) FROM records);
        DELETE FROM record_parents WHERE sequence > (
          SELECT coalesce(max(sequence), 0) FROM records);
        DELETE FROM record_overrides WHERE override > (
          SELECT coalesce(max(number), 0) FROM record_chain WHERE kind = 'override');
        DELETE FROM record_prunings WHERE pruning > (
          SELECT coalesce(max(number), 0) FROM record_chain WHERE kind = 'pruning');
        """)
    return "truncate behind link \(last)"
  }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood 2014,
/// doi:10.1145/2714064.2660195).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}

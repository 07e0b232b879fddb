import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct QualitySchemaTests {
  private func records() -> [InspectionRecord] {
    (0..<40).map { index in
      var record = plainRecord(
        at: Double(index) * 400.2495, verdict: index % 3 == 0 ? .fail : .pass,
        classes: index % 3 == 0 ? [.open] : [], recipe: index % 2 == 0 ? "a" : "b",
        lot: index % 5 == 0 ? nil : "L", serial: index % 7 == 0 ? nil : "S\(index % 9)")
      record.utcOffset = index % 4 == 0 ? nil : 3600
      return record
    }
  }

  private func tables(_ path: String) throws -> [String] {
    let db = try foreignConnection(to: path)
    return try db.read { db in
      let quarters = try Row.fetchAll(
        db,
        sql: "SELECT \(QualitySchema.columns) FROM record_quarters ORDER BY 1, 2, 3, 4, 5, 6, 7, 8")
      let repeats = try Row.fetchAll(
        db, sql: "SELECT sequence, first_sequence FROM record_repeats ORDER BY 1")
      return (quarters + repeats).map(\.description)
    }
  }

  @Test func appendingKeepsWhatTheMigrationMakes() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    for record in records() { _ = try store.append(record) }
    try store.close()
    let kept = try tables(folder.records)
    #expect(kept.count > 20)
    try Tampering.withoutTriggers(folder.records) { db in
      try db.execute(sql: "DELETE FROM record_quarters; DELETE FROM record_repeats")
      try db.execute(
        sql: """
          INSERT INTO record_repeats (sequence, first_sequence) \(QualitySchema.repeats);
          INSERT INTO record_quarters (\(QualitySchema.columns)) \(QualitySchema.quarters());
          """)
    }
    #expect(try tables(folder.records) == kept)
  }

  @Test func olderFilesAreSummarisedWhenTheyAreBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: records())
    let expected = try store.reader.qualitySubgroups(by: .hour)
    let yield = try store.reader.serialYield()
    try store.close()
    let kept = try tables(folder.records)
    // As a program before the summary left it.
    let old = try foreignConnection(to: folder.records)
    try old.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TABLE record_quarters; DROP TABLE record_repeats; PRAGMA user_version = 4;
          DELETE FROM grdb_migrations WHERE identifier = '7 quality';
          """)
    }
    try old.close()
    let reader = try RecordReader(path: folder.records)
    #expect(try reader.qualitySubgroups(by: .hour) == expected)
    #expect(try reader.serialYield() == yield)
    #expect(try reader.defectsByClass().map(\.defects) == [14])
    let again = try RecordStore(path: folder.records)
    #expect(try ChainVerifier(again.reader).verify().firstBreak == nil)
    #expect(try again.reader.qualitySubgroups(by: .hour) == expected)
    try again.close()
    #expect(try tables(folder.records) == kept)
  }

  @Test(arguments: [
    ("record_quarters", "UPDATE record_quarters SET inspections = inspections + 1"),
    ("record_quarters", "UPDATE record_quarters SET verdict = 'pass' WHERE verdict = 'fail'"),
    ("record_quarters", "DELETE FROM record_quarters WHERE recipe = 'a'"),
    ("record_repeats", "DELETE FROM record_repeats"),
    ("record_repeats", "UPDATE record_repeats SET first_sequence = 1"),
    ("record_repeats", "INSERT INTO record_repeats VALUES (9999, 1)"),
  ])
  func aChangedSummaryIsFound(table: String, change: String) throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: records())
    try store.close()
    try Tampering.withoutTriggers(folder.records) { db in
      // Each verdict of its own, so that changing one does not meet another.
      if change.contains("verdict = 'pass'") {
        try db.execute(sql: "DELETE FROM record_quarters WHERE verdict = 'pass'")
      }
      try db.execute(sql: change)
    }
    let found = try ChainVerifier(RecordReader(path: folder.records)).verify().firstBreak
    #expect(found?.damage == .summary(table: table))
  }

  @Test func aSerialNumberOfThousandsDoesNotSlowAppending() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(
      contentsOf: (0..<40).map { plainRecord(recipe: $0 < 20 ? "a" : "b", serial: "none") })
    // Of the other recipe no inspection is among the first 16.
    let counts = try store.reader.qualityCounts()
    #expect(counts.firstInspections == 1 + 20)
    #expect(try ChainVerifier(store.reader).verify().firstBreak == nil)
  }

  // Quarters are counted downwards before 1970, too, and a time is never rounded up into the next.
  @Test func quartersAreCutDownwards() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    for seconds in [-0.001, 0, 899.999, 900, -900, -62_167_219_200] {
      let date = Date(timeIntervalSince1970: seconds)
      let text = RecordTime.text(date)
      let quarter = try store.withWriter { db in
        try Int64.fetchOne(db, sql: "SELECT \(QualitySchema.quarter("?"))", arguments: [text])
      }
      #expect(quarter == Int64((seconds / 900).rounded(.down)), "\(text)")
    }
  }
}

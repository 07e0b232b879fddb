import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct ChainMigrationTests {
  /// A file of version `upTo` with records, as a program of that time left it.
  private func archive(_ path: String, upTo migration: String) throws {
    let old = try foreignConnection(to: path)
    try RecordSchema.migrator().migrate(old, upTo: migration)
    try old.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(RecordSchema.applicationID)")
      try db.execute(
        sql: "INSERT INTO recipe_settings VALUES (1, '11', '{}'), (2, '22', '{\"a\":1}')")
      for sequence in 1...5 {
        try db.execute(
          sql: """
            INSERT INTO records (
              sequence, recorded_at, image_path, image_sha256, template_path, template_sha256,
              verdict, reason, timings, recipe, recipe_version, settings_id, software, station,
              operator, lot, serial, defect_count)
            VALUES (
              \(sequence), '2025-06-01T06:30:0\(sequence).000Z', 'é\(sequence).png', '00', NULL,
              NULL, 'fail', '1 open', '[{"stage":"align","ms":0.5}]', 'bare-pcb', 1,
              \(1 + sequence % 2), 'sightline 0.1', NULL, NULL, 'L1', 'S\(sequence)', 1);
            INSERT INTO record_defects VALUES (\(sequence), 1, 'open', 0.5, 0, 0, 1, 1, 9);
            """)
      }
      if migration != "1 records" {
        try db.execute(
          sql: """
            INSERT INTO record_overrides VALUES
              (1, 2, '2025-06-01T07:00:00.000Z', 'fail', 'pass', 'o', 'r')
            """)
      }
    }
    try old.close()
  }

  @Test(arguments: ["1 records", "2 overrides", "3 health"])
  func olderRecordsAreChainedAndMarked(version: String) throws {
    let folder = try TemporaryFolder()
    try archive(folder.records, upTo: version)
    let store = try RecordStore(path: folder.records)
    let overrides = version == "1 records" ? 0 : 1
    let report = try ChainVerifier(store.reader).verify()
    #expect(report.firstBreak == nil)
    #expect(report.adopted == 5 + Int64(overrides) && report.links == report.adopted)
    // Nothing of theirs was changed.
    let records = try store.reader.records(matching: RecordQuery(order: .oldestFirst))
    #expect(records.map(\.serial) == ["S1", "S2", "S3", "S4", "S5"])
    #expect(records.map(\.overrides.count) == [0, overrides, 0, 0, 0])
    #expect(records.allSatisfy { $0.camera == nil && $0.arrivedAt == nil && $0.parents.isEmpty })
    #expect(records[0].effectiveParameters == "{\"a\":1}")
    // New ones follow.
    #expect(try store.append(fullRecord()).sequence == 6)
    let after = try ChainVerifier(store.reader).verify()
    #expect(after.firstBreak == nil && after.links == report.links + 1)
    #expect(after.adopted == report.adopted)
  }

  @Test func anAdoptedRecordThatIsEditedIsFound() throws {
    let folder = try TemporaryFolder()
    try archive(folder.records, upTo: "1 records")
    try RecordStore(path: folder.records).close()
    try Tampering.withoutTriggers(folder.records) {
      try $0.execute(sql: "UPDATE record_defects SET area = 8 WHERE sequence = 4")
    }
    let report = try ChainVerifier(RecordReader(path: folder.records)).verify()
    #expect(report.firstBreak?.number == 4 && report.firstBreak?.damage == .changed)
  }

  @Test func aFileWithoutAChainIsNamedAsOlder() throws {
    let folder = try TemporaryFolder()
    try archive(folder.records, upTo: "3 health")
    try DatabasePool(path: folder.records).close()
    let reader = try RecordReader(path: folder.records)
    let expected = RecordStoreError.Cause.olderVersion(found: 3, known: RecordSchema.version)
    #expect(recordError { _ = try ChainVerifier(reader).verify() } == expected)
    #expect(recordError { _ = try reader.head() } == expected)
    #expect(try reader.records().count == 5)
    #expect(try reader.prunings(imageSHA256: "00").isEmpty)
    #expect(try Genealogy(of: .serial("S1"), in: [reader]).inspections.count == 1)
  }
}

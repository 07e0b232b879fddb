import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct RecordImmutabilityTests {
  @Test(arguments: [
    "UPDATE records SET verdict = 'pass'",
    "UPDATE records SET sequence = 9 WHERE sequence = 1",
    "DELETE FROM records WHERE sequence = 1",
    "DELETE FROM records",
    "UPDATE record_defects SET area = 0",
    "DELETE FROM record_defects",
    "UPDATE recipe_settings SET parameters = ''",
    "DELETE FROM recipe_settings",
    "REPLACE INTO records SELECT * FROM records WHERE sequence = 1",
    "REPLACE INTO records SELECT * FROM records WHERE sequence = 2",
    "INSERT INTO records SELECT * FROM records WHERE true ON CONFLICT DO UPDATE SET lot = 'L'",
    "REPLACE INTO record_defects SELECT * FROM record_defects",
    "REPLACE INTO recipe_settings SELECT * FROM recipe_settings",
    "REPLACE INTO recipe_settings SELECT 7, recipe_sha256, parameters FROM recipe_settings",
    "INSERT INTO record_defects VALUES (1, 3, 'open', 1, 0, 0, 1, 1, 1)",
    "INSERT INTO record_defects VALUES (1, 0, 'open', 1, 0, 0, 1, 1, 1)",
    "INSERT INTO record_defects VALUES (2, 1, 'open', 1, 0, 0, 1, 1, 1)",
    "UPDATE inspections SET verdict = 'pass'",
    "DELETE FROM defects",
  ])
  func noProgramChangesARecord(sql: String) throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let before = try store.append(contentsOf: [
      plainRecord(verdict: .fail, classes: [.open, .spur]), plainRecord(),
    ])
    try store.close()
    let other = try foreignConnection(to: folder.records)
    let answer = #expect(throws: DatabaseError.self) {
      try other.writeWithoutTransaction { try $0.execute(sql: sql) }
    }
    try other.close()
    let refusals = ["never changed", "in order", "written once", "it is a view"]
    let message = answer?.message ?? ""
    #expect(refusals.contains { message.contains($0) }, "\(message)")
    #expect(
      try RecordReader(path: folder.records).records(matching: RecordQuery(order: .oldestFirst))
        == before)
  }

  @Test func aRecordOutOfOrderIsRefused() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(plainRecord())
    for sequence: Int64 in [-1, 0, 1, 3] {
      #expect(throws: DatabaseError.self) {
        try store.withWriter { try RecordRow.insert(plainRecord(), sequence: sequence, into: $0) }
      }
    }
    #expect(try store.append(plainRecord()).sequence == 2)
  }

  @Test func theViewsHaveTheirColumnsInOrder() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(fullRecord())
    try store.close()
    let other = try foreignConnection(to: folder.records)
    let (inspections, defects) = try other.read { db in
      (
        try #require(try Row.fetchOne(db, sql: "SELECT * FROM inspections")),
        try Row.fetchAll(db, sql: "SELECT * FROM defects ORDER BY confidence")
      )
    }
    #expect(
      Array(inspections.columnNames) == [
        "sequence", "recorded_at", "image_path", "image_sha256", "verdict", "reason", "recipe",
        "recipe_version", "recipe_sha256", "software", "station", "operator", "lot", "serial",
        "defect_count", "final_verdict",
      ])
    let record = fullRecord()
    let expected: [DatabaseValue] = [
      1.databaseValue, "2025-06-01T06:30:00.123Z".databaseValue, record.imagePath.databaseValue,
      record.imageSHA256.databaseValue, "fail".databaseValue, record.reason.databaseValue,
      "bare-pcb".databaseValue, 7.databaseValue, record.recipeSHA256.databaseValue,
      "sightline 0.1.0".databaseValue, "Linie 3".databaseValue, "Zoë Müller".databaseValue,
      "批次-42".databaseValue, record.serial.databaseValue, 2.databaseValue, "fail".databaseValue,
    ]
    #expect(Array(inspections.databaseValues) == expected)
    #expect(
      Array(defects[0].columnNames)
        == ["sequence", "class", "confidence", "x1", "y1", "x2", "y2", "area"])
    let confidence = 0.1 + 0.2
    let expectedDefect: [DatabaseValue] = [
      1.databaseValue, "open".databaseValue, confidence.databaseValue, 10.databaseValue,
      20.databaseValue, 31.databaseValue, 42.databaseValue, 57.databaseValue,
    ]
    #expect(Array(defects[0].databaseValues) == expectedDefect)
    #expect(defects.count == 2)
  }
}

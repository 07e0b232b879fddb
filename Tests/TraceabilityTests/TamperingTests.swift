import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

/// Somebody with the file, SQLite and this documentation changes records; the chain, with the head that
/// was exported before, has to show it every time.
struct TamperingTests {
  /// How many of each kind; `make faults` does all.
  private static let count =
    ProcessInfo.processInfo.environment["SIGHTLINE_TAMPERINGS"].flatMap { Int($0) } ?? 20

  @Test(arguments: Tampering.Kind.allCases)
  func everyTamperingIsFound(kind: Tampering.Kind) throws {
    let folder = try TemporaryFolder()
    let original = folder.path + "/original.sqlite"
    let head = try Tampering.makeOriginal(original)
    var random = SplitMix(seed: 1)
    for round in 0..<Self.count {
      for suffix in ["", "-wal", "-shm"] { unlink(folder.records + suffix) }
      try FileManager.default.copyItem(atPath: original, toPath: folder.records)
      let what = try Tampering.tamper(folder.records, kind, round: round, &random)
      let report = try ChainVerifier(
        RecordReader(path: folder.records), heads: [("the head", head)]
      ).verify()
      #expect(report.firstBreak != nil, "\(kind) \(round) was not found: \(what)")
    }
  }

  @Test func theOriginalIsIntact() throws {
    let folder = try TemporaryFolder()
    let head = try Tampering.makeOriginal(folder.records)
    let report = try ChainVerifier(
      RecordReader(path: folder.records), heads: [("the head", head)]
    ).verify()
    #expect(report.firstBreak == nil)
    #expect(report.inspections == 120 && report.overrides == 24 && report.prunings == 5)
  }

  @Test func theFirstRecordThatBreaksIsNamedAndHow() throws {
    let folder = try TemporaryFolder()
    let head = try Tampering.makeOriginal(folder.records)
    func found(_ sql: String) throws -> ChainBreak? {
      let copy = folder.path + "/copy.sqlite"
      for suffix in ["", "-wal", "-shm"] { unlink(copy + suffix) }
      try FileManager.default.copyItem(atPath: folder.records, toPath: copy)
      try Tampering.withoutTriggers(copy) { try $0.execute(sql: sql) }
      return try ChainVerifier(RecordReader(path: copy), heads: [("h", head)]).verify().firstBreak
    }
    func swap(_ table: String, _ a: Int, _ b: Int) -> String {
      """
      UPDATE \(table) SET sequence = -1 WHERE sequence = \(a);
      UPDATE \(table) SET sequence = \(a) WHERE sequence = \(b);
      UPDATE \(table) SET sequence = \(b) WHERE sequence = -1;
      """
    }
    let edited = try found("UPDATE records SET lot = 'other' WHERE sequence IN (40, 20, 90)")
    #expect(edited?.damage == .changed && edited?.number == 20)
    let deleted = try found("DELETE FROM records WHERE sequence = 17")
    #expect(deleted?.damage == .missing && deleted?.number == 17)
    let unlinked = try found(
      """
      DELETE FROM records WHERE sequence = 17; DELETE FROM record_defects WHERE sequence = 17;
      DELETE FROM record_parents WHERE sequence = 17;
      DELETE FROM record_chain WHERE number = 17 AND kind = 'inspection'
      """)
    #expect(unlinked?.damage == .linkMissing && unlinked?.number == 17)
    let reordered = try found(
      ["records", "record_defects", "record_parents"].map { swap($0, 31, 34) }.joined())
    #expect(reordered?.damage == .exchanged(with: 34) && reordered?.number == 31)
    let override = try found("UPDATE record_overrides SET reason = 'x' WHERE override = 3")
    #expect(override?.damage == .changed && override?.kind == .override && override?.number == 3)
    let hidden = try found("UPDATE record_blocks SET last_at = first_at")
    #expect(hidden?.damage == .hidden)
    let view = try found(
      "DROP VIEW defects; CREATE VIEW defects AS SELECT * FROM record_defects WHERE class = ''")
    #expect(view?.damage == .schema(name: "view defects"))
    let migrations = try found("DELETE FROM grdb_migrations")
    #expect(migrations?.damage == .migrations)
    let index = try found(
      """
      DROP INDEX record_overrides_by_sequence;
      CREATE INDEX record_overrides_by_sequence ON record_overrides (sequence) WHERE override < 0
      """)
    #expect(index?.damage == .schema(name: "index record_overrides_by_sequence"))
    let trigger = try found(
      "CREATE TRIGGER added AFTER INSERT ON records BEGIN SELECT 1; END")
    #expect(trigger?.damage == .schema(name: "trigger added"))
    let arrival = try found(
      """
      INSERT INTO record_arrivals (
        sequence, folder, name, device, inode, modified_ns, size, image_sha256, arrived_at,
        is_quarantined)
      VALUES (9999, x'2f', x'61', 1, 1, 1, 1, '00', '2026-01-01T00:00:00.000Z', 0)
      """)
    #expect(arrival?.damage == .stray(table: "record_arrivals") && arrival?.number == 9999)
    let cut = try found(
      """
      DELETE FROM record_chain WHERE position > 100;
      DELETE FROM records WHERE sequence > (
        SELECT max(number) FROM record_chain WHERE kind = 'inspection');
      DELETE FROM record_defects WHERE sequence > (SELECT max(sequence) FROM records);
      DELETE FROM record_parents WHERE sequence > (SELECT max(sequence) FROM records);
      DELETE FROM record_overrides WHERE override > (
        SELECT max(number) FROM record_chain WHERE kind = 'override');
      DELETE FROM record_prunings WHERE pruning > (
        SELECT coalesce(max(number), 0) FROM record_chain WHERE kind = 'pruning');
      """)
    #expect(cut?.damage == .truncated(head: "h", headPosition: head.position))
    #expect(cut?.position == 100)
  }

  @Test func everyBreakIsSaidInASentence() {
    let damages: [ChainBreak.Damage] = [
      .changed, .exchanged(with: 3), .missing, .added, .linkMissing, .linkBroken, .linkChanged,
      .stray(table: "t"), .unusedSettings(table: "t"), .hidden, .schema(name: "view v"),
      .migrations, .structure("w"),
      .headDiffers(head: "h"), .truncated(head: "h", headPosition: 9), .otherFile(head: "h"),
    ]
    let texts = damages.map {
      ChainBreak(position: 7, kind: .inspection, number: 5, damage: $0).description
    }
    #expect(Set(texts).count == damages.count)
    #expect(texts[0].hasPrefix("record 5 was changed"))
  }
}

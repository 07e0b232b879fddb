import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct ChainTests {
  @Test func everyValueHasItsOwnBytes() {
    var encoding = ChainEncoding()
    encoding.putNull()
    encoding.put(Int64(-2))
    encoding.put(0.5)
    encoding.put("é")
    encoding.put(Data([7, 8]).databaseValue)
    encoding.putList(count: 1)
    encoding.put(-0.0)
    let expected: [UInt8] =
      [0]
      + [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE]
      + [2, 0x3F, 0xE0, 0, 0, 0, 0, 0, 0]
      + [3, 0, 0, 0, 0, 0, 0, 0, 2, 0xC3, 0xA9]
      + [4, 0, 0, 0, 0, 0, 0, 0, 2, 7, 8]
      + [5, 0, 0, 0, 0, 0, 0, 0, 1]
      + [2, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(encoding.bytes == expected)
  }

  // The hashes of files in the field are made this way: whatever changes these values here makes every
  // one of them look forged.
  @Test func theHashesOfRecordsNeverChange() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let (full, plain) = try store.withWriter { db in
      let full = try insertRow(fullRecord(), sequence: 1, into: db)
      return (full, try insertRow(plainRecord(classes: [.open]), sequence: 2, into: db))
    }
    let override = ChainHash.digest(
      of: .override,
      [
        1.databaseValue, 2.databaseValue, "2025-06-01T06:30:00.000Z".databaseValue,
        "pass".databaseValue, "fail".databaseValue, "o".databaseValue, "r".databaseValue,
      ])
    let genesis = ChainLink.genesis(of: "00112233445566778899aabbccddeeff")
    let link = ChainLink.hash(
      position: 1, isAdopted: false, previous: genesis, back: genesis, digest: full)
    #expect(
      [full, plain, override, genesis, link].map(\.hexadecimal) == [
        "de40ca743a8596bd8a5ac01ba5178544b3dbff2d4342711e14347cf0fee4d6ed",
        "4c01e4acf2ae351bde0bfb5ad46b03bd8f99951708ae35dd49979b65c62cea95",
        "84a52c389402c947e18fbe47234430f653af790b790050dc684f239d46d42e70",
        "f32ea184b1a0e052e0de4899801d829be062688dcac86fa318f276867a404ce5",
        "1a348517fc0615e2f8d99686caadd8cbe72c1af070d39942ef2463caf27f3a3c",
      ])
  }

  @Test func recordsAndOverridesFormOneChain() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    let links = try store.withWriter { db in
      try Row.fetchAll(db, sql: "SELECT kind, number, adopted, previous, hash FROM chain")
    }
    let kinds = links.map { $0["kind"] as String }
    #expect(kinds == ["inspection", "inspection", "override", "inspection", "override"])
    #expect(links.map { $0["number"] as Int } == [1, 2, 1, 3, 2])
    #expect(links.allSatisfy { $0["adopted"] == 0 })
    let hashes = links.map { $0["hash"] as String }
    let previous = links.map { $0["previous"] as String }
    #expect(Array(previous.dropFirst()) == Array(hashes.dropLast()))
    let link = try store.reader.link(of: .override, number: 2)
    #expect(link?.position == 5 && link?.hash.hexadecimal == hashes[4] && link?.isAdopted == false)
    #expect(try store.reader.link(of: .pruning, number: 1) == nil)
    let report = try ChainVerifier(store.reader).verify()
    #expect(report.firstBreak == nil)
    #expect(report.inspections == 3 && report.overrides == 2 && report.links == 5)
    #expect(report.newest.hexadecimal == hashes.last)
  }

  @Test func anEmptyFileIsIntact() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let report = try ChainVerifier(
      store.reader, heads: [("head", try store.reader.head())]
    ).verify()
    #expect(report.firstBreak == nil && report.links == 0)
  }

  @Test func whatIsTakenBackLeavesNoLink() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    var large = plainRecord(recipe: "other")
    large.recipeSHA256 = "other"
    large.reason = String(repeating: "x", count: 100_000)
    try store.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    #expect(recordError { _ = try store.append(large) } == .diskFull)
    try store.withWriter { try $0.execute(sql: "PRAGMA max_page_count = 1073741823") }
    #expect(try store.append(large).sequence == 4)
    #expect(try ChainVerifier(store.reader).verify().firstBreak == nil)
  }

  @Test func twoWhoAppendInTurnKeepOneChain() throws {
    let folder = try TemporaryFolder()
    let first = try RecordStore(path: folder.records)
    let second = try RecordStore(path: folder.records)
    for number in 0..<20 {
      var record = plainRecord()
      record.effectiveParameters = "{\"a\":\(number % 3)}"
      _ = try (number % 2 == 0 ? first : second).append(record)
    }
    #expect(try ChainVerifier(first.reader).verify().firstBreak == nil)
  }

  @Test func pythonComesToTheSameHashes() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    _ = try store.append(
      contentsOf: (0..<70).map { _ in plainRecord(verdict: .fail, classes: [.open]) })
    let newest = try store.reader.head().hash
    try store.close()
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Scripts/verify-records.py").standardized.path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, folder.records]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // 127: there is no Python here.
    if process.terminationStatus == 127 { return }
    #expect(text.hasPrefix("intact"), "\(text)")
    #expect(text.contains(newest.hexadecimal), "\(text)")
  }
}

/// A file with three records, and an override after the second and after the third.
func chainedStore(in folder: TemporaryFolder) throws -> RecordStore {
  let store = try RecordStore(path: folder.records)
  _ = try store.append(contentsOf: [
    fullRecord(), plainRecord(verdict: .fail, classes: [.open, .spur]),
  ])
  _ = try store.override(
    sequence: 2, with: .pass, operator: "Zoë", reason: "dust", at: sampleTime)
  _ = try store.append(plainRecord(lot: "L", serial: "S"))
  _ = try store.override(
    sequence: 3, with: .fail, operator: "Li", reason: "scratch", at: sampleTime)
  return store
}

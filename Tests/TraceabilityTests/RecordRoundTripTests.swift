import Decision
import Foundation
import Testing

@testable import Traceability

struct RecordRoundTripTests {
  @Test func everyPropertyComesBackAsItWasRecorded() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let recorded = try store.append(fullRecord())
    var expected = fullRecord()
    expected.sequence = 1
    expected.recordedAt = RecordTime.rounded(expected.recordedAt)
    #expect(recorded == expected)
    #expect(try store.reader.record(sequence: 1) == expected)
    try store.close()
    let reader = try RecordReader(path: folder.records)
    #expect(try reader.records() == [expected])
  }

  @Test func absentAndEmptyAreNotTheSame() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    var empty = plainRecord(lot: "", serial: "", image: "", hash: "")
    empty.templatePath = ""
    empty.templateSHA256 = ""
    empty.station = ""
    empty.operator = ""
    empty.recipe = ""
    empty.effectiveParameters = ""
    let absent = plainRecord()
    let recorded = try store.append(contentsOf: [empty, absent])
    #expect(try store.reader.records(matching: RecordQuery(order: .oldestFirst)) == recorded)
    #expect(recorded[0].serial == "" && recorded[1].serial == nil)
    #expect(try store.reader.records(matching: RecordQuery(serial: "")) == [recorded[0]])
  }

  @Test func everyVerdictComesBack() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: Verdict.allCases.map { plainRecord(verdict: $0) })
    let records = try store.reader.records(matching: RecordQuery(order: .oldestFirst))
    #expect(records.map(\.verdict) == Verdict.allCases)
  }

  @Test func timeIsRecordedToTheMillisecond() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let recorded = try store.append(plainRecord(at: 0.0004999))
    #expect(recorded.recordedAt == sampleTime)
    #expect(try store.reader.record(sequence: 1) == recorded)
  }

  @Test func parametersThatManyRecordsShareAreStoredOnce() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    let parameters = "{\"a\":\"" + String(repeating: "x", count: 5000) + "\"}"
    var record = plainRecord()
    record.effectiveParameters = parameters
    for _ in 0..<3 { _ = try store.append(contentsOf: [record, record]) }
    record.effectiveParameters = "{}"
    _ = try store.append(record)
    let stored = try store.withWriter { db in
      try String.fetchAll(db, sql: "SELECT parameters FROM recipe_settings ORDER BY settings_id")
    }
    #expect(stored == [parameters, "{}"])
    let records = try store.reader.records(matching: RecordQuery(order: .oldestFirst))
    #expect(
      records.map(\.effectiveParameters) == Array(repeating: parameters, count: 6) + ["{}"])
  }

  @Test func aMissingRecordIsNil() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    #expect(try store.reader.record(sequence: 1) == nil)
    #expect(try store.reader.records() == [])
    #expect(try store.reader.latestSequence() == 0)
    #expect(try store.reader.counts() == [:])
  }
}

import Decision
import Foundation
import GRDB

extension RecordStore {
  /// Commits durably that `verdict` counts for the record `sequence` from now on, whatever counted
  /// before. The record itself stays as it is. The audit gets an entry in the same transaction.
  ///
  /// - Parameters:
  ///   - sequence: the record's number.
  ///   - verdict: the verdict that is to count.
  ///   - operator: who decided; not blank.
  ///   - reason: why; not blank.
  ///   - source: from where, for the audit: an address or `command line`.
  ///   - date: when.
  /// - Returns: the override as it was recorded.
  /// - Throws: that there is no such record, that it has that verdict already, that operator or reason
  ///   cannot be recorded, or what is wrong with the file; nothing was recorded then.
  public func override(
    sequence: Int64, with verdict: Verdict, operator: String, reason: String,
    from source: String = "command line", at date: Date = Date()
  ) throws(RecordStoreError) -> VerdictOverride {
    try checkDecision([("operator", `operator`), ("reason", reason)], at: date)
    let location = path
    return try withRecordErrors(path: path) {
      try withWriter { db in
        var override: VerdictOverride?
        try db.inTransaction(.immediate) {
          let old = try Self.countingVerdict(of: sequence, in: db, path: location)
          guard old != verdict else {
            throw RecordStoreError(
              path: location, cause: .sameVerdict(sequence: sequence, verdict: verdict))
          }
          override = try Self.append(
            VerdictOverride(
              sequence: sequence, oldVerdict: old, newVerdict: verdict, operator: `operator`,
              reason: reason, recordedAt: date), from: source, to: db)
          return .commit
        }
        guard let override else { preconditionFailure("a committed override is there") }
        return override
      }
    }
  }

  /// Refuses texts of a decision that are blank or cannot be kept, and times that cannot.
  func checkDecision(
    _ texts: [(field: String, text: String)], at date: Date
  ) throws(RecordStoreError) {
    for (field, text) in texts {
      func refuse(_ why: String) -> RecordStoreError {
        RecordStoreError(path: path, cause: .invalidRecord(field: field, reason: why))
      }
      if text.allSatisfy(\.isWhitespace) { throw refuse("it is empty; say it in words") }
      // SQLite takes text up to the first NUL.
      if text.utf8.contains(0) { throw refuse("the text contains a NUL character") }
    }
    guard RecordTime.isRepresentable(date) else {
      throw RecordStoreError(
        path: path,
        cause: .invalidRecord(
          field: "recordedAt", reason: "the time lies outside the years 0000 to 9999"))
    }
  }

  /// Writes `override`, which changes the verdict that counts, within a transaction, and puts it into
  /// the chain and, as decided at `source`, into the audit; returns it as it was recorded.
  static func append(
    _ override: VerdictOverride, from source: String, to db: Database
  ) throws -> VerdictOverride {
    var made = override
    let newest = try Int64.fetchOne(
      db, sql: "SELECT coalesce(max(override), 0) FROM record_overrides")
    let number = (newest ?? 0) + 1
    made.number = number
    made.recordedAt = RecordTime.rounded(override.recordedAt)
    var chain = try ChainWriter(db)
    try chain.append(.override, number: number, digest: try OverrideRow.insert(made, into: db))
    _ = try AuditRow.insert(
      AuditEntry(
        recordedAt: made.recordedAt, action: .override, actor: made.operator, source: source,
        subject: "record \(made.sequence): \(made.oldVerdict.rawValue) to "
          + made.newVerdict.rawValue), into: db)
    return made
  }

  static func countingVerdict(
    of sequence: Int64, in db: Database, path: String
  ) throws -> Verdict {
    let text = try String.fetchOne(
      db, sql: "SELECT final_verdict FROM inspections WHERE sequence = ?", arguments: [sequence])
    guard let text else {
      let newest = try Int64.fetchOne(db, sql: "SELECT coalesce(max(sequence), 0) FROM records")
      throw RecordStoreError(
        path: path, cause: .noSuchRecord(sequence: sequence, newest: newest ?? 0))
    }
    guard let verdict = Verdict(rawValue: text) else {
      throw DamagedRecord(sequence: sequence, column: "final_verdict", value: text)
    }
    return verdict
  }
}

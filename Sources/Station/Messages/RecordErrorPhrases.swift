import Reporting
import Traceability
import Wording

extension Words {
  /// What `error` says of a records file.
  func phrase(_ error: RecordStoreError) -> String {
    text(.storeSubject, ["path": error.path, "problem": phrase(error.cause)])
  }

  private func phrase(_ cause: RecordStoreError.Cause) -> String {
    switch cause {
    case .missing: self[.storeMissing]
    case .folderMissing: self[.storeFolder]
    case .notAFile: self[.storeNotAFile]
    case .notARecordsFile(let found): text(.storeForeign, ["reason": phrase(found)])
    case .newerVersion(let found, let known):
      text(.storeNewer, ["found": "\(found)", "known": "\(known)"])
    case .olderVersion(let found, let known):
      text(.storeOlder, ["found": "\(found)", "known": "\(known)"])
    case .readOnly: self[.storeReadOnly]
    case .unreadable: self[.storeUnreadable]
    case .unfinished: self[.storeUnfinished]
    case .locked: self[.storeLocked]
    case .diskFull: self[.storeFull]
    case .inputOutput(let detail): text(.storeDisk, ["reason": detail])
    case .damaged(let detail): text(.storeDamaged, ["reason": detail])
    case .notDurable(let setting, let found):
      text(.storeNotDurable, ["setting": setting, "found": found])
    case .invalidRecord(let field, let reason):
      text(.storeInvalid, ["field": field, "reason": reason])
    case .noSuchRecord(let sequence, let newest):
      text(.storeNoRecord, ["sequence": "\(sequence)", "holds": holds(newest: newest)])
    case .sameVerdict(let sequence, let verdict):
      text(
        .storeSameVerdict, ["verdict": term(for: verdict), "sequence": "\(sequence)"])
    case .database(let code, let message):
      text(.storeDatabase, ["reason": message, "code": "\(code)"])
    }
  }

  private func phrase(_ found: RecordStoreError.ForeignFile) -> String {
    switch found {
    case .noDatabase: self[.storeNoDatabase]
    case .empty: self[.errorIsEmpty]
    case .otherProgram(let application):
      text(.storeOtherProgram, ["application": "\(application)"])
    }
  }

  /// Which records a file holds whose newest has the number `newest`, 0 for none.
  public func holds(newest: Int64) -> String {
    newest == 0 ? self[.sayHoldsNone] : text(.sayHolds, ["newest": "\(newest)"])
  }
}

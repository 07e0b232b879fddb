import Decision
import Foundation
import GRDB

/// Why a records file cannot be opened, written or read: which file, what is wrong, what to do.
public struct RecordStoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What shows that a file is none of ours.
  public enum ForeignFile: Sendable, Equatable, CustomStringConvertible {
    /// It is no SQLite database.
    case noDatabase
    /// It is a database without tables.
    case empty
    /// It is a database of the program that has this `application_id`.
    case otherProgram(Int64)

    /// In a few words.
    public var description: String {
      switch self {
      case .noDatabase: "no SQLite database"
      case .empty: "it is empty"
      case .otherProgram(let application):
        "a database of another program, application_id \(application)"
      }
    }
  }

  /// What is wrong.
  public enum Cause: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// The folder that is to hold the file does not exist.
    case folderMissing
    /// The path names something that cannot be a records file, such as a folder or a device.
    case notAFile
    /// A file of another kind, and what shows it.
    case notARecordsFile(ForeignFile)
    /// Written by a newer program: its tables are of version `found`, this program knows `known`.
    case newerVersion(found: Int64, known: Int64)
    /// Not brought up to date yet, and reading may not do it; versions as in `newerVersion`.
    case olderVersion(found: Int64, known: Int64)
    /// The file or its folder may not be written.
    case readOnly
    /// The file may not be read.
    case unreadable
    /// Its last writer did not end in order, and its folder, which may not be written, would have
    /// to be to read what that writer left in the log.
    case unfinished
    /// Another process holds it locked for longer than the time a lock is waited for.
    case locked
    /// The disk is full; nothing of the failed append was kept.
    case diskFull
    /// The operating system failed to read, write or sync; nothing of the failed append counts.
    case inputOutput(detail: String)
    /// The file's content contradicts itself.
    case damaged(detail: String)
    /// The database does not run with the setting that makes commits durable.
    case notDurable(setting: String, found: String)
    /// The value of `field` cannot be recorded; nothing of that append was kept.
    case invalidRecord(field: String, reason: String)
    /// There is no record `sequence` to override; the newest has the number `newest`.
    case noSuchRecord(sequence: Int64, newest: Int64)
    /// `verdict` counts for the record `sequence` already.
    case sameVerdict(sequence: Int64, verdict: Verdict)
    /// Any other answer of SQLite, with its extended result code.
    case database(code: Int, message: String)
  }

  /// The records file.
  public var path: String
  /// What is wrong with it.
  public var cause: Cause

  /// `cause` prevents the use of the records file at `path`.
  public init(path: String, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// What is wrong and what to do, in one sentence that begins with the path.
  public var description: String {
    "records file \(path): " + explanation
  }

  private var explanation: String {
    switch cause {
    case .missing:
      "there is no such file; an inspection with --records creates it"
    case .folderMissing:
      "its folder does not exist; create the folder or correct the path"
    case .notAFile:
      "this is a folder or a device, not a file; name a file"
    case .notARecordsFile(let found):
      "this is not a Sightline records file (\(found)); name another file, it was left as it is"
    case .newerVersion(let found, let known):
      "written by a newer Sightline (tables of version \(found), this program knows \(known)); "
        + "use the newer program"
    case .olderVersion(let found, let known):
      "its tables are of version \(found), this program reads version \(known); an inspection "
        + "with --records brings the file up to date"
    case .readOnly:
      "the file or its folder may not be written; change the permissions or name another place"
    case .unreadable:
      "you may not read it; ask for permission"
    case .unfinished:
      "its last writer did not end in order and its folder may not be written; let somebody read "
        + "it who may write there, or copy it together with the files -wal and -shm beside it"
    case .locked:
      "another process holds it locked; wait for that process or end it"
    case .diskFull:
      "the disk is full, nothing was recorded; make room and try again"
    case .inputOutput(let detail):
      "the disk failed (\(detail)); check the disk and the connection to it"
    case .damaged(let detail):
      "damaged (\(detail)); keep a copy and restore the file from a backup"
    case .notDurable(let setting, let found):
      "records would not survive a power failure, \(setting) is \(found); "
        + "use a local disk and a SQLite built with default settings"
    case .invalidRecord(let field, let reason):
      "\(field) cannot be recorded: \(reason)"
    case .noSuchRecord(let sequence, let newest):
      "there is no record \(sequence); "
        + (newest == 0 ? "it holds none yet" : "it holds records 1 to \(newest)")
    case .sameVerdict(let sequence, let verdict):
      "\(verdict.rawValue) is what counts for record \(sequence) already; name another verdict"
    case .database(let code, let message):
      "SQLite answers \"\(message)\" (code \(code))"
    }
  }
}

extension RecordStoreError {
  /// What `error` means for the records file at `path`.
  init(_ error: any Error, path: String) {
    if let known = error as? RecordStoreError {
      self = known
    } else if let answer = error as? DatabaseError {
      self.init(path: path, cause: Cause(answer))
    } else if error is DamagedRecord || error is RowDecodingError {
      self.init(path: path, cause: .damaged(detail: String(describing: error)))
    } else {
      self.init(path: path, cause: .inputOutput(detail: String(describing: error)))
    }
  }
}

extension RecordStoreError.Cause {
  init(_ error: DatabaseError) {
    let message = error.message ?? "no message"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self = .notARecordsFile(.noDatabase)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self = .locked
    case .SQLITE_FULL:
      self = .diskFull
    case .SQLITE_READONLY, .SQLITE_PERM:
      self = .readOnly
    case .SQLITE_CORRUPT, .SQLITE_FORMAT:
      self = .damaged(detail: message)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN:
      self = .inputOutput(detail: "\(message), code \(error.extendedResultCode.rawValue)")
    default:
      self = .database(code: Int(error.extendedResultCode.rawValue), message: message)
    }
  }
}

/// Runs `body` and gives every error it throws the meaning it has for the records file at `path`.
func withRecordErrors<Value>(
  path: String, _ body: () throws -> Value
) throws(RecordStoreError) -> Value {
  do {
    return try body()
  } catch {
    throw RecordStoreError(error, path: path)
  }
}

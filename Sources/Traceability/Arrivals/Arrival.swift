import Decision
import Foundation

/// A file as a watched folder shows it: where it lies and what tells it from another one of that name.
public struct ArrivedFile: Sendable, Hashable {
  /// The folder's absolute path, in bytes as the system has them.
  public var folder: [UInt8]
  /// The file's name in that folder, in bytes as the system has them.
  public var name: [UInt8]
  /// The file system. Kept, but not part of the identity: it may change with a restart.
  public var device: UInt64
  /// The file's number in its file system.
  public var inode: UInt64
  /// When it was written last, in nanoseconds since 1970.
  public var modified: Int64
  /// Bytes.
  public var size: Int64

  /// See the properties.
  public init(
    folder: [UInt8], name: [UInt8], device: UInt64, inode: UInt64, modified: Int64, size: Int64
  ) {
    (self.folder, self.name, self.device) = (folder, name, device)
    (self.inode, self.modified, self.size) = (inode, modified, size)
  }
}

/// A file that arrived, and the record of its inspection. Each is committed once, whatever happens.
public struct Arrival: Sendable, Equatable {
  /// The file whose bytes were inspected.
  public var file: ArrivedFile
  /// When it was seen first.
  public var arrivedAt: Date
  /// Whether no image could be made of its bytes, so that it belongs into the quarantine.
  public var isQuarantined: Bool
  /// Whether the file stays where it is, so that nothing remains to be done with it.
  public var isToStay: Bool
  /// The record.
  public var record: InspectionRecord

  /// See the properties.
  public init(
    file: ArrivedFile, arrivedAt: Date, isQuarantined: Bool = false, isToStay: Bool = true,
    record: InspectionRecord
  ) {
    (self.file, self.arrivedAt, self.record) = (file, arrivedAt, record)
    (self.isQuarantined, self.isToStay) = (isQuarantined, isToStay)
  }
}

/// What committing an arrival gave.
public enum RecordedArrival: Sendable, Equatable {
  /// It is recorded now. `sameBytesAs` is an earlier record of the same bytes, if there is one.
  case new(InspectionRecord, sameBytesAs: Int64?)
  /// It had been recorded before, and what was to be recorded was dropped.
  case known(sequence: Int64)
}

/// A file that is recorded already.
public struct KnownArrival: Sendable, Equatable {
  /// The number of its record.
  public var sequence: Int64
  /// The recorded SHA-256 of its bytes.
  public var sha256: String
  /// The recorded verdict.
  public var verdict: Verdict
  /// Whether it belongs into the quarantine.
  public var isQuarantined: Bool
  /// What became of the file after its record was written, as far as recorded.
  public var ending: ArrivalEnding?

  /// See the properties.
  public init(
    sequence: Int64, sha256: String, verdict: Verdict, isQuarantined: Bool,
    ending: ArrivalEnding? = nil
  ) {
    (self.sequence, self.sha256, self.verdict) = (sequence, sha256, verdict)
    (self.isQuarantined, self.ending) = (isQuarantined, ending)
  }
}

/// What became of a file after its record was written.
public enum ArrivalEnding: Sendable, Equatable {
  /// It stays where it is.
  case kept
  /// It lies at this path now, in bytes as the system has them.
  case moved(to: [UInt8])
  /// It was deleted.
  case deleted
  /// Somebody else took it away or wrote it anew.
  case gone

  var name: String {
    switch self {
    case .kept: "kept"
    case .moved: "moved"
    case .deleted: "deleted"
    case .gone: "gone"
    }
  }

  var path: [UInt8]? {
    if case .moved(let path) = self { path } else { nil }
  }

  init?(name: String, path: [UInt8]?) {
    switch name {
    case "kept": self = .kept
    case "moved": self = .moved(to: path ?? [])
    case "deleted": self = .deleted
    case "gone": self = .gone
    default: return nil
    }
  }
}

/// Something that people must know of, beside the verdicts.
public struct StationAlarm: Sendable, Equatable {
  /// Whether it begins or ends.
  public enum State: String, Sendable { case raised, ended }

  /// Its number in the records file; `nil` until it is committed.
  public var number: Int64?
  /// When.
  public var date: Date
  /// What it is about, in one word: `disk`, `recipe`…
  public var kind: String
  /// The watched folder that it is about, as text; `nil` where it is about none.
  public var folder: String?
  /// What is wrong and what to do.
  public var sentence: String
  /// Whether it begins or ends.
  public var state: State

  /// See the properties.
  public init(
    number: Int64? = nil, date: Date, kind: String, folder: String?, sentence: String, state: State
  ) {
    (self.number, self.date, self.kind) = (number, date, kind)
    (self.folder, self.sentence, self.state) = (folder, sentence, state)
  }
}

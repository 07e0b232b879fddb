import Foundation
import Synchronization

/// Exports the signed head of a records file again and again, into a folder that should lie on another
/// machine: what was recorded before the last of them can then neither be changed nor cut off
/// without anybody noticing. Whoever runs a station calls ``exportIfDue(at:)`` now and then.
///
/// Each head is a file of its own, `head-FILE-TIME.json`; none is written over. An export that fails
/// is due again a minute later. Safe to use from several threads.
public final class HeadExporter: Sendable {
  /// The folder for the heads.
  public let folder: String
  /// How far apart they are, in seconds.
  public let interval: TimeInterval

  private let reader: RecordReader
  private let key: SigningKey
  /// When the next is due, by a clock that nobody sets.
  private let due = Mutex(ContinuousClock.now)

  /// Seconds after which what failed is tried again.
  private static let retry: TimeInterval = 60

  /// Heads of the file of `reader`, signed with `key`, every `interval` seconds, which must be more
  /// than 0. The first is due at once.
  public init(
    _ reader: RecordReader, key: SigningKey, folder: String, every interval: TimeInterval
  ) {
    precondition(interval > 0, "heads are exported every \(interval) seconds")
    self.reader = reader
    self.key = key
    self.folder = folder
    self.interval = interval
  }

  /// How long until the next head is due; 0 where it is.
  public var secondsUntilDue: TimeInterval {
    max(0, (due.withLock { $0 } - ContinuousClock.now) / .seconds(1))
  }

  /// Exports the head where that is due.
  ///
  /// - Parameter date: the time that the head is to bear.
  /// - Returns: the path of the file that was written; `nil` where none was due.
  /// - Throws: ``RecordStoreError`` or ``HeadFileError``, what kept it from being read or written.
  public func exportIfDue(at date: Date = Date()) throws -> String? {
    let isDue = due.withLock { due in
      guard due <= ContinuousClock.now else { return false }
      due = ContinuousClock.now + .seconds(min(Self.retry, interval))
      return true
    }
    return isDue ? try export(at: date) : nil
  }

  /// Exports the head now, whether it is due or not, as at the end of a run.
  ///
  /// - Parameter date: the time that the head is to bear.
  /// - Returns: the path of the file that was written.
  /// - Throws: ``RecordStoreError`` or ``HeadFileError``, what kept it from being read or written.
  public func export(at date: Date = Date()) throws -> String {
    let head = try reader.head(at: date)
    let time = RecordTime.text(head.takenAt).filter { !"-:.".contains($0) }
    let path = "\(folder)/head-\(head.fileID.prefix(8))-\(time).json"
    try SignedHead(head, key: key).write(to: path)
    due.withLock { $0 = ContinuousClock.now + .seconds(interval) }
    return path
  }
}

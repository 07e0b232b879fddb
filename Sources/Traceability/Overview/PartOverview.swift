import Foundation
import GRDB

/// Everything that the file knows about one inspected part.
public struct PartOverview: Sendable, Equatable {
  /// The record, with its defects and overrides.
  public var record: InspectionRecord
  /// All records with its serial number, newest first, at most ``historyLimit``; the record alone where
  /// it has none.
  public var history: [InspectionRecord]
  /// Whether there are more records of the serial number.
  public var hasMoreHistory: Bool
  /// What people decided, oldest first.
  public var decisions: [ReviewDecision]
  /// The deletion of its image; `nil` where none is told of.
  public var pruning: ImagePruning?
  /// Whether the record is as it was committed.
  public var seal: RecordSeal
  /// The number of the newest record.
  public var newest: Int64

  /// How many records of the serial number are told.
  public static let historyLimit = 50
}

extension RecordReader {
  /// What the file knows about the record `sequence` and its part; `nil` where there is none.
  ///
  /// - Throws: what is wrong with the file.
  public func partOverview(sequence: Int64) throws(RecordStoreError) -> PartOverview? {
    guard let record = try record(sequence: sequence) else { return nil }
    var history = [record]
    if let serial = record.serial {
      history = try records(
        matching: RecordQuery(serial: serial, limit: PartOverview.historyLimit + 1))
    }
    return PartOverview(
      record: record, history: Array(history.prefix(PartOverview.historyLimit)),
      hasMoreHistory: history.count > PartOverview.historyLimit,
      decisions: try reviews(of: sequence),
      pruning: try prunings(imageSHA256: record.imageSHA256).last { $0.sequence == sequence },
      seal: try seal(of: sequence), newest: try latestSequence())
  }
}

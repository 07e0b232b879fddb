import Foundation
import GRDB

/// The end of the chain of a records file at one moment. Whoever has it, elsewhere and signed, can
/// tell later that nothing before it was changed or cut off.
public struct ChainHead: Sendable, Equatable {
  /// What the records file calls itself in its chain.
  public var fileID: String
  /// The last link's place; 0 for a file without records.
  public var position: Int64
  /// The last link's hash.
  public var hash: ChainHash
  /// How many inspection records there were.
  public var inspections: Int64
  /// How many overrides of verdicts.
  public var overrides: Int64
  /// How many deletions of images.
  public var prunings: Int64
  /// When the head was taken, to the millisecond.
  public var takenAt: Date

  /// See the properties.
  public init(
    fileID: String, position: Int64, hash: ChainHash, inspections: Int64, overrides: Int64,
    prunings: Int64, takenAt: Date
  ) {
    self.fileID = fileID
    self.position = position
    self.hash = hash
    self.inspections = inspections
    self.overrides = overrides
    self.prunings = prunings
    self.takenAt = RecordTime.rounded(takenAt)
  }

  /// The bytes that a signature of the head is over; docs/traceability.md specifies them.
  public var signedBytes: [UInt8] {
    var encoding = ChainEncoding()
    encoding.put("sightline head 1")
    encoding.put(fileID)
    encoding.put(position)
    encoding.put(hash)
    encoding.put(inspections)
    encoding.put(overrides)
    encoding.put(prunings)
    encoding.put(RecordTime.text(takenAt))
    return encoding.bytes
  }

  /// Whether the chain that `walk` went along until here is the one that the head was taken of.
  func isReached(by walk: ChainWalk) -> Bool {
    position == walk.position && hash == walk.newest && inspections == walk.counts[.inspection]
      && overrides == walk.counts[.override] && prunings == walk.counts[.pruning]
  }
}

extension RecordReader {
  /// The end of the chain now.
  ///
  /// - Throws: what is wrong with the file, or that it is older than the chain.
  public func head(at date: Date = Date()) throws(RecordStoreError) -> ChainHead {
    try requireChain()
    return try read { db in try Self.head(db, at: date) }
  }

  /// What the file calls itself in its chain: 32 hexadecimal digits, chosen when the chain began.
  ///
  /// - Throws: what is wrong with the file, or that it is older than the chain.
  public func fileID() throws(RecordStoreError) -> String {
    try requireChain()
    return try read { db in try ChainWriter.fileID(db) }
  }

  static func head(_ db: Database, at date: Date) throws -> ChainHead {
    let fileID = try ChainWriter.fileID(db)
    let (position, hash) = try ChainWriter.end(db)
    func newest(_ column: String, of table: String) throws -> Int64 {
      try Int64.fetchOne(db, sql: "SELECT coalesce(max(\(column)), 0) FROM \(table)") ?? 0
    }
    return ChainHead(
      fileID: fileID, position: position, hash: hash ?? ChainLink.genesis(of: fileID),
      inspections: try newest("sequence", of: "records"),
      overrides: try newest("override", of: "record_overrides"),
      prunings: try newest("pruning", of: "record_prunings"), takenAt: date)
  }

  /// Throws where the file is older than the chain, and this program may not bring it up to date.
  func requireChain() throws(RecordStoreError) {
    let version = try read { db in try RecordSchema.fileVersion(db) }
    guard version >= RecordSchema.firstChained else {
      throw RecordStoreError(
        path: path, cause: .olderVersion(found: version, known: RecordSchema.version))
    }
  }
}

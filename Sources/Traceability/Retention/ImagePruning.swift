import Foundation
import GRDB

/// That an image was deleted because nobody needs it any more: a record of its own, which stays like
/// that of the inspection does.
public struct ImagePruning: Sendable, Equatable {
  /// Position among the deletions of the records file, from 1, without gaps; `nil` until it is
  /// committed.
  public var number: Int64?
  /// The newest inspection of the image.
  public var sequence: Int64
  /// When it was decided, just before the file was deleted.
  public var recordedAt: Date
  /// Where the file lay.
  public var imagePath: String
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public var imageSHA256: String
  /// Who decided.
  public var `operator`: String
  /// Why.
  public var reason: String

  /// See the properties.
  public init(
    number: Int64? = nil, sequence: Int64, recordedAt: Date, imagePath: String,
    imageSHA256: String, operator: String, reason: String
  ) {
    self.number = number
    self.sequence = sequence
    self.recordedAt = recordedAt
    self.imagePath = imagePath
    self.imageSHA256 = imageSHA256
    self.operator = `operator`
    self.reason = reason
  }
}

extension RecordStore {
  /// Commits durably, all or none, that images are about to be deleted. Whoever deletes them does so
  /// only afterwards: a crash in between leaves an image too many, never one that nobody knows of.
  ///
  /// - Returns: the deletions as they were recorded.
  /// - Throws: that one cannot be recorded, or what is wrong with the file; nothing was recorded then.
  public func record(
    _ prunings: [ImagePruning]
  ) throws(RecordStoreError) -> [ImagePruning] {
    for pruning in prunings {
      let fields = [
        ("imagePath", pruning.imagePath), ("imageSHA256", pruning.imageSHA256),
        ("operator", pruning.operator), ("reason", pruning.reason),
      ]
      for (field, text) in fields where text.utf8.contains(0) {
        throw RecordStoreError(
          path: path,
          cause: .invalidRecord(field: field, reason: "the text contains a NUL character"))
      }
    }
    guard !prunings.isEmpty else { return [] }
    return try withRecordErrors(path: path) {
      try withWriter { db in
        var recorded: [ImagePruning] = []
        try db.inTransaction(.immediate) {
          var number =
            try Int64.fetchOne(
              db, sql: "SELECT coalesce(max(pruning), 0) FROM record_prunings") ?? 0
          var chain = try ChainWriter(db)
          for var pruning in prunings {
            number += 1
            pruning.number = number
            pruning.recordedAt = RecordTime.rounded(pruning.recordedAt)
            try chain.append(.pruning, number: number, digest: PruningRow.insert(pruning, into: db))
            recorded.append(pruning)
          }
          return .commit
        }
        return recorded
      }
    }
  }
}

extension RecordReader {
  /// The hashes of all templates that records were compared with. Looks at every record.
  public func templateHashes() throws(RecordStoreError) -> Set<String> {
    try read { db in
      try Set(
        String.fetchAll(
          db,
          sql: "SELECT DISTINCT template_sha256 FROM records WHERE template_sha256 IS NOT NULL"))
    }
  }

  /// The deletions of images with these bytes, oldest first; none in a file that is older than the
  /// chain.
  public func prunings(imageSHA256: String) throws(RecordStoreError) -> [ImagePruning] {
    try read { db in
      guard try RecordSchema.fileVersion(db) >= RecordSchema.firstChained else { return [] }
      return try PruningRow.prunings(imageSHA256: imageSHA256, from: db)
    }
  }
}

/// A deletion of an image as a row of its table, both ways.
enum PruningRow {
  private static let columns = ChainContent.pruning.joined(separator: ", ")

  /// Writes `pruning` with the number it has, and returns the digest of its values.
  static func insert(_ pruning: ImagePruning, into db: Database) throws -> ChainHash {
    let values = [
      pruning.number.databaseValue, pruning.sequence.databaseValue,
      RecordTime.text(pruning.recordedAt).databaseValue, pruning.imagePath.databaseValue,
      pruning.imageSHA256.databaseValue, pruning.operator.databaseValue,
      pruning.reason.databaseValue,
    ]
    try db.cachedStatement(
      sql: "INSERT INTO record_prunings (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)"
    ).execute(arguments: StatementArguments(values))
    return ChainHash.digest(of: .pruning, values)
  }

  static func prunings(imageSHA256: String, from db: Database) throws -> [ImagePruning] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT \(columns) FROM record_prunings WHERE image_sha256 = ? ORDER BY pruning"),
      arguments: [imageSHA256]
    ).map { row in
      let sequence = try row.decode(Int64.self, atIndex: 1)
      let time = try row.decode(String.self, atIndex: 2)
      guard let recordedAt = RecordTime.date(time) else {
        throw DamagedRecord(sequence: sequence, column: "recorded_at of a deletion", value: time)
      }
      return try ImagePruning(
        number: row.decode(atIndex: 0), sequence: sequence, recordedAt: recordedAt,
        imagePath: row.decode(atIndex: 3), imageSHA256: row.decode(atIndex: 4),
        operator: row.decode(atIndex: 5), reason: row.decode(atIndex: 6))
    }
  }
}

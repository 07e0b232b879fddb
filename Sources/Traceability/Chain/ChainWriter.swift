import Foundation
import GRDB

/// Puts links at the end of the chain, within one transaction.
struct ChainWriter {
  private let db: Database
  private let genesis: ChainHash
  private var position: Int64
  private var newest: ChainHash

  /// Finds the end of the chain of `db`.
  init(_ db: Database) throws {
    self.db = db
    genesis = try ChainLink.genesis(of: Self.fileID(db))
    let end = try Self.end(db)
    position = end.position
    newest = end.hash ?? genesis
  }

  /// Place and hash of the last link; 0 and `nil` where there is none.
  static func end(_ db: Database) throws -> (position: Int64, hash: ChainHash?) {
    let last = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT position, hash FROM record_chain ORDER BY position DESC LIMIT 1"))
    guard let last else { return (0, nil) }
    let position = try last.decode(Int64.self, atIndex: 0)
    return (position, try hash(last, 1, position: position))
  }

  /// Adds record `number` of `kind`, whose values have `digest`.
  mutating func append(
    _ kind: ChainKind, number: Int64, digest: ChainHash, isAdopted: Bool = false
  ) throws {
    let next = position + 1
    let hash = ChainLink.hash(
      position: next, isAdopted: isAdopted, previous: newest, back: try back(of: next),
      digest: digest)
    try db.cachedStatement(
      sql: """
        INSERT INTO record_chain (position, kind, number, adopted, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      next, kind.rawValue, number, isAdopted ? 1 : 0, newest.data, hash.data,
    ])
    position = next
    newest = hash
  }

  private func back(of next: Int64) throws -> ChainHash {
    let back = ChainLink.backPosition(of: next)
    if back == position { return newest }
    if back == 0 { return genesis }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT hash FROM record_chain WHERE position = ?"),
      arguments: [back])
    guard let row else {
      throw DamagedRecord(sequence: back, column: "the chain's link", value: "missing")
    }
    return try Self.hash(row, 0, position: back)
  }

  /// What the file calls itself in its chain.
  static func fileID(_ db: Database) throws -> String {
    // Byte for byte: text with a NUL in it is another one.
    let rows = try RawRows(db, sql: "SELECT file_id FROM record_file WHERE only = 1")
    guard rows.hasRow, rows.isText(0) else {
      throw DamagedRecord(sequence: 0, column: "the file's identity", value: "missing")
    }
    return rows.text(0)
  }

  private static func hash(_ row: Row, _ index: Int, position: Int64) throws -> ChainHash {
    let bytes = try row.decode(Data.self, atIndex: index)
    guard let hash = ChainHash(bytes: Array(bytes)) else {
      throw DamagedRecord(
        sequence: position, column: "the chain's hash", value: "\(bytes.count) bytes long")
    }
    return hash
  }
}

extension ChainHash {
  /// As a value of a column.
  var data: Data { Data(bytes) }
}

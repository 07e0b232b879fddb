import GRDB

extension RecordReader {
  /// The link of record `number` of `kind`; `nil` where there is no such record, or the file is older
  /// than the chain.
  ///
  /// - Throws: what is wrong with the file.
  public func link(
    of kind: ChainKind, number: Int64
  ) throws(RecordStoreError) -> ChainLink? {
    try read { db in
      guard try RecordSchema.fileVersion(db) >= RecordSchema.firstChained else { return nil }
      let row = try RawRows(
        db,
        sql: "SELECT position, adopted, previous, hash FROM record_chain "
          + "WHERE number = \(number) AND kind = '\(kind.rawValue)'")
      guard row.hasRow else { return nil }
      guard let previous = row.hash(2), let hash = row.hash(3) else {
        throw DamagedRecord(sequence: number, column: "the chain's hash", value: "none")
      }
      return ChainLink(
        position: row.integer(0), kind: kind, number: number, isAdopted: row.integer(1) != 0,
        previous: previous, hash: hash)
    }
  }
}

extension ChainLink {
  /// The hash that the link at `position` refers to beside that of the link before it: of a link further
  /// back, or the genesis; `nil` where that link is missing or has none.
  static func back(of position: Int64, in db: Database) throws -> ChainHash? {
    let back = backPosition(of: position)
    guard back > 0 else { return genesis(of: try ChainWriter.fileID(db)) }
    let row = try RawRows(db, sql: "SELECT hash FROM record_chain WHERE position = \(back)")
    return row.hasRow ? row.hash(0) : nil
  }
}

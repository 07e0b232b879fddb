import GRDB

extension RecordReader {
  /// What the parts with this serial number were made from, as their records tell.
  func parents(ofSerial serial: String, limit: Int) throws(RecordStoreError) -> [PartParent] {
    try parts(
      """
      SELECT DISTINCT p.serial, p.lot FROM records r INDEXED BY records_by_serial
      CROSS JOIN record_parents p ON p.sequence = r.sequence WHERE r.serial = ? LIMIT ?
      """, serial, limit)
  }

  /// What the parts of this lot were made from.
  func parents(ofLot lot: String, limit: Int) throws(RecordStoreError) -> [PartParent] {
    try parts(
      """
      SELECT DISTINCT p.serial, p.lot FROM records r INDEXED BY records_by_lot
      CROSS JOIN record_parents p ON p.sequence = r.sequence WHERE r.lot = ? LIMIT ?
      """, lot, limit)
  }

  /// The parts that were made from the part with this serial number.
  func children(ofSerial serial: String, limit: Int) throws(RecordStoreError) -> [PartParent] {
    try parts(
      """
      SELECT DISTINCT r.serial, r.lot FROM record_parents p INDEXED BY record_parents_by_serial
      CROSS JOIN records r ON r.sequence = p.sequence WHERE p.serial = ?
      AND (r.serial IS NOT NULL OR r.lot IS NOT NULL) LIMIT ?
      """, serial, limit)
  }

  /// The parts that were made from material or parts of this lot.
  func children(ofLot lot: String, limit: Int) throws(RecordStoreError) -> [PartParent] {
    try parts(
      """
      SELECT DISTINCT r.serial, r.lot FROM record_parents p INDEXED BY record_parents_by_lot
      CROSS JOIN records r ON r.sequence = p.sequence WHERE p.lot = ?
      AND (r.serial IS NOT NULL OR r.lot IS NOT NULL) LIMIT ?
      """, lot, limit)
  }

  /// The serial numbers of the parts of this lot.
  func serials(ofLot lot: String, limit: Int) throws(RecordStoreError) -> [String] {
    try parts(
      """
      SELECT DISTINCT r.serial, NULL FROM records r INDEXED BY records_by_lot
      WHERE r.lot = ? AND r.serial IS NOT NULL LIMIT ?
      """, lot, limit
    ).compactMap(\.serial)
  }

  private func parts(
    _ sql: String, _ name: String, _ limit: Int
  ) throws(RecordStoreError) -> [PartParent] {
    try read { db in
      guard try RecordSchema.fileVersion(db) >= RecordSchema.firstChained else { return [] }
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [name, limit]).map {
        try PartParent(serial: $0.decode(atIndex: 0), lot: $0.decode(atIndex: 1))
      }
    }
  }
}

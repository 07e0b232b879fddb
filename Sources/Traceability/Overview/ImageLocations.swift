import Foundation
import GRDB

extension RecordReader {
  /// Where the image of `record` may lie, the likeliest place first, in bytes as the system has them: where
  /// the station moved it, and where it was inspected. What lies there has to be compared with the recorded
  /// hash: it may be another file by now.
  ///
  /// - Throws: what is wrong with the file.
  public func imageLocations(
    of record: InspectionRecord
  ) throws(RecordStoreError) -> [[UInt8]] {
    try read { db in
      var places: [[UInt8]] = []
      if let sequence = record.sequence, try db.tableExists("record_arrivals") {
        let row = try Row.fetchOne(
          db.cachedStatement(
            sql: "SELECT moved_to, folder, name FROM record_arrivals WHERE sequence = ?"),
          arguments: [sequence])
        if let row {
          let moved: Data? = try row.decode(atIndex: 0)
          if let moved, !moved.isEmpty { places.append([UInt8](moved)) }
          let folder = try row.decode(Data.self, atIndex: 1)
          let name = try row.decode(Data.self, atIndex: 2)
          places.append([UInt8](folder) + [UInt8(ascii: "/")] + [UInt8](name))
        }
      }
      return places.isEmpty ? [Array(record.imagePath.utf8)] : places
    }
  }
}

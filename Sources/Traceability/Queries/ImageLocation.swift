import Foundation
import GRDB

/// Where the image of a record lies, as far as the records tell.
public struct ImageLocation: Sendable, Equatable {
  /// The paths at which it may lie, the likeliest first, in bytes as the system has them: where the station
  /// moved the file, where it came in, or as the path was given. What lies there has to be compared with
  /// ``sha256``: it may be another file by now.
  public var paths: [[UInt8]]
  /// The recorded SHA-256 of its bytes in lower-case hexadecimal; empty where they could not be read.
  public var sha256: String
  /// That it was deleted on purpose, and why; `nil` where nobody recorded that.
  public var deletion: String?
}

extension RecordReader {
  /// Where the image of the record `sequence` lies; `nil` where there is no such record.
  ///
  /// - Throws: what is wrong with the file.
  public func imageLocation(of sequence: Int64) throws(RecordStoreError) -> ImageLocation? {
    try read { db in
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(
            sql: "SELECT image_path, image_sha256 FROM records WHERE sequence = ?"),
          arguments: [sequence])
      else { return nil }
      let path = try row.decode(String.self, atIndex: 0)
      var location = ImageLocation(
        paths: [Array(path.utf8)], sha256: try row.decode(atIndex: 1), deletion: nil)
      if try db.tableExists("record_arrivals"),
        let arrival = try ArrivalRow.arrival(sequence, in: db)
      {
        // The name as the system has it need not be text.
        location.paths = [arrival.file.folder + [UInt8(ascii: "/")] + arrival.file.name]
        switch arrival.known.ending {
        case .moved(let moved): location.paths.insert(moved, at: 0)
        case .deleted: location.deletion = "the station deleted it after its record was written"
        case .kept, .gone, nil: break
        }
      }
      if !location.sha256.isEmpty,
        try RecordSchema.fileVersion(db) >= RecordSchema.firstChained,
        let pruning = try PruningRow.prunings(imageSHA256: location.sha256, from: db).last
      {
        location.deletion =
          "deleted on \(RecordTime.text(pruning.recordedAt)) by \(pruning.operator): "
          + pruning.reason
      }
      return location
    }
  }

  /// `record` with the path at which its image lies now, where the station moved it and it is there.
  ///
  /// - Throws: what is wrong with the file of records.
  public func located(_ record: InspectionRecord) throws(RecordStoreError) -> InspectionRecord {
    guard let sequence = record.sequence, let location = try imageLocation(of: sequence) else {
      return record
    }
    var located = record
    let texts = location.paths.compactMap { String(validating: $0, as: UTF8.self) }
    if let path = texts.first(where: { FileManager.default.fileExists(atPath: $0) }) {
      located.imagePath = path
    }
    return located
  }
}

import Decision
import GRDB
import Pixels

/// Where on the picture defects lie: how many have the middle of their box in each cell of a grid.
public struct DefectMap: Sendable, Equatable {
  /// The size of the pictures in pixels; others are left out.
  public let imageSize: PixelSize
  /// The newest of the inspections with pictures of this size, for a picture to lay the map over.
  public let newest: Int64
  /// Cells across.
  public let columns: Int
  /// Cells down.
  public let rows: Int
  /// How many defects lie in each cell, row by row from the top.
  public let counts: [Int]
  /// Defects on pictures of other sizes, or of unknown size, which are in no cell.
  public let leftOut: Int

  /// All defects in the cells.
  public var total: Int { counts.reduce(0, +) }
}

extension RecordReader {
  /// Where the defects lie that were found by the inspections that `filter` wants, of one class or all,
  /// on a grid whose cells are close to square and `columns` (1...200) across. What lies beyond the
  /// picture counts for the nearest cell.
  ///
  /// The size is that of the newest picture, so that a filter that wants one recipe leaves little out.
  /// Places are those in the picture: parts that lie differently in each blur the map. `nil` where no
  /// inspection has a picture of known size, as in files of old versions.
  public func defectMap(
    _ filter: QualityFilter = QualityFilter(), defectClass: DefectClass? = nil, columns: Int = 40
  ) throws(RecordStoreError) -> DefectMap? {
    precondition((1...200).contains(columns), "a map of \(columns) columns")
    return try read { db in
      guard try RecordSchema.fileVersion(db) >= RecordSchema.firstChained,
        let sequences = try filter.sequences(db),
        var selection = try DefectSelection(filter, db)
      else { return nil }
      let labels = filter.conditions()
      let newest = try Row.fetchOne(
        db,
        sql: """
          SELECT r.sequence, r.image_width, r.image_height FROM records r NOT INDEXED
          WHERE r.sequence BETWEEN ? AND ? AND \(labels.sql)
          AND r.image_width > 0 AND r.image_height > 0 ORDER BY r.sequence DESC LIMIT 1
          """,
        arguments: [sequences.lowerBound, sequences.upperBound] + labels.arguments)
      guard let newest else { return nil }
      let (width, height): (Int, Int) = try (
        newest.decode(atIndex: 1), newest.decode(atIndex: 2)
      )
      let rows = max(1, min(200, (columns * height + width / 2) / width))
      if let defectClass { selection.conditions.add("d.class = ?", [defectClass.rawValue]) }
      let found = try Row.fetchAll(
        db,
        sql: """
          SELECT
            r.image_width IS ? AND r.image_height IS ?,
            min(? - 1, max(0, (d.x1 + d.x2) * ? / (2 * ?))),
            min(? - 1, max(0, (d.y1 + d.y2) * ? / (2 * ?))), count(*)
          \(selection.source) GROUP BY 1, 2, 3
          """,
        arguments: [width, height, columns, columns, width, rows, rows, height]
          + selection.conditions.arguments)
      var counts = [Int](repeating: 0, count: columns * rows)
      var leftOut = 0
      for row in found {
        let count: Int = try row.decode(atIndex: 3)
        if try row.decode(Bool.self, atIndex: 0) {
          counts[
            try row.decode(Int.self, atIndex: 2) * columns + row.decode(Int.self, atIndex: 1)] +=
            count
        } else {
          leftOut += count
        }
      }
      return try DefectMap(
        imageSize: PixelSize(width: width, height: height), newest: newest.decode(atIndex: 0),
        columns: columns, rows: rows, counts: counts, leftOut: leftOut)
    }
  }
}

/// Measurements to learn from: one row for each example, one column for each feature.
///
/// A value that does not exist for a row is NaN, never a stand-in number: trees learn which way
/// rows without the value belong.
public struct FeatureTable: Sendable, Equatable {
  /// The names of the columns, in order; they are stored with what is learned from them.
  public let names: [String]
  /// The values row by row, `rowCount` times `names.count` of them, each in its feature's own unit.
  public private(set) var values: [Float]

  /// The number of rows.
  public var rowCount: Int { values.count / names.count }

  /// A table of `values`, row by row, under the column names `names`.
  ///
  /// Traps where there is no column or the values do not fill whole rows.
  public init(names: [String], values: [Float] = []) {
    precondition(!names.isEmpty, "a feature table needs a column")
    precondition(
      values.count.isMultiple(of: names.count),
      "\(values.count) values do not fill rows of \(names.count)")
    self.names = names
    self.values = values
  }

  /// Appends a row. Traps where `row` has not one value for each column.
  public mutating func append(row: some Collection<Float>) {
    precondition(row.count == names.count, "a row of \(row.count), columns \(names.count)")
    values.append(contentsOf: row)
  }

  /// The values of row `index`.
  public subscript(row index: Int) -> ArraySlice<Float> {
    values[index * names.count..<(index + 1) * names.count]
  }

  /// The rows at `indices`, in that order, as a table of its own.
  public func rows(_ indices: some Sequence<Int>) -> FeatureTable {
    var result = FeatureTable(names: names)
    for index in indices { result.values.append(contentsOf: self[row: index]) }
    return result
  }
}

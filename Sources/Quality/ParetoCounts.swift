/// Categories by frequency, with their shares of the whole.
public struct ParetoCounts<Category: Hashable & Sendable>: Sendable {
  /// One category.
  public struct Row: Sendable {
    /// Which category.
    public let category: Category
    /// How often it occurred.
    public let count: Int
    /// Its share of the whole, 0...1.
    public let share: Double
    /// The share of it and of all rows before it, 0...1; 1 in the last row.
    public let cumulative: Double
  }

  /// The categories that occurred, the most frequent first, equally frequent ones in the order given.
  public let rows: [Row]
  /// All occurrences.
  public let total: Int

  /// The categories and how often each occurred. A category that did not is left out; without any there
  /// are no rows. Traps for a negative count.
  public init(_ counts: [(category: Category, count: Int)]) {
    precondition(counts.allSatisfy { $0.count >= 0 }, "a negative count")
    let total = counts.reduce(0) { $0 + $1.count }
    self.total = total
    let sorted = counts.filter { $0.count > 0 }.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }
    var sum = 0
    rows = sorted.map { _, entry in
      sum += entry.count
      return Row(
        category: entry.category, count: entry.count,
        share: Double(entry.count) / Double(total), cumulative: Double(sum) / Double(total))
    }
  }

  /// How many of the first rows together have at least `share` of the whole; 0 without rows.
  public func rows(having share: Double) -> Int {
    rows.firstIndex { $0.cumulative >= share }.map { $0 + 1 } ?? rows.count
  }

  /// How the shares were computed.
  public var computation: Computation { Computation(.pareto, count: total) }
}

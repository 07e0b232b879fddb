import Reporting

/// A row of values as a small line without axes.
enum CourseLine {
  private static let (width, height) = (240.0, 40.0)

  /// The line through `values`, from the lowest at the bottom to the highest at the top; `label` says
  /// what it shows to those who hear it.
  static func svg(_ values: [Double], label: String) -> String {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "" }
    let step = width / Double(max(1, finite.count - 1))
    let path: String = finite.enumerated().map { index, value in
      let share = high > low ? (value - low) / (high - low) : 0.5
      return "\(tenths(Double(index) * step)) \(tenths(height - 3 - share * (height - 6)))"
    }.joined(separator: "L")
    return """
      <svg class="course" viewBox="0 0 \(Int(width)) \(Int(height))" role="img" \
      aria-label="\(escaped(label))" preserveAspectRatio="none"><path d="M\(path)"/></svg>
      """
  }

  private static func tenths(_ value: Double) -> String {
    let scaled = Int((value * 10).rounded())
    return scaled.isMultiple(of: 10) ? "\(scaled / 10)" : "\(scaled / 10).\(abs(scaled % 10))"
  }
}

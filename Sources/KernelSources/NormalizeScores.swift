import CVectors

/// Sums and sums of squares of the samples less 128 in a window that moves over an image: exact.
struct WindowSums {
  let columns: UnsafeMutablePointer<Int32>
  let squares: UnsafeMutablePointer<Int32>
  /// Of the windows of a row.
  let sum: UnsafeMutablePointer<Double>
  let square: UnsafeMutablePointer<Double>

  /// In scratch memory of `24 * width + 64` bytes.
  @inline(__always) init(_ width: Int, _ scratch: UnsafeMutableRawPointer) {
    sum = scratch.assumingMemoryBound(to: Double.self)
    square = sum + width
    columns = UnsafeMutableRawPointer(square + width).assumingMemoryBound(to: Int32.self)
    squares = columns + width
    for x in 0..<width { (columns[x], squares[x]) = (0, 0) }
  }

  /// Lets a row of samples enter the columns, or leave them.
  @inline(__always)
  func add(_ row: UnsafePointer<UInt8>, _ width: Int, leaves: Bool) {
    if leaves {
      for x in 0..<width {
        let v = Int32(row[x]) &- 128
        columns[x] = columns[x] &- v
        squares[x] = squares[x] &- v &* v
      }
    } else {
      for x in 0..<width {
        let v = Int32(row[x]) &- 128
        columns[x] = columns[x] &+ v
        squares[x] = squares[x] &+ v &* v
      }
    }
  }

  /// Sums of `count` windows of `width` columns.
  @inline(__always) func run(_ width: Int, _ count: Int) {
    var s: Int64 = 0
    var q: Int64 = 0
    for x in 0..<width {
      s = s &+ Int64(columns[x])
      q = q &+ Int64(squares[x])
    }
    sum[0] = Double(s)
    square[0] = Double(q)
    for x in 1..<max(1, count) {
      s = s &+ Int64(columns[x &+ width &- 1] &- columns[x &- 1])
      q = q &+ Int64(squares[x &+ width &- 1]) &- Int64(squares[x &- 1])
      sum[x] = Double(s)
      square[x] = Double(q)
    }
  }
}

/// Divides correlations by the deviations of template and window:
/// score = score / sqrt(deviation (sum of squares - sum^2 / area)), within -1...1, and 0 where the
/// window is flat. `scores` has a row for each of `outHeight` windows. `scratch`: 24 width + 64
/// bytes.
@inline(never)
public func normalizeScores(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ templateWidth: Int, _ templateHeight: Int, _ deviation: Double,
  _ scores: UnsafeMutablePointer<Float>, _ scoreStride: Int, _ scratch: UnsafeMutableRawPointer
) {
  let sums = WindowSums(width, scratch)
  let (outWidth, outHeight) = (width &- templateWidth &+ 1, height &- templateHeight &+ 1)
  let area = Double(templateWidth &* templateHeight)
  for y in 0..<(templateHeight &- 1) { sums.add(image + y &* stride, width, leaves: false) }
  for y in 0..<outHeight {
    sums.add(image + (y &+ templateHeight &- 1) &* stride, width, leaves: false)
    sums.run(templateWidth, outWidth)
    let row = scores + y &* scoreStride
    let (sum, square) = (sums.sum, sums.square)
    let inverse = 1 / area
    for x in 0..<outWidth {
      row[x] = normalized(row[x], square[x] - sum[x] * sum[x] * inverse, deviation, 0.5 * inverse)
    }
    sums.add(image + y &* stride, width, leaves: true)
  }
}

@inline(__always)
func normalized(
  _ correlation: Float, _ variation: Double, _ deviation: Double, _ least: Double
) -> Float {
  // Variations are multiples of 1 / area: below half of that is rounding.
  let product = Float(max(variation, least) * deviation)
  let score = correlation / product.squareRoot()
  let limited = score < 1 ? (score > -1 ? score : -1) : 1
  return variation > least ? limited : 0
}

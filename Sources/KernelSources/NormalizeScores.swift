import CVectors

/// Sums and sums of squares of the samples less 128 in a window that moves over an image: exact.
struct WindowSums {
  let columns: UnsafeMutablePointer<Int32>
  let squares: UnsafeMutablePointer<Int32>
  /// Of the windows of a row.
  let sum: UnsafeMutablePointer<Int32>
  let square: UnsafeMutablePointer<Int64>

  /// In scratch memory of `24 * width + 64` bytes.
  @inline(__always) init(_ width: Int, _ scratch: UnsafeMutableRawPointer) {
    // Vectors of four overhang the row.
    square = scratch.assumingMemoryBound(to: Int64.self)
    sum = UnsafeMutableRawPointer(square + (width &+ 4)).assumingMemoryBound(to: Int32.self)
    columns = sum + (width &+ 4)
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
    var s: Int32 = 0
    var q: Int64 = 0
    for x in 0..<width {
      s = s &+ columns[x]
      q = q &+ Int64(squares[x])
    }
    sum[0] = s
    square[0] = q
    for x in 1..<max(1, count) {
      s = s &+ columns[x &+ width &- 1] &- columns[x &- 1]
      q = q &+ Int64(squares[x &+ width &- 1] &- squares[x &- 1])
      sum[x] = s
      square[x] = q
    }
  }

  /// Scores of `count` windows from their correlations, or from the sums of products in `line` with
  /// a template of which `mean` was not taken away.
  @inline(__always)
  func scores(
    _ count: Int, _ area: Int, _ deviation: Double, _ line: UnsafePointer<Int32>?,
    _ mean: Double, _ out: UnsafeMutablePointer<Float>
  ) {
    let inverse = 1 / Double(area)
    let (sums, squares) = (UnsafeRawPointer(sum), UnsafeRawPointer(square))
    var x = 0
    while x < count {
      let s = v_double32(sums.loadUnaligned(fromByteOffset: 4 &* x, as: vs32x4.self))
      let q = v_double52(squares.loadUnaligned(fromByteOffset: 8 &* x, as: vs64x4.self))
      let whole = x &+ 4 <= count
      var correlation = vf32x4(repeating: 0)
      if let line {
        let products = UnsafeRawPointer(line + x).loadUnaligned(as: vs32x4.self)
        correlation = v_single(v_less_product(v_double32(products), s, mean))
      } else if whole {
        correlation = UnsafeRawPointer(out + x).loadUnaligned(as: vf32x4.self)
      } else {
        for l in 0..<(count &- x) { correlation[l] = out[x &+ l] }
      }
      // Variations are multiples of 1 / area: what is below half of that is rounding.
      let score = v_score(
        correlation, v_less_product(q, s * s, inverse), deviation, 0.5 * inverse)
      if whole {
        UnsafeMutableRawPointer(out + x).storeBytes(of: score, as: vf32x4.self)
      } else {
        for l in 0..<(count &- x) { out[x &+ l] = score[l] }
      }
      x &+= 4
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
  for y in 0..<(templateHeight &- 1) { sums.add(image + y &* stride, width, leaves: false) }
  for y in 0..<outHeight {
    sums.add(image + (y &+ templateHeight &- 1) &* stride, width, leaves: false)
    sums.run(templateWidth, outWidth)
    sums.scores(
      outWidth, templateWidth &* templateHeight, deviation, nil, 0, scores + y &* scoreStride)
    sums.add(image + y &* stride, width, leaves: true)
  }
}

import CVectors

/// The index that `BORDER_REFLECT_101` puts in the place of `index`: the border is a mirror through
/// the outermost sample, which is not repeated. Defined for every index and every count above 0.
@inline(__always)
func reflected(_ index: Int, _ count: Int) -> Int {
  var i = index
  if count == 1 { return 0 }
  while i < 0 || i >= count { i = i < 0 ? 0 &- i : 2 &* count &- 2 &- i }
  return i
}

/// How the rows of an 8-bit image are worked on in strips of one vector, for filters that reach at
/// most three columns to each side and need every row's neighbours but once.
///
/// Strips inside a row read the image itself; the first and the last ones read a copy with the
/// mirrored border attached, so that nothing beyond the image is touched. The last strip ends with
/// the row and may overlap the one before.
struct RowStrips {
  let width: Int
  /// Columns that strips cover: the width, or one more where their number must be even.
  let extent: Int
  let reach: Int
  /// Below about two vectors the whole row is copied.
  let isNarrow: Bool
  /// The last strip that needs no border, and the first that needs the right one.
  let lastInner: Int
  let right: Int

  /// Bytes for one row's copies.
  static var pitch: Int { 256 }
  static var leftBase: Int { 16 }
  static var rightBase: Int { 112 }

  @inline(__always)
  init(_ width: Int, _ reach: Int, even: Bool = false) {
    self.width = width
    self.reach = reach
    extent = even ? (width &+ 1) & -2 : width
    isNarrow = width < 2 &* lanes &+ 2 &* reach
    lastInner = (width &- lanes &- reach) / lanes &* lanes
    right = min(lastInner &+ lanes, extent &- lanes)
  }

  /// Strips there may be, for the memory that holds something for each.
  @inline(__always)
  var capacity: Int { width / lanes &+ 3 }

  /// Copies what the outer strips of a row need.
  @inline(__always)
  func fill(_ copy: UnsafeMutablePointer<UInt8>, _ row: UnsafePointer<UInt8>) {
    if isNarrow {
      let out = copy + RowStrips.leftBase
      for x in (0 &- reach)..<(max(extent, lanes) &+ reach) {
        out[x] = row[reflected(x, width)]
      }
      return
    }
    let source = UnsafeRawPointer(row)
    let out = UnsafeMutableRawPointer(copy)
    let left = RowStrips.leftBase
    let shift = RowStrips.rightBase &- right
    store(load(source, 0), out, left)
    store(load(source, right &- reach), out, shift &+ right &- reach)
    store(load(source, width &- lanes), out, shift &+ width &- lanes)
    for k in 1...reach {
      copy[left &- k] = row[k]
      copy[left &+ lanes &+ k &- 1] = row[lanes &+ k &- 1]
    }
    for k in 1...(reach &+ extent &- width) {
      copy[shift &+ width &+ k &- 1] = row[width &- 1 &- k]
    }
  }

  /// Calls `body` for every strip of two rows with its number, its first column, and pointers that
  /// may be read from `x - reach` up to `x + lanes + reach`.
  @inline(__always)
  func forEach(
    _ rowA: UnsafePointer<UInt8>, _ rowB: UnsafePointer<UInt8>,
    _ copyA: UnsafePointer<UInt8>, _ copyB: UnsafePointer<UInt8>,
    _ body: (Int, Int, UnsafeRawPointer, UnsafeRawPointer) -> Void
  ) {
    var strip = 0
    var part = isNarrow ? 3 : (lastInner >= lanes ? 0 : 1)
    while part < 4 {
      var x = lanes
      var end = lastInner
      var a = UnsafeRawPointer(rowA)
      var b = UnsafeRawPointer(rowB)
      // The copies come last: a vector load right after the bytes' stores would wait for them.
      if part == 1 {
        (x, end) = (0, 0)
        a = UnsafeRawPointer(copyA) + RowStrips.leftBase
        b = UnsafeRawPointer(copyB) + RowStrips.leftBase
      } else if part == 2 {
        (x, end) = (right, extent &- lanes)
        a = UnsafeRawPointer(copyA) + (RowStrips.rightBase &- right)
        b = UnsafeRawPointer(copyB) + (RowStrips.rightBase &- right)
      } else if part == 3 {
        (x, end) = (0, max(0, extent &- lanes))
        a = UnsafeRawPointer(copyA) + RowStrips.leftBase
        b = UnsafeRawPointer(copyB) + RowStrips.leftBase
      }
      while true {
        body(strip, x, a, b)
        strip &+= 1
        if x >= end { break }
        x = min(x &+ lanes, end)
      }
      part = part == 2 ? 4 : part &+ 1
    }
  }
}

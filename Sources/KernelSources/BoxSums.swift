import CVectors

/// Means over squares of 2 `radius` + 1 pixels, one row after the other at a cost that hardly
/// depends on the radius: the sums of each column's pixels are carried from row to row, and across,
/// windows are differences of running sums, or for small ones added up, which is quicker.
struct BoxSums {
  let source: UnsafePointer<UInt8>
  let stride: Int
  let width: Int
  let height: Int
  let radius: Int
  /// Whether the border repeats the outermost pixels instead of mirroring the image.
  let repeats: Bool
  /// Sums of the columns -radius..<width + radius, 16 bits each where a window's sum fits them,
  /// else 32, and running sums of these.
  private let columns: UnsafeMutableRawPointer
  private let running: UnsafeMutablePointer<Int32>

  /// `memory` holds `(width + 2 * radius + 128) * 8` bytes.
  @inline(__always)
  init(
    _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ radius: Int,
    _ repeats: Bool, _ memory: UnsafeMutableRawPointer
  ) {
    self.source = source
    self.stride = stride
    self.width = width
    self.height = height
    self.radius = radius
    self.repeats = repeats
    let count = width &+ 2 &* radius &+ 64
    columns = memory + radius &* (radius <= 7 ? 2 : 4)
    running = (memory + 4 &* count).assumingMemoryBound(to: Int32.self)
  }

  private var narrow: UnsafeMutablePointer<UInt16> {
    columns.assumingMemoryBound(to: UInt16.self)
  }
  private var wide: UnsafeMutablePointer<Int32> { columns.assumingMemoryBound(to: Int32.self) }

  @inline(__always)
  private func row(_ y: Int) -> UnsafePointer<UInt8> {
    source + inside(y, height) &* stride
  }

  @inline(__always)
  private func inside(_ i: Int, _ count: Int) -> Int {
    repeats ? max(0, min(count &- 1, i)) : reflected(i, count)
  }

  /// Sums up what row 0 needs apart from its last row below.
  @inline(__always)
  func start() {
    if radius <= 7 {
      let sums = narrow
      for x in 0..<width { sums[x] = 0 }
      for y in (-1 &- radius)..<radius {
        let r = row(y)
        for x in 0..<width { sums[x] &+= UInt16(r[x]) }
      }
    } else {
      let sums = wide
      for x in 0..<width { sums[x] = 0 }
      for y in (-1 &- radius)..<radius {
        let r = row(y)
        for x in 0..<width { sums[x] &+= Int32(r[x]) }
      }
    }
  }

  /// Writes the means of row `y` to `out`, up to one vector beyond the width. To be called for all
  /// rows in order.
  @inline(__always)
  func means(_ y: Int, _ out: UnsafeMutableRawPointer, _ overhangs: Bool) {
    let entering = row(y &+ radius)
    let leaving = row(y &- radius &- 1)
    if radius <= 7 {
      let sums = narrow
      for x in 0..<width { sums[x] = sums[x] &+ UInt16(entering[x]) &- UInt16(leaving[x]) }
      var k = 1
      while k <= radius {
        sums[0 &- k] = sums[inside(0 &- k, width)]
        sums[width &- 1 &+ k] = sums[inside(width &- 1 &+ k, width)]
        k &+= 1
      }
      switch radius {
      case 1: smallMeans(1, out, overhangs)
      case 2: smallMeans(2, out, overhangs)
      case 3: smallMeans(3, out, overhangs)
      default: smallMeans(radius, out, overhangs)
      }
    } else {
      let sums = wide
      for x in 0..<width { sums[x] = sums[x] &+ Int32(entering[x]) &- Int32(leaving[x]) }
      var k = 1
      while k <= radius {
        sums[0 &- k] = sums[inside(0 &- k, width)]
        sums[width &- 1 &+ k] = sums[inside(width &- 1 &+ k, width)]
        k &+= 1
      }
      runUp()
      largeMeans(out, overhangs)
    }
  }

  /// The first column of the strip at or after `x`; without overhang the last strip ends with the
  /// row.
  @inline(__always)
  private func strip(_ x: Int, _ overhangs: Bool) -> Int {
    overhangs || width &- x >= lanes ? x : max(0, width &- lanes)
  }

  /// (sum + area / 2) / area in 16 bits: the factor is 2^(16 + shift) / area rounded up, which gives
  /// the exact quotient for all sums that occur with radii up to 7.
  @inline(__always)
  private func smallMeans(_ radius: Int, _ out: UnsafeMutableRawPointer, _ overhangs: Bool) {
    let area = (2 &* radius &+ 1) &* (2 &* radius &+ 1)
    let shift = area.bitWidth &- 1 &- area.leadingZeroBitCount
    let factor = ((1 &<< (16 &+ shift)) &+ area &- 1) / area
    let factors = vu16(repeating: UInt16(truncatingIfNeeded: factor))
    let half = vu16(repeating: UInt16(truncatingIfNeeded: area / 2))
    let count = UInt16(truncatingIfNeeded: shift)
    let sums = columns - 2 &* radius
    var x = 0
    while x < width {
      x = strip(x, overhangs)
      var low = half
      var high = half
      for k in 0...(2 &* radius) {
        low = low &+ loadU16(sums, 2 &* (x &+ k))
        high = high &+ loadU16(sums, 2 &* (x &+ k) &+ lanes)
      }
      low = lf_shr16(lf_mul_high(low, factors), count)
      high = lf_shr16(lf_mul_high(high, factors), count)
      store(lf_narrow(low, high), out, x)
      x &+= lanes
    }
  }

  /// running[i + 1] = sum of the column sums up to i, counted from -radius; modulo 2^32, which
  /// differences do not feel.
  @inline(__always)
  private func runUp() {
    let sums = UnsafeRawPointer(wide - radius)
    let target = UnsafeMutableRawPointer(running)
    target.storeBytes(of: 0, as: Int32.self)
    var carry = vs32(repeating: 0)
    var i = 0
    while i < width &+ 2 &* radius {
      let part = lf_prefix32(loadS32(sums, 4 &* i))
      storeS32(carry &+ part, target, 4 &* i &+ 4)
      carry = carry &+ lf_last32(part)
      i &+= lanes / 4
    }
  }

  @inline(__always)
  private func largeMeans(_ out: UnsafeMutableRawPointer, _ overhangs: Bool) {
    let size = 2 &* radius &+ 1
    let scale = Float(1 / Double(Int32(truncatingIfNeeded: size &* size)))
    let lower = UnsafeRawPointer(running)
    let upper = UnsafeRawPointer(running + size)
    var x = 0
    while x < width {
      x = strip(x, overhangs)
      let a = mean(lower, upper, 4 &* x, scale)
      let b = mean(lower, upper, 4 &* x &+ lanes, scale)
      let c = mean(lower, upper, 4 &* x &+ 2 &* lanes, scale)
      let d = mean(lower, upper, 4 &* x &+ 3 &* lanes, scale)
      store(lf_narrow(lf_narrow32(a, b), lf_narrow32(c, d)), out, x)
      x &+= lanes
    }
  }

  @inline(__always)
  private func mean(
    _ lower: UnsafeRawPointer, _ upper: UnsafeRawPointer, _ offset: Int, _ scale: Float
  ) -> vs32 {
    lf_scaled(loadS32(upper, offset) &- loadS32(lower, offset), scale)
  }
}

import CVectors

/// Sums over squares around each pixel with the same symmetric weights across and down, one row
/// after the other, in whole numbers; the cost grows with the radius.
///
/// A row is summed down into 16 bits: weights times samples, shifted right by `shift` and rounded,
/// less 32768. From there it is summed across in 32 bits. Both take two weights at a time.
struct WeightedSums {
  let source: UnsafePointer<UInt8>
  let stride: Int
  let width: Int
  let height: Int
  let radius: Int
  /// Whether the border repeats the outermost pixels instead of mirroring the image.
  let repeats: Bool
  private let shift: Int32
  /// Offsets of the rows above and below that share a weight, from the centre out.
  private let rows: UnsafeMutablePointer<Int>
  /// The weights by twos: down from the centre out; across, for columns at even and odd distances.
  private let down: UnsafeMutablePointer<Int32>
  private let across: UnsafeMutablePointer<Int32>
  private let sums: UnsafeMutablePointer<Int16>

  /// `weights` holds those of the centre and of distances 1...`radius`. `memory` holds
  /// `width * 2 + radius * 48 + 1024` bytes.
  @inline(__always)
  init(
    _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
    _ weights: UnsafePointer<Int16>, _ radius: Int, _ shift: Int32, _ repeats: Bool,
    _ memory: UnsafeMutableRawPointer
  ) {
    self.source = source
    self.stride = stride
    self.width = width
    self.height = height
    self.radius = radius
    self.shift = shift
    self.repeats = repeats
    rows = memory.assumingMemoryBound(to: Int.self)
    down = (memory + 16 &* (radius &+ 2)).assumingMemoryBound(to: Int32.self)
    across = down + (radius &+ 2)
    sums = (memory + 28 &* (radius &+ 2)).assumingMemoryBound(to: Int16.self) + (radius &+ 32)
    @inline(__always)
    func weight(_ distance: Int) -> Int32 {
      let d = abs(distance)
      return d <= radius ? Int32(weights[d]) : 0
    }
    var k = 0
    while k <= radius {
      down[k / 2] = weight(k) | weight(k &+ 1) &<< 16
      k &+= 2
    }
    k = 0
    while k <= radius {
      let left = 2 &* k &- radius
      across[2 &* k] = weight(left) | weight(left &+ 1) &<< 16
      across[2 &* k &+ 1] = weight(left &- 1) | weight(left) &<< 16
      k &+= 1
    }
  }

  @inline(__always)
  private func inside(_ i: Int, _ count: Int) -> Int {
    repeats ? max(0, min(count &- 1, i)) : reflected(i, count)
  }

  /// Sums row `y` down, with the border on both sides.
  @inline(__always)
  func sumDown(_ y: Int) {
    for k in 0...(radius &+ 1) {
      rows[2 &* k] = inside(y &- min(k, radius), height) &* stride
      rows[2 &* k &+ 1] = inside(y &+ min(k, radius), height) &* stride
    }
    var x = 0
    if width < lanes {
      while x < width {
        var sum: Int32 = (1 &<< shift) &>> 1
        for k in 0...radius {
          let weight = Int32(truncatingIfNeeded: Int16(truncatingIfNeeded: down[k / 2]))
          let other = down[k / 2] &>> 16
          var value = Int32(source[rows[2 &* k] &+ x])
          if k > 0 { value &+= Int32(source[rows[2 &* k &+ 1] &+ x]) }
          sum &+= value &* (k & 1 == 0 ? weight : other)
        }
        sums[x] = Int16(truncatingIfNeeded: (sum &>> shift) &- 32768)
        x &+= 1
      }
    } else {
      while x < width {
        x = min(x, width &- lanes)
        stripDown(x)
        x &+= lanes
      }
    }
    for k in 1...radius {
      sums[0 &- k] = sums[inside(0 &- k, width)]
      sums[width &- 1 &+ k] = sums[inside(width &- 1 &+ k, width)]
    }
  }

  @inline(__always)
  private func stripDown(_ x: Int) {
    let p = source + x
    let half = lanes / 2
    // The centre stands alone, every other weight for two rows.
    let centre = p + rows[0]
    let (a1, b1) = (p + rows[2], p + rows[3])
    var w = weightPair(down[0])
    let left = lf_widen(a1) &+ lf_widen(b1)
    let right = lf_widen(a1 + half) &+ lf_widen(b1 + half)
    let centreLeft = lf_widen(centre)
    let centreRight = lf_widen(centre + half)
    let rounding = vs32(repeating: (1 &<< shift) &>> 1)
    var s0 = lf_dot2(lf_zip_low(centreLeft, left), w) &+ rounding
    var s1 = lf_dot2(lf_zip_high(centreLeft, left), w) &+ rounding
    var s2 = lf_dot2(lf_zip_low(centreRight, right), w) &+ rounding
    var s3 = lf_dot2(lf_zip_high(centreRight, right), w) &+ rounding
    var k = 2
    while k <= radius {
      let (a, b) = (p + rows[2 &* k], p + rows[2 &* k &+ 1])
      let (c, d) = (p + rows[2 &* k &+ 2], p + rows[2 &* k &+ 3])
      w = weightPair(down[k / 2])
      let nearLeft = lf_widen(a) &+ lf_widen(b)
      let farLeft = lf_widen(c) &+ lf_widen(d)
      let nearRight = lf_widen(a + half) &+ lf_widen(b + half)
      let farRight = lf_widen(c + half) &+ lf_widen(d + half)
      s0 = s0 &+ lf_dot2(lf_zip_low(nearLeft, farLeft), w)
      s1 = s1 &+ lf_dot2(lf_zip_high(nearLeft, farLeft), w)
      s2 = s2 &+ lf_dot2(lf_zip_low(nearRight, farRight), w)
      s3 = s3 &+ lf_dot2(lf_zip_high(nearRight, farRight), w)
      k &+= 2
    }
    let bias = vs32(repeating: 32768)
    let target = UnsafeMutableRawPointer(sums + x)
    let low = lf_unzip32(lf_shr32(s0, shift) &- bias, lf_shr32(s1, shift) &- bias)
    let high = lf_unzip32(lf_shr32(s2, shift) &- bias, lf_shr32(s3, shift) &- bias)
    target.storeBytes(of: low, as: vs16.self)
    target.storeBytes(of: high, toByteOffset: lanes, as: vs16.self)
  }

  /// Sums the strip at `x` of the row last summed down across, adds `bias`, and gives the left half's
  /// columns at even and at odd distance, then the right half's.
  @inline(__always)
  func sumAcross(_ x: Int, _ bias: Int32) -> (vs32, vs32, vs32, vs32) {
    let p = UnsafeRawPointer(sums + (x &- radius))
    var leftEven = vs32(repeating: bias)
    var leftOdd = leftEven
    var rightEven = leftEven
    var rightOdd = leftEven
    var k = 0
    while k <= radius {
      let left = loadS16(p, 4 &* k)
      let right = loadS16(p, 4 &* k &+ lanes)
      let even = weightPair(across[2 &* k])
      let odd = weightPair(across[2 &* k &+ 1])
      leftEven = leftEven &+ lf_dot2(left, even)
      leftOdd = leftOdd &+ lf_dot2(left, odd)
      rightEven = rightEven &+ lf_dot2(right, even)
      rightOdd = rightOdd &+ lf_dot2(right, odd)
      k &+= 1
    }
    return (leftEven, leftOdd, rightEven, rightOdd)
  }

  @inline(__always)
  private func weightPair(_ pair: Int32) -> vs16 {
    unsafeBitCast(vs32(repeating: pair), to: vs16.self)
  }
}

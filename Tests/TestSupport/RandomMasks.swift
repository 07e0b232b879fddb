import Pixels

/// Masks for tests of region operators, the same in every run (SplitMix64).
public struct RandomMasks: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence that `seed` starts.
  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A mask in which each pixel is set with probability `density`.
  public mutating func mask(width: Int, height: Int, density: Double) -> BitMask {
    var mask = BitMask(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width where Double.random(in: 0..<1, using: &self) < density {
        mask[x, y] = true
      }
    }
    return mask
  }

  /// A mask of overlapping boxes, every second one cleared: long runs, regions within holes.
  public mutating func boxes(width: Int, height: Int, count: Int) -> BitMask {
    var mask = BitMask(width: width, height: height)
    for k in 0..<count {
      let (x1, y1) = (
        Int.random(in: 0..<width, using: &self), Int.random(in: 0..<height, using: &self)
      )
      let x2 = min(width, x1 + Int.random(in: 1...max(1, width / 2), using: &self))
      let y2 = min(height, y1 + Int.random(in: 1...max(1, height / 2), using: &self))
      for y in y1..<y2 { for x in x1..<x2 { mask[x, y] = k % 2 == 0 } }
    }
    return mask
  }

  /// An image of random samples.
  public mutating func image<Sample: PixelSample & FixedWidthInteger>(
    width: Int, height: Int, of type: Sample.Type
  ) -> Image<Sample> {
    let samples = (0..<(width * height)).map { _ in Sample(truncatingIfNeeded: next()) }
    return Image(width: width, height: height, samples: samples)
  }
}

extension BitMask {
  /// The mask whose pixel at column x, row y is bit y * width + x of `bits`.
  public init(width: Int, height: Int, bits: Int) {
    self.init(width: width, height: height)
    for i in 0..<(width * height) where bits >> i & 1 != 0 { self[i % width, i / width] = true }
  }

  /// The mask with a pixel set for each `#` in `rows`.
  public init(rows: [String]) {
    self.init(width: rows[0].count, height: rows.count)
    for (y, row) in rows.enumerated() {
      for (x, c) in row.enumerated() where c == "#" { self[x, y] = true }
    }
  }
}

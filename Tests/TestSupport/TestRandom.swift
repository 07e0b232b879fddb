import Pixels

/// Random numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014, doi:10.1145/2660193.2660195).
public struct TestRandom: RandomNumberGenerator {
  private var state: UInt64

  /// The numbers that belong to `seed`.
  public init(_ seed: UInt64) { state = seed &* 0x2545_f491_4f6c_dd1d }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// A number in `range`.
  public mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// Whether an event of `probability` happens.
  public mutating func chance(_ probability: Double) -> Bool {
    Double(next() >> 11) * 0x1p-53 < probability
  }

  /// A mask of `width` times `height` pixels: noise, rectangles, nearly empty or nearly full.
  public mutating func grid(width: Int, height: Int) -> PixelGrid {
    switch int(0...5) {
    case 0: return noise(width: width, height: height, density: 0.5)
    case 1: return noise(width: width, height: height, density: 0.03)
    case 2: return noise(width: width, height: height, density: 0.97)
    case 3: return PixelGrid(width: width, height: height) { _, _ in true }
    default: return rectangles(width: width, height: height)
    }
  }

  /// A mask of which each pixel is set with probability `density`.
  public mutating func noise(width: Int, height: Int, density: Double) -> PixelGrid {
    PixelGrid(width: width, height: height) { _, _ in chance(density) }
  }

  /// A mask of overlapping rectangles, some of them cut out of others.
  public mutating func rectangles(width: Int, height: Int) -> PixelGrid {
    var grid = PixelGrid(width: width, height: height)
    guard width > 0, height > 0 else { return grid }
    for _ in 0..<(4 + width * height / 400) {
      let (x, y) = (int(0...(width - 1)), int(0...(height - 1)))
      let box = PixelBox(x1: x, y1: y, x2: x + int(1...40), y2: y + int(1...12))
      grid.fill(box, chance(0.7))
    }
    return grid
  }

  /// A gray image of noise, in memory that held something else before.
  public mutating func image(width: Int, height: Int) -> Image<UInt8> {
    var image = Image.soiled(width: width, height: height, with: UInt8(int(0...255)))
    let stride = image.stride
    image.withUnsafeMutableSamples { p in
      for y in 0..<height {
        for x in 0..<width { p[y * stride + x] = UInt8(truncatingIfNeeded: next()) }
      }
    }
    return image
  }

  /// `grid` as a mask, in memory that is larger and held something else, or that just fits.
  public mutating func mask(_ grid: PixelGrid) -> BitMask {
    chance(0.5) ? grid.mask : grid.fittedMask
  }
}

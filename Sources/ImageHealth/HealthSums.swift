/// The sums over rows from which the ``HealthValues`` follow.
struct HealthSums: Sendable {
  /// Blocks of columns whose means stand for the light across.
  private static let blocks = 16

  private var counts = [UInt32](repeating: 0, count: 256)
  private var blockSums = [UInt64](repeating: 0, count: Self.blocks)
  private var rows = 0
  /// Sums of the squares of differences over two pixels, four times those of slopes.
  private var differenceSquares: UInt64 = 0
  private var dark = 0
  private var bright = 0
  // Of the rows looked at: sums of level, y, y² and y times level.
  private var level = 0.0
  private var y = 0.0
  private var ySquares = 0.0
  private var yLevel = 0.0

  /// Forgets all rows.
  mutating func start() {
    for i in 0..<256 { counts[i] = 0 }
    for i in 0..<Self.blocks { blockSums[i] = 0 }
    (rows, differenceSquares, dark, bright) = (0, 0, 0, 0)
    (level, y, ySquares, yLevel) = (0, 0, 0, 0)
  }

  /// Adds row number `y` of gray levels, between the rows `above` and `below`.
  mutating func add(
    _ row: UnsafePointer<UInt8>, above: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    width: Int, y: Int
  ) {
    var x = 1
    while x < width - 1 {
      // So few that a sum of squares, each up to 2 * 255², fits 32 bits.
      let end = min(width - 1, x + 16384)
      var part: UInt32 = 0
      for i in x..<end {
        let across = Int32(row[i + 1]) - Int32(row[i - 1])
        let down = Int32(below[i]) - Int32(above[i])
        part &+= UInt32(bitPattern: across &* across &+ down &* down)
      }
      differenceSquares += UInt64(part)
      x = end
    }
    counts.withUnsafeMutableBufferPointer { counts in
      for i in 0..<width { counts[Int(row[i])] &+= 1 }
    }
    var total: UInt64 = 0
    for block in 0..<Self.blocks {
      let (first, end) = Self.columns(block, of: width)
      var part: UInt64 = 0
      for i in first..<end { part &+= UInt64(row[i]) }
      blockSums[block] += part
      total += part
    }
    rows += 1
    level += Double(total)
    self.y += Double(y)
    ySquares += Double(y) * Double(y)
    yLevel += Double(y) * Double(total)
  }

  /// Counts black and overexposed pixels of a row with `channels` interleaved samples, of which the
  /// first three are colours.
  mutating func countClipped(_ row: UnsafePointer<UInt8>, channels: Int, width: Int) {
    var (dark, bright) = (0, 0)
    var pixel = row
    for _ in 0..<width {
      let brightest = max(pixel[0], pixel[1], pixel[2])
      dark &+= brightest == 0 ? 1 : 0
      bright &+= brightest == 255 ? 1 : 0
      pixel += channels
    }
    self.dark += dark
    self.bright += bright
  }

  /// Takes black and overexposed pixels from the counts of gray levels.
  mutating func takeClippedFromCounts() { (dark, bright) = (Int(counts[0]), Int(counts[255])) }

  /// The values of a picture of `width` times `height` pixels; at least one row must have been added.
  func values(width: Int, height: Int) -> HealthValues {
    let pixels = Double(rows * width)
    let mean = level / pixels
    var squares = 0.0
    for i in 0..<256 {
      let off = Double(i) - mean
      squares += Double(counts[i]) * off * off
    }
    let inner = Double(rows * max(0, width - 2))
    let slope = inner > 0 ? (Double(differenceSquares) / 4 / inner).squareRoot() : 0
    let deviation = (squares / pixels).squareRoot()
    let across = slopeAcross(width: width) * Double(width - 1)
    let down = slopeDown(width: width) * Double(height - 1)
    return HealthValues(
      sharpness: deviation > 0 ? slope / deviation : 0,
      contrast: Double(percentile(0.95) - percentile(0.05)),
      darkClipped: Double(dark) / pixels, brightClipped: Double(bright) / pixels, level: mean,
      slopeAcross: mean > 0 ? across / mean : 0, slopeDown: mean > 0 ? down / mean : 0)
  }

  private static func columns(_ block: Int, of width: Int) -> (first: Int, end: Int) {
    (block * width / blocks, (block + 1) * width / blocks)
  }

  /// The lowest level that `share` of the pixels do not exceed.
  private func percentile(_ share: Double) -> Int {
    var total = 0
    for i in 0..<256 { total += Int(counts[i]) }
    var seen = 0
    for i in 0..<256 {
      seen += Int(counts[i])
      if Double(seen) >= share * Double(total) { return i }
    }
    return 255
  }

  /// Gray levels a pixel, by least squares through the means of the rows.
  private func slopeDown(width: Int) -> Double {
    let n = Double(rows)
    let spread = ySquares - y * y / n
    guard spread > 0 else { return 0 }
    return (yLevel - y * level / n) / spread / Double(width)
  }

  /// Gray levels a pixel, by least squares through the means of the blocks of columns.
  private func slopeAcross(width: Int) -> Double {
    var (n, x, xx, v, xv) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for block in 0..<Self.blocks {
      let (first, end) = Self.columns(block, of: width)
      guard end > first else { continue }
      let weight = Double(end - first)
      let centre = Double(first + end - 1) / 2
      let sum = Double(blockSums[block]) / Double(rows)
      n += weight
      x += weight * centre
      xx += weight * centre * centre
      v += sum
      xv += centre * sum
    }
    let spread = xx - x * x / n
    return spread > 0 ? (xv - x * v / n) / spread : 0
  }
}

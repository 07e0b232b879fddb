import Pixels

/// A mask with one `Bool` for each pixel: what the reference implementations compute on.
///
/// Slow and plain on purpose, so that nothing of the bit tricks under test can hide in it.
public struct PixelGrid: Equatable, Sendable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Rows top down, without padding.
  public var pixels: [Bool]

  /// A grid of which the pixels are set for which `isSet` says so; none without it.
  public init(width: Int, height: Int, _ isSet: (_ x: Int, _ y: Int) -> Bool = { _, _ in false }) {
    (self.width, self.height) = (width, height)
    pixels = []
    pixels.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width { pixels.append(isSet(x, y)) }
    }
  }

  /// The pixels of `mask`.
  public init(_ mask: BitMask) {
    self.init(width: mask.width, height: mask.height) { mask[$0, $1] }
  }

  /// A drawing: one line for each row, `.` for a clear pixel, anything else for a set one. All
  /// lines must be of one length.
  public init(_ drawing: String) {
    let rows = drawing.split(whereSeparator: \.isNewline).map(Array.init)
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "the lines differ in length")
    self.init(width: rows.first?.count ?? 0, height: rows.count) { rows[$1][$0] != "." }
  }

  /// The grid of which pixel number i, counted along the rows, is set where bit i of `pattern` is.
  public init(width: Int, height: Int, pattern: UInt64) {
    self.init(width: width, height: height) { x, y in
      pattern >> UInt64(y * width + x) & 1 != 0
    }
  }

  /// The pixel at column `x`, row `y`; clear outside.
  public subscript(x: Int, y: Int) -> Bool {
    get { contains(x, y) && pixels[y * width + x] }
    set {
      precondition(contains(x, y), "pixel (\(x), \(y)) is outside \(width)x\(height)")
      pixels[y * width + x] = newValue
    }
  }

  /// Whether there is a pixel at column `x`, row `y`.
  public func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height
  }

  /// The pixel nearest to column `x`, row `y`.
  public func clamped(_ x: Int, _ y: Int) -> Bool {
    self[max(0, min(width - 1, x)), max(0, min(height - 1, y))]
  }

  /// Columns and rows.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// The number of set pixels.
  public var count: Int { pixels.count { $0 } }

  /// Sets or clears the pixels of `box` that lie within the grid.
  public mutating func fill(_ box: PixelBox, _ value: Bool = true) {
    let box = box.clipped(to: size)
    guard !box.isEmpty else { return }
    for y in box.y1..<box.y2 {
      for x in box.x1..<box.x2 { self[x, y] = value }
    }
  }

  /// The same pixels as a bit mask, in memory that held something else before.
  public var mask: BitMask { filling(.soiled(width: width, height: height)) }

  /// The same pixels as a bit mask, in memory that is not larger than it must be: what is read
  /// beyond it is not the mask's.
  public var fittedMask: BitMask { filling(BitMask(width: width, height: height)) }

  private func filling(_ mask: BitMask) -> BitMask {
    var out = mask
    out.withUnsafeMutableWords { [words = out.wordsPerRow] p in
      for y in 0..<height {
        for w in 0..<words {
          var word: UInt64 = 0
          for bit in 0..<64 where self[w * 64 + bit, y] { word |= 1 << UInt64(bit) }
          p[y * words + w] = word
        }
      }
    }
    return out
  }
}

extension PixelGrid: CustomStringConvertible {
  /// The drawing.
  public var description: String {
    (0..<height).map { y in
      String((0..<width).map { self[$0, y] ? "#" : "." })
    }.joined(separator: "\n")
  }
}

/// One bit for each pixel, 64 pixels to a word; bit `x & 63` of word `x >> 6` is column `x`.
///
/// A value, like ``Image``. Bits beyond the last column are always zero, so that whole words can be
/// counted and compared, and each row ends with one word that is always zero: a shift by less than
/// 64 columns over the words in memory order then never carries a pixel into another row, which
/// lets operators run over the whole mask as one array. The word before the first row is zero too.
public struct BitMask: Sendable {
  /// Pixels in a row.
  public private(set) var width: Int
  /// Rows.
  public private(set) var height: Int
  /// Words from the start of one row to the next: those that hold columns, and one that is zero.
  public private(set) var wordsPerRow: Int
  private var storage: PixelStorage

  /// A mask of `width` times `height` pixels, none set. Traps where a size is negative.
  public init(width: Int, height: Int) {
    precondition(width >= 0 && height >= 0, "mask size \(width)x\(height) is negative")
    (self.width, self.height) = (width, height)
    wordsPerRow = Self.wordsPerRow(width)
    storage = PixelStorage(byteCount: wordsPerRow * height * 8)
  }

  private static func wordsPerRow(_ width: Int) -> Int { (width + 63) / 64 + 1 }

  /// A mask of no pixels, to be reshaped before use.
  public init() { self.init(width: 0, height: 0) }

  /// Changes the shape; the bits are undefined afterwards and the next operator must write all of
  /// them. Allocates only where the memory held is too small or shared with a copy.
  public mutating func reshape(width: Int, height: Int) {
    precondition(width >= 0 && height >= 0, "mask size \(width)x\(height) is negative")
    let words = Self.wordsPerRow(width)
    if words * height * 8 > storage.capacity || !isKnownUniquelyReferenced(&storage) {
      storage = PixelStorage(byteCount: words * height * 8)
    }
    (self.width, self.height, wordsPerRow) = (width, height, words)
  }

  /// Columns and rows.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// The bits of the last word of a row that are columns; all ones where rows fill their words.
  public var lastWordMask: UInt64 {
    width % 64 == 0 ? ~0 : (1 << UInt64(width % 64)) - 1
  }

  /// Calls `body` with a pointer to the first word of the first row, valid during the call only.
  @inlinable
  public func withUnsafeWords<Result, Failure: Error>(
    _ body: (UnsafePointer<UInt64>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The memory must outlive the call also where this is the last use of the value.
    defer { extendLifetime(self) }
    return try body(UnsafePointer(baseAddress))
  }

  /// Calls `body` with a pointer through which words may be written; bits beyond the last
  /// column and the last word of a row must stay zero.
  public mutating func withUnsafeMutableWords<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<UInt64>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&storage) {
      storage = storage.copy(byteCount: wordsPerRow * height * 8)
    }
    defer { extendLifetime(self) }
    return try body(baseAddress)
  }

  @usableFromInline
  var baseAddress: UnsafeMutablePointer<UInt64> {
    storage.base.assumingMemoryBound(to: UInt64.self)
  }

  /// Whether the pixel at column `x`, row `y` is set; pixels outside are not. For tests and single
  /// look-ups, not for operators.
  public subscript(x: Int, y: Int) -> Bool {
    get {
      guard x >= 0 && x < width && y >= 0 && y < height else { return false }
      return baseAddress[y * wordsPerRow + x >> 6] >> UInt64(x & 63) & 1 != 0
    }
    set {
      precondition(
        x >= 0 && x < width && y >= 0 && y < height,
        "pixel (\(x), \(y)) is outside \(width)x\(height)")
      withUnsafeMutableWords { [wordsPerRow] p in
        let bit: UInt64 = 1 << UInt64(x & 63)
        if newValue {
          p[y * wordsPerRow + x >> 6] |= bit
        } else {
          p[y * wordsPerRow + x >> 6] &= ~bit
        }
      }
    }
  }

  /// The number of pixels set.
  public var count: Int {
    withUnsafeWords { p in
      var n = 0
      for i in 0..<(wordsPerRow * height) { n += p[i].nonzeroBitCount }
      return n
    }
  }
}

extension BitMask: Equatable {
  /// Whether size and all pixels agree.
  public static func == (a: BitMask, b: BitMask) -> Bool {
    guard a.size == b.size else { return false }
    return a.withUnsafeWords { p in
      b.withUnsafeWords { q in
        for i in 0..<(a.wordsPerRow * a.height) where p[i] != q[i] { return false }
        return true
      }
    }
  }
}

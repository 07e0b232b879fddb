import Pixels

/// A plane of floats with a margin on all sides, for filters that need not ask where the border is.
///
/// Each operation of the family fills the margin by mirroring the plane through its outermost values,
/// which are not repeated (`BORDER_REFLECT_101`). Keeps its memory when it is reshaped to a size
/// that fits.
public struct FloatPlane: Sendable {
  /// Values in a row.
  public private(set) var width = 0
  /// Rows.
  public private(set) var height = 0
  private var storage = Image<Float>()

  /// Values of margin on each side: what the longest line reaches.
  static let margin = 16
  /// Floats before a row's first value, so that it is aligned.
  private static let lead = 16

  /// A plane of no values, to be assigned before use.
  public init() {}

  /// Columns and rows.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// Floats from one row to the next.
  var stride: Int { storage.stride }

  /// Changes the size; values are undefined afterwards.
  mutating func reshape(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    // The widest vector may begin at a row's last value, and reads a margin further.
    storage.reshape(width: Self.lead + width + 48, height: height + 2 * Self.margin)
  }

  /// Calls `body` with a pointer to the first value of the first row.
  func withUnsafeValues<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    storage.withUnsafeSamples { body($0 + Self.margin * storage.stride + Self.lead) }
  }

  /// Calls `body` with a pointer through which values may be written.
  mutating func withUnsafeMutableValues<Result>(
    _ body: (UnsafeMutablePointer<Float>) -> Result
  ) -> Result {
    let offset = Self.margin * storage.stride + Self.lead
    return storage.withUnsafeMutableSamples { body($0 + offset) }
  }

  /// Fills the margin from the values.
  mutating func mirror() {
    let (width, height, stride, margin) = (width, height, stride, Self.margin)
    withUnsafeMutableValues { p in
      for y in 0..<height {
        let row = p + y * stride
        for k in 1...margin {
          row[-k] = row[Self.reflected(-k, width)]
          row[width - 1 + k] = row[Self.reflected(width - 1 + k, width)]
        }
      }
      for k in 1...margin {
        for (target, source) in [(-k, -k), (height - 1 + k, height - 1 + k)] {
          (p + target * stride - margin).update(
            from: p + Self.reflected(source, height) * stride - margin,
            count: width + 2 * margin)
        }
      }
    }
  }

  /// The place in 0..<count that mirroring through the first and the last one leads to from `i`.
  private static func reflected(_ i: Int, _ count: Int) -> Int {
    guard count > 1 else { return 0 }
    let period = 2 * (count - 1)
    let place = ((i % period) + period) % period
    return place < count ? place : period - place
  }

  /// Sets all values to `value`, without the margin.
  public mutating func assign(_ value: Float, size: PixelSize) {
    reshape(width: size.width, height: size.height)
    let stride = stride
    withUnsafeMutableValues { p in
      for y in 0..<size.height { (p + y * stride).update(repeating: value, count: size.width) }
    }
  }

  /// The value at column `x`, row `y`. For tests and single look-ups.
  public subscript(x: Int, y: Int) -> Float {
    get {
      precondition(
        x >= 0 && x < width && y >= 0 && y < height, "value (\(x), \(y)) is outside \(size)")
      return withUnsafeValues { $0[y * stride + x] }
    }
    set {
      precondition(
        x >= 0 && x < width && y >= 0 && y < height, "value (\(x), \(y)) is outside \(size)")
      let i = y * stride + x
      withUnsafeMutableValues { $0[i] = newValue }
    }
  }

  /// Calls `body` with each row's values in turn.
  public func forEachRow(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    withUnsafeValues { p in
      for y in 0..<height { body(UnsafeBufferPointer(start: p + y * stride, count: width)) }
    }
  }
}

import Pixels

extension BitMask {
  /// A mask of undefined bits, in memory that is larger than it needs and full of ones: an operator
  /// that relies on what it did not write shows.
  public static func soiled(width: Int, height: Int) -> BitMask {
    var mask = BitMask(width: width + 130, height: height + 3)
    mask.soil()
    mask.reshape(width: width, height: height)
    return mask
  }

  /// Sets every bit of the mask's memory, also where none may be set.
  public mutating func soil() {
    let count = wordsPerRow * height
    withUnsafeMutableWords { $0.update(repeating: ~0, count: count) }
  }

  /// Where the mask differs from `expected`, or has bits set that are no pixels; `nil` if nowhere.
  public func difference(from expected: PixelGrid) -> String? {
    guard size == expected.size else {
      return "\(width)x\(height) instead of \(expected.width)x\(expected.height)"
    }
    return withUnsafeWords { p in
      for y in 0..<height {
        for w in 0..<wordsPerRow {
          for bit in 0..<64 {
            let (x, isSet) = (w * 64 + bit, p[y * wordsPerRow + w] >> UInt64(bit) & 1 != 0)
            guard isSet != expected[x, y] else { continue }
            let what = x < width ? "pixel" : "bit beyond the last column"
            return "\(what) (\(x), \(y)) of \(width)x\(height) is \(isSet ? "set" : "clear")"
          }
        }
      }
      return nil
    }
  }
}

extension Image where Sample == UInt8 {
  /// An image of undefined samples, in memory that is larger than it needs and full of `value`.
  public static func soiled(width: Int, height: Int, with value: UInt8 = 0xa5) -> Image {
    var image = Image(width: width + 70, height: height + 3)
    let count = image.stride * image.height
    image.withUnsafeMutableSamples { $0.update(repeating: value, count: count) }
    image.reshape(width: width, height: height)
    return image
  }
}

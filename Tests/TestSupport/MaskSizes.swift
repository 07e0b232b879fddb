import Pixels

/// The sizes at which operators on masks are compared with their references.
public enum MaskSizes {
  /// Every width from 1 to 130, words and their neighbours among them, at every height from 1 to 9.
  public static let small = (1...130).flatMap { width in
    (1...9).map { PixelSize(width: width, height: $0) }
  }

  /// Widths around whole words, and heights around cells.
  public static let large = [63, 64, 65, 127, 128, 129, 640].flatMap { width in
    [1, 17, 31, 32, 33, 64, 100].map { PixelSize(width: width, height: $0) }
  }

  /// Both, in an order in which memory has to grow and is used again for less.
  public static let all: [PixelSize] = {
    var random = TestRandom(1)
    return (small + large).shuffled(using: &random)
  }()

  /// Calls `body` with every mask of up to 4x4 pixels (75,000 of them).
  public static func forEachTinyMask(_ body: (PixelGrid) -> Void) {
    for height in 1...4 {
      for width in 1...4 {
        for pattern in 0..<(UInt64(1) << UInt64(width * height)) {
          body(PixelGrid(width: width, height: height, pattern: pattern))
        }
      }
    }
  }
}

import Pixels
import TestSupport

/// Pictures of a grainy surface, no two alike.
struct TexturePictures {
  private var random: TestRandom
  let size: PixelSize

  init(seed: UInt64, size: PixelSize = PixelSize(width: 160, height: 128)) {
    random = TestRandom(seed)
    self.size = size
  }

  /// The next picture: grain, smoothed a little, on a slope of light, with sensor noise of up to so
  /// many gray levels.
  mutating func next(noise: Int = 2) -> Image<UInt8> {
    let (width, height) = (size.width, size.height)
    let grain = (0..<((width + 2) * (height + 2))).map { _ in random.int(-30...30) }
    var image = Image<UInt8>(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width {
        var sum = 0
        for v in 0..<3 {
          for u in 0..<3 { sum += grain[(y + v) * (width + 2) + x + u] }
        }
        let light = 110 + 20 * x / width
        image[x, y] = UInt8(light + sum / 4 + random.int(-noise...noise))
      }
    }
    return image
  }

  /// So many pictures.
  mutating func take(_ count: Int) -> [Image<UInt8>] { (0..<count).map { _ in next() } }
}

extension Image<UInt8> {
  /// The picture with a bright line of 2 pixels' width down column `x`.
  func scratched(x: Int, rows: Range<Int>, by change: Int = 40) -> Image {
    var out = self
    for y in rows {
      for column in [x, x + 1] {
        out[column, y] = UInt8(Swift.max(0, Swift.min(255, Int(self[column, y]) + change)))
      }
    }
    return out
  }
}

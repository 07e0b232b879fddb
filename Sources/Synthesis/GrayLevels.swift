import Pixels

/// The gray levels of a picture of a board in one array, rows top down, for steps that look around
/// each pixel. Conductor is dark.
struct GrayLevels {
  /// The level below which a pixel is conductor.
  static let conductorLimit: UInt8 = 128

  let size: PixelSize
  var levels: [UInt8]

  /// The levels of `image`, which must have one channel.
  init(_ image: Image<UInt8>) {
    precondition(image.channels == 1, "a gray image has 1 channel, not \(image.channels)")
    size = image.size
    levels = image.samples
  }

  /// The picture.
  var image: Image<UInt8> {
    var out = Image<UInt8>(width: size.width, height: size.height)
    let (stride, width, height) = (out.stride, size.width, size.height)
    out.withUnsafeMutableSamples { samples in
      levels.withUnsafeBufferPointer { levels in
        guard let start = levels.baseAddress else { return }
        for y in 0..<height { (samples + y * stride).update(from: start + y * width, count: width) }
      }
    }
    return out
  }

  func isConductor(_ i: Int) -> Bool { levels[i] < Self.conductorLimit }

  /// Makes conductor of what is none, and the other way round.
  mutating func flip(_ i: Int) { levels[i] = 255 - levels[i] }

  /// The pixels with a neighbour on the other side of a conductor's edge, in raster order.
  func edgePixels() -> [Int] {
    let width = size.width
    var out: [Int] = []
    for i in levels.indices {
      let here = isConductor(i)
      let x = i % width
      let isEdge =
        (x > 0 && isConductor(i - 1) != here) || (x + 1 < width && isConductor(i + 1) != here)
        || (i >= width && isConductor(i - width) != here)
        || (i + width < levels.count && isConductor(i + width) != here)
      if isEdge { out.append(i) }
    }
    return out
  }

  /// Makes the whole pattern fatter by `amount` pixels (thinner where negative), -1...1: the levels
  /// go by that share toward the darkest (brightest) among a pixel and its four neighbours.
  mutating func thicken(by amount: Double) {
    precondition((-1...1).contains(amount), "the pattern is thickened by \(amount) px, not -1 to 1")
    guard amount != 0 else { return }
    let source = levels
    let (width, count) = (size.width, levels.count)
    for i in 0..<count {
      let x = i % width
      var extreme = source[i]
      func take(_ j: Int) {
        extreme = amount > 0 ? min(extreme, source[j]) : max(extreme, source[j])
      }
      if x > 0 { take(i - 1) }
      if x + 1 < width { take(i + 1) }
      if i >= width { take(i - width) }
      if i + width < count { take(i + width) }
      let step = abs(amount) * (Double(extreme) - Double(source[i]))
      levels[i] = UInt8(Double(source[i]) + step.rounded())
    }
  }
}

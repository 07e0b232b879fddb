import Foundation
import Pixels

/// What lies beyond an image's border.
public enum ReferenceBorder: Sendable {
  /// The image mirrored through its outermost pixels (`BORDER_REFLECT_101`).
  case mirrored
  /// The outermost pixels repeated (`BORDER_REPLICATE`).
  case repeated

  /// The index within 0..<count that stands for `index`.
  public func index(_ index: Int, _ count: Int) -> Int {
    switch self {
    case .repeated: return max(0, min(count - 1, index))
    case .mirrored:
      guard count > 1 else { return 0 }
      // The mirrored sequence repeats after there and back.
      let period = 2 * count - 2
      let i = (index % period + period) % period
      return i < count ? i : period - i
    }
  }
}

extension Image where Sample: BinaryInteger {
  /// sum over i, j of down[j] across[i] sample(x + i - ri, y + j - rj), row by row, where ri and rj
  /// are half the weights.
  public func referenceFilter(
    across: [Int], down: [Int], border: ReferenceBorder = .mirrored
  ) -> [Int] {
    let (w, h) = (width, height)
    let samples = samples.map { Int($0) }
    var rows = [Int](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        var sum = 0
        for i in 0..<across.count {
          sum += across[i] * samples[y * w + border.index(x + i - across.count / 2, w)]
        }
        rows[y * w + x] = sum
      }
    }
    var out = [Int](repeating: 0, count: w * h)
    for y in 0..<h {
      for x in 0..<w {
        var sum = 0
        for j in 0..<down.count {
          sum += down[j] * rows[border.index(y + j - down.count / 2, h) * w + x]
        }
        out[y * w + x] = sum
      }
    }
    return out
  }

  /// The filter with the same weights across and down, divided by the square of their sum and
  /// rounded half up.
  public func referenceSmoothed(_ weights: [Int], border: ReferenceBorder = .mirrored) -> Image {
    let total = weights.reduce(0, +)
    let divisor = total * total
    return Image(
      width: width, height: height,
      samples: referenceFilter(across: weights, down: weights, border: border).map {
        Sample(($0 + divisor / 2) / divisor)
      })
  }
}

/// Images with every gray level, in which flat parts, extreme steps and noise all occur.
public func filterTestImage<Sample: FixedWidthInteger & PixelSample>(
  width: Int, height: Int, seed: UInt64
) -> Image<Sample> {
  var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
  func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
  let kind = next() % 4
  let samples: [Sample] = (0..<(width * height)).map { _ in
    let value = next()
    switch kind {
    case 0: return value & 64 == 0 ? .min : .max
    case 1: return Sample.max - Sample(truncatingIfNeeded: value & 3)
    default: return Sample(truncatingIfNeeded: value >> 11)
    }
  }
  return Image(width: width, height: height, samples: samples)
}

/// The sizes a filter is tested at: all small ones, every width up to several vectors with few
/// rows, and some larger.
public let filterTestSizes: [PixelSize] = {
  var sizes: [PixelSize] = []
  for height in 1...9 { for width in 1...9 { sizes.append(.init(width: width, height: height)) } }
  for width in 10...140 { sizes.append(.init(width: width, height: 1 + width % 4)) }
  return sizes + [
    .init(width: 1, height: 60), .init(width: 257, height: 33), .init(width: 320, height: 40),
  ]
}()

extension Image where Sample: BinaryInteger {
  /// The mean of the `size` times `size` pixels around each, rounded to the nearest (there is no
  /// half between two: the number of pixels is odd).
  public func referenceBoxMean(_ size: Int, border: ReferenceBorder = .mirrored) -> Image {
    let ones = [Int](repeating: 1, count: size)
    let area = size * size
    return Image(
      width: width, height: height,
      samples: referenceFilter(across: ones, down: ones, border: border).map {
        Sample((2 * $0 + area) / (2 * area))
      })
  }
}

extension Image where Sample == UInt8 {
  /// The derivative by the weights `side` `centre` `side`, to the right or down.
  public func referenceDerivative(isAcross: Bool, side: Int, centre: Int) -> [Int] {
    let (difference, weights) = ([-1, 0, 1], [side, centre, side])
    return isAcross
      ? referenceFilter(across: difference, down: weights)
      : referenceFilter(across: weights, down: difference)
  }

  /// Each second column and row of the smoothed image.
  public func referencePyramidDown() -> Image {
    let smooth = referenceSmoothed([1, 4, 6, 4, 1])
    let (w, h) = ((width + 1) / 2, (height + 1) / 2)
    return Image(
      width: w, height: h, samples: (0..<(w * h)).map { smooth[2 * ($0 % w), 2 * ($0 / w)] })
  }

  /// The sums of `value` over all columns and rows before each.
  public func referenceIntegral(_ value: (Int) -> Int) -> [Int] {
    var out = [Int](repeating: 0, count: (width + 1) * (height + 1))
    for y in 1...height {
      var row = 0
      for x in 1...width {
        row += value(Int(self[x - 1, y - 1]))
        out[y * (width + 1) + x] = out[(y - 1) * (width + 1) + x] + row
      }
    }
    return out
  }

  /// The mean of a local threshold: of a box, or with `weights` (centre outwards, in 1/32768) of
  /// what a row of sums in 1/256 comes to, halves rounded to even.
  public func referenceLocalMean(size: Int, weights: [Int]?) -> Image {
    guard let weights else { return referenceBoxMean(size, border: .repeated) }
    let all = weights.dropFirst().reversed() + weights
    let down = referenceFilter(across: [1], down: Array(all), border: .repeated)
    let rows = Image<UInt16>(
      width: width, height: height, samples: down.map { UInt16(($0 + 64) >> 7) })
    let sums = rows.referenceFilter(across: Array(all), down: [1], border: .repeated)
    return Image(
      width: width, height: height,
      samples: sums.map { UInt8((Double($0) / 0x1p23).rounded(.toNearestOrEven)) })
  }
}

/// A Gaussian's weights from the centre out to `radius`, of sum 2^`bits` over both sides: each in
/// turn from the outermost, with the rounding error of those before, rounded; the centre the rest.
public func referenceGaussianWeights(sigma: Double, radius: Int, bits: Int) -> [Int] {
  let values = (0...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
  let sum = values[0] + 2 * values.dropFirst().reversed().reduce(0, +)
  var weights = [Int](repeating: 0, count: radius + 1)
  var error = 0.0
  for k in stride(from: radius, to: 0, by: -1) {
    let exact = values[k] / sum * Double(1 << bits) + error
    weights[k] = Int(exact.rounded(.toNearestOrEven))
    error = exact - Double(weights[k])
  }
  weights[0] = (1 << bits) - 2 * weights.dropFirst().reduce(0, +)
  return weights
}

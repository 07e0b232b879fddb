import Comparison
import Kernels
import Pixels

/// Number, mean and sum of squared distances from it of some values.
struct Moments {
  var mean: Float = 0
  var squares: Float = 0
  var count: UInt8 = 0

  /// Takes a value in (Welford, "Note on a method for calculating corrected sums of squares and
  /// products", Technometrics 4(3), 1962, doi:10.1080/00401706.1962.10490022). From 255 values on the
  /// oldest fade.
  mutating func add(_ v: Float) {
    let difference = v - mean
    if count < 255 {
      count += 1
      mean += difference / Float(count)
      squares += difference * (v - mean)
    } else {
      mean += difference / 255
      squares += difference * (v - mean) - squares / 255
    }
  }

  /// Takes a value out that was taken in.
  mutating func remove(_ v: Float) {
    guard count > 1 else { return self = Moments() }
    let n = Float(count)
    let mean = (n * self.mean - v) / (n - 1)
    squares = max(0, squares - (v - self.mean) * (v - mean))
    self.mean = mean
    count -= 1
  }

  /// Takes in all that `other` has (Chan, Golub and LeVeque, "Updating formulae and a pairwise
  /// algorithm for computing sample variances", COMPSTAT 1982, doi:10.1007/978-3-642-51461-6_3).
  mutating func add(_ other: Moments) {
    let (n, m) = (Float(count), Float(other.count))
    guard m > 0 else { return }
    let distance = other.mean - mean
    mean += distance * m / (n + m)
    squares += other.squares + distance * distance * n * m / (n + m)
    count = UInt8(min(255, Int(count) + Int(other.count)))
  }
}

/// The ``Moments`` of every pixel; without memory as long as no pixel has values.
struct PixelMoments {
  private let area: Int
  private var moments: [Moments] = []

  /// Of `count` pixels without values.
  init(count: Int) { area = count }

  /// Of what was stored of each pixel: means and deviations in 1/256 gray level.
  init(mean: Image<UInt16>, deviation: Image<UInt16>, count: Image<UInt8>) {
    self.init(count: count.size.area)
    withUnsafeMutableMoments { moments in
      for y in 0..<count.height {
        for x in 0..<count.width {
          let (s, n) = (Float(deviation[x, y]) / 256, count[x, y])
          moments[y * count.width + x] = Moments(
            mean: Float(mean[x, y]) / 256, squares: s * s * Float(max(1, n) - 1), count: n)
        }
      }
    }
  }

  /// Those of a pixel.
  subscript(_ i: Int) -> Moments { isEmpty ? Moments() : moments[i] }

  /// Whether no pixel has values.
  var isEmpty: Bool { moments.isEmpty }

  /// Calls `body` with those of all pixels, to be changed.
  mutating func withUnsafeMutableMoments(
    _ body: (UnsafeMutableBufferPointer<Moments>) -> Void
  ) {
    if moments.isEmpty { moments = [Moments](repeating: Moments(), count: area) }
    moments.withUnsafeMutableBufferPointer { body($0) }
  }

  /// The median of the deviations of pixels with more than two values, in gray levels.
  func medianDeviation() -> Double {
    var histogram = [Int](repeating: 0, count: 2048)
    var total = 0
    for i in stride(from: 0, to: moments.count, by: 7) where moments[i].count > 2 {
      let s = (moments[i].squares / Float(moments[i].count - 1)).squareRoot()
      histogram[min(2047, Int(s * 32))] += 1
      total += 1
    }
    var seen = 0
    for (k, count) in histogram.enumerated() where count > 0 {
      seen += count
      if 2 * seen >= total { return (Double(k) + 0.5) / 32 }
    }
    return 0
  }
}

extension Moments {
  /// The mean in 1/256 gray level, as images store it.
  var storedMean: UInt16 { UInt16(max(0, min(65280, mean * 256 + 0.5))) }

  /// The deviation in 1/256 gray level; 0 of one value.
  var storedDeviation: UInt16 {
    let s = count > 1 ? (squares / Float(count - 1)).squareRoot() : 0
    return UInt16(max(0, min(65535, s * 256 + 0.5)))
  }
}

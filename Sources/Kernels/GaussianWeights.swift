import Foundation

/// The weights of a Gaussian in whole numbers, as OpenCV's `getGaussianKernelBitExact` and
/// `getGaussianKernelFixedPoint_ED` give them: exp(-x x / (2 sigma sigma)), normalised, from the
/// outermost on rounded with the error carried to the next, the centre taking what is left.
enum GaussianWeights {
  /// Weights from the centre out to distance `radius`, whose sum over both sides is 2^`bits`.
  static func write<Weight: FixedWidthInteger>(
    sigma: Double, radius: Int, bits: Int, to weights: UnsafeMutablePointer<Weight>
  ) {
    let scale = -0.125 / (sigma * sigma)
    func value(_ distance: Int) -> Double { exp(Double(4 * distance * distance) * scale) }
    var sum = 0.0
    for distance in stride(from: radius, to: 0, by: -1) { sum += value(distance) }
    let factor = 1 / (sum * 2 + 1)
    let total = Double(1 << bits)
    var error = 0.0
    var rest = 1 << bits
    for distance in stride(from: radius, to: 0, by: -1) {
      let exact = value(distance) * factor * total + error
      let rounded = exact.rounded(.toNearestOrEven)
      error = exact - rounded
      weights[distance] = Weight(rounded)
      rest -= 2 * Int(rounded)
    }
    weights[0] = Weight(rest)
  }

  /// The weights that OpenCV has for `size` where no sigma is given, in 1/32768: fixed ones up to 9,
  /// beyond of sigma 0.3 ((size - 1) / 2 - 1) + 0.8.
  static func write(size: Int, to weights: UnsafeMutablePointer<Int16>) {
    switch size {
    case 3: (weights[0], weights[1]) = (16384, 8192)
    case 5: (weights[0], weights[1], weights[2]) = (12288, 8192, 2048)
    case 7: (weights[0], weights[1], weights[2], weights[3]) = (9216, 7168, 3584, 1024)
    case 9:
      (weights[0], weights[1], weights[2]) = (7680, 6528, 3840)
      (weights[3], weights[4]) = (1664, 512)
    default:
      let sigma = 0.3 * (Double(size - 1) * 0.5 - 1) + 0.8
      write(sigma: sigma, radius: size / 2, bits: 15, to: weights)
    }
  }
}

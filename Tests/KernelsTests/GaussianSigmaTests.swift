import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

private func smoothed(_ image: Image<UInt8>, _ weights: [Int]) -> Image<UInt8> {
  image.referenceSmoothed(weights.dropFirst().reversed() + weights)
}

@Suite struct GaussianSigmaTests {
  @Test(arguments: [0.3, 0.5, 0.8, 1, 1.7, 2, 4.5])
  func weightsReachThreeSigmaAndAreRoundedOnce(sigma: Double) {
    let radius = (Int((sigma * 6 + 1).rounded(.toNearestOrEven)) | 1) / 2
    let weights = referenceGaussianWeights(sigma: sigma, radius: radius, bits: 8)
    checkFilter({ $0.assignGaussian($1, sigma: sigma, region: $2, scratch: &$3) }) {
      smoothed($0, weights)
    }
  }

  /// The weights that OpenCV 5.0.0 uses for these, read off its response to a line of 255.
  @Test(arguments: [
    (0.5, [202, 27]), (1.0, [102, 62, 14, 1]), (2.0, [52, 45, 31, 16, 7, 2, 1]),
  ])
  func weightsAreThoseOfOpenCV(sigma: Double, weights: [Int]) {
    checkFilter(
      { $0.assignGaussian($1, sigma: sigma, region: $2, scratch: &$3) },
      sizes: [PixelSize(width: 40, height: 30)]
    ) { smoothed($0, weights) }
  }

  @Test func aSigmaTooSmallToReachANeighbourCopies() {
    let image: Image<UInt8> = filterTestImage(width: 50, height: 20, seed: 3)
    var out = Image<UInt8>()
    var scratch = Scratch()
    out.assignGaussian(image, sigma: 0.08, scratch: &scratch)
    #expect(out == image)
  }

  @Test func flatImagesStayAsTheyAre() {
    var out = Image<UInt8>()
    var scratch = Scratch()
    for level in [0, 1, 128, 254, 255] as [UInt8] {
      let flat = Image<UInt8>(width: 45, height: 5, samples: repeatElement(level, count: 225))
      for sigma in [0.4, 1, 3, 20, 100] {
        out.assignGaussian(flat, sigma: sigma, scratch: &scratch)
        #expect(out == flat)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 9])
  func everyFormStaysInBoundsAndAgrees(radius: Int) {
    let weights = referenceGaussianWeights(sigma: Double(radius) / 3, radius: radius, bits: 8)
    let forms = availableForms(
      KernelsBase.gaussianBlur, KernelsAVX2.gaussianBlur, KernelsAVX512.gaussianBlur)
    checkForms(
      forms.map { form in
        { p, s, w, h, q, t, memory in
          weights.map { Int16($0) }.withUnsafeBufferPointer {
            form(p, s, w, h, q, t, memory, $0.baseAddress!, radius)
          }
        }
      }, filler: 0xa5, scratchBytes: { $0 * 3 + radius * 48 + 2048 }
    ) { smoothed($0, weights) }
  }
}

@Suite struct Gaussian16Tests {
  @Test func gaussiansOf16BitsAreTheRoundedWeightedSums() {
    checkFilter({ $0.assignGaussian3($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt16>) in image.referenceSmoothed([1, 2, 1])
    }
    checkFilter({ $0.assignGaussian5($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt16>) in image.referenceSmoothed([1, 4, 6, 4, 1])
    }
    checkFilter({ $0.assignGaussian7($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt16>) in image.referenceSmoothed([2, 7, 14, 18, 14, 7, 2])
    }
  }

  @Test func everyFormStaysInBoundsAndAgrees() {
    let bytes = { (width: Int) in (width + 256) * 4 + 4096 }
    checkForms(
      availableForms(
        KernelsBase.gaussian3Of16, KernelsAVX2.gaussian3Of16, KernelsAVX512.gaussian3Of16),
      filler: 0xa5a5, scratchBytes: bytes
    ) { (image: Image<UInt16>) in image.referenceSmoothed([1, 2, 1]) }
    checkForms(
      availableForms(
        KernelsBase.gaussian5Of16, KernelsAVX2.gaussian5Of16, KernelsAVX512.gaussian5Of16),
      filler: 0xa5a5, scratchBytes: bytes
    ) { (image: Image<UInt16>) in image.referenceSmoothed([1, 4, 6, 4, 1]) }
    checkForms(
      availableForms(
        KernelsBase.gaussian7Of16, KernelsAVX2.gaussian7Of16, KernelsAVX512.gaussian7Of16),
      filler: 0xa5a5, scratchBytes: bytes
    ) { (image: Image<UInt16>) in image.referenceSmoothed([2, 7, 14, 18, 14, 7, 2]) }
  }

  private static func weights(_ sigma: Double) -> [Int] {
    let radius = (Int((sigma * 8 + 1).rounded(.toNearestOrEven)) | 1) / 2
    return referenceGaussianWeights(sigma: sigma, radius: radius, bits: 16)
  }

  @Test(arguments: [0.2, 0.5, 0.8, 1, 1.7, 2, 4.5])
  func weightsReachFourSigmaAndAreRoundedOnce(sigma: Double) {
    let weights = Self.weights(sigma)
    checkFilter({ $0.assignGaussian($1, sigma: sigma, region: $2, scratch: &$3) }) {
      (image: Image<UInt16>) in
      image.referenceSmoothed(weights.dropFirst().reversed() + weights)
    }
  }

  @Test func flatImagesStayAsTheyAre() {
    var out = Image<UInt16>()
    var scratch = Scratch()
    for level in [0, 1, 40000, 65535] as [UInt16] {
      let flat = Image<UInt16>(width: 45, height: 5, samples: repeatElement(level, count: 225))
      for sigma in [0.05, 0.4, 1, 20] {
        out.assignGaussian(flat, sigma: sigma, scratch: &scratch)
        #expect(out == flat)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 9])
  func everyFormOfTheBlurStaysInBoundsAndAgrees(radius: Int) {
    let weights = referenceGaussianWeights(sigma: Double(radius) / 4, radius: radius, bits: 16)
    let forms = availableForms(
      KernelsBase.gaussianBlur16, KernelsAVX2.gaussianBlur16, KernelsAVX512.gaussianBlur16)
    checkForms(
      forms.map { form in
        { p, s, w, h, q, t, memory in
          weights.map { UInt32($0) }.withUnsafeBufferPointer {
            form(p, s, w, h, q, t, memory, $0.baseAddress!, radius)
          }
        }
      }, filler: 0xa5a5, scratchBytes: { $0 * 12 + radius * 8 + 1024 }
    ) { (image: Image<UInt16>) in
      image.referenceSmoothed(weights.dropFirst().reversed() + weights)
    }
  }
}

import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

/// Sizes and the weights that belong to them; those up to 9 are OpenCV's fixed ones.
private let gaussians: [(Int, [Int])] = [
  (3, [2, 1].map { $0 << 13 }), (5, [6, 4, 1].map { $0 << 11 }),
  (7, [18, 14, 7, 2].map { $0 << 9 }), (9, [60, 51, 30, 13, 4].map { $0 << 7 }),
  (11, referenceGaussianWeights(sigma: 2, radius: 5, bits: 15)),
  (31, referenceGaussianWeights(sigma: 5, radius: 15, bits: 15)),
]

private func thresholded(_ image: Image<UInt8>, _ mean: Image<UInt8>, _ offset: Int)
  -> Image<UInt8>
{
  Image(
    width: image.width, height: image.height,
    samples: zip(image.samples, mean.samples).map { Int($0) > Int($1) - offset ? 255 : 0 })
}

private func bytes(_ mask: BitMask) -> Image<UInt8> {
  var out = Image<UInt8>(width: mask.width, height: mask.height)
  for y in 0..<mask.height { for x in 0..<mask.width { out[x, y] = mask[x, y] ? 255 : 0 } }
  return out
}

@Suite struct LocalThresholdTests {
  @Test(arguments: [3, 5, 15, 17, 41], [5, 0, -3])
  func boxComparesWithTheMeanAround(size: Int, offset: Int) {
    checkFilter(
      { $0.assignLocalThreshold($1, .box(size: size), offset: offset, region: $2, scratch: &$3) }
    ) { thresholded($0, $0.referenceLocalMean(size: size, weights: nil), offset) }
  }

  @Test(arguments: gaussians)
  func gaussianComparesWithTheWeightedMeanAround(size: Int, weights: [Int]) {
    checkFilter(
      { $0.assignLocalThreshold($1, .gaussian(size: size), offset: 2, region: $2, scratch: &$3) }
    ) { thresholded($0, $0.referenceLocalMean(size: size, weights: weights), 2) }
  }

  @Test(arguments: [LocalMean.box(size: 5), .box(size: 21), .gaussian(size: 7)])
  func theMaskHasTheImagesPixels(mean: LocalMean) {
    var mask = BitMask.soiled(width: 300, height: 50)
    checkFilter(
      { out, image, region, scratch in
        mask.assignLocalThreshold(image, mean, offset: 3, region: region, scratch: &scratch)
        out = bytes(mask)
        // Bits beyond the last column would be counted.
        #expect(mask.count == out.samples.count { $0 != 0 })
      }
    ) { image in
      var out = Image<UInt8>()
      var scratch = Scratch()
      out.assignLocalThreshold(image, mean, offset: 3, scratch: &scratch)
      return out
    }
  }

  @Test func offsetsBeyondTheGrayLevelsDecideEverything() {
    let image: Image<UInt8> = filterTestImage(width: 77, height: 9, seed: 2)
    let mean = image.referenceLocalMean(size: 3, weights: nil)
    var out = Image<UInt8>()
    var mask = BitMask()
    var scratch = Scratch()
    for offset in [-1000, -256, -255, -254, -1, 0, 1, 254, 255, 256, 257, 1000] {
      out.assignLocalThreshold(image, .box(size: 3), offset: offset, scratch: &scratch)
      let agrees = out == thresholded(image, mean, offset)
      #expect(agrees, "offset \(offset)")
      mask.assignLocalThreshold(image, .box(size: 3), offset: offset, scratch: &scratch)
      let maskAgrees = bytes(mask) == out
      #expect(maskAgrees, "offset \(offset)")
    }
  }

  @Test(arguments: [1, 3, 9])
  func everyFormStaysInBoundsAndAgrees(radius: Int) {
    let weights = referenceGaussianWeights(sigma: Double(radius) / 3, radius: radius, bits: 15)
    let forms = availableForms(
      KernelsBase.localThreshold, KernelsAVX2.localThreshold, KernelsAVX512.localThreshold)
    for weights in [nil, weights] {
      checkForms(
        forms.map { form in
          { p, s, w, h, q, t, memory in
            guard let weights else { return form(p, s, w, h, q, t, memory, nil, radius, 4) }
            weights.map { Int16($0) }.withUnsafeBufferPointer {
              form(p, s, w, h, q, t, memory, $0.baseAddress, radius, 4)
            }
          }
        }, filler: 0xa5,
        scratchBytes: { ($0 + 2 * radius + 128) * 9 + radius * 48 + 2048 }
      ) {
        thresholded($0, $0.referenceLocalMean(size: 2 * radius + 1, weights: weights), 4)
      }
    }
  }

  @Test func everyFormOfTheBitsStaysInBoundsAndAgrees() {
    let forms = availableForms(
      KernelsBase.localThresholdBits, KernelsAVX2.localThresholdBits,
      KernelsAVX512.localThresholdBits)
    for (i, size) in filterTestSizes.enumerated() where size.width > 9 || i % 5 == 0 {
      let image: Image<UInt8> = filterTestImage(
        width: size.width, height: size.height, seed: UInt64(i))
      let expected = thresholded(image, image.referenceLocalMean(size: 5, weights: nil), 4)
      let words = (size.width + 63) / 64 + 1
      let arena = GuardedArena(atEnd: i % 2 == 0)
      let scratchBytes = (size.width + 132) * 9 + 2144
      for form in forms {
        let source = arena.place(image.samples)
        let out = arena.place([UInt64](repeating: ~0, count: words * size.height))
        let memory = arena.place([UInt8](repeating: 0xee, count: (scratchBytes + 63) / 64 * 64))
        form(source, size.width, size.width, size.height, out, words, memory, nil, 2, 4)
        var agrees = true
        for y in 0..<size.height {
          for x in 0..<(words * 64) {
            let isSet = out[y * words + x / 64] >> UInt64(x % 64) & 1 != 0
            agrees = agrees && isSet == (x < size.width && expected[x, y] != 0)
          }
        }
        #expect(agrees, "\(size.width)x\(size.height)")
      }
      extendLifetime(arena)
    }
  }
}

import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

private let boxSizes = (1...9).flatMap { height in
  (1...9).map { PixelSize(width: $0, height: height) }
}

@Suite struct BoxMeanTests {
  @Test(arguments: [1, 3, 5, 7, 9, 11, 13, 15, 17, 33])
  func boxMeanIsTheRoundedMean(size: Int) {
    checkFilter({ $0.assignBoxMean($1, size: size, region: $2, scratch: &$3) }) {
      (image: Image<UInt8>) in image.referenceBoxMean(size)
    }
  }

  @Test(arguments: [101, 255, 301])
  func windowsLargerThanTheImageAreMirroredRepeatedly(size: Int) {
    checkFilter(
      { $0.assignBoxMean($1, size: size, region: $2, scratch: &$3) },
      sizes: boxSizes + [PixelSize(width: 70, height: 20)]
    ) { (image: Image<UInt8>) in image.referenceBoxMean(size) }
  }

  /// The 16-bit division must be right for every sum there can be.
  @Test(arguments: [3, 5, 7, 9, 11, 13, 15])
  func everySumIsRoundedToTheNearest(size: Int) {
    let area = size * size
    var out = Image<UInt8>()
    var scratch = Scratch()
    // All pixels level, but for some of the window, one higher.
    for level in [0, 1, 2, 127, 128, 253, 254] {
      for higher in [0, area / 2 - 1, area / 2, area / 2 + 1, area] {
        let image = Image<UInt8>(
          width: size, height: size,
          samples: (0..<area).map { UInt8($0 < higher ? level + 1 : level) })
        out.assignBoxMean(image, size: size, scratch: &scratch)
        let centre = out[size / 2, size / 2]
        #expect(Int(centre) == level + (higher > area / 2 ? 1 : 0))
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 7, 8, 20])
  func everyFormStaysInBoundsAndAgrees(radius: Int) {
    checkForms(
      availableForms(KernelsBase.boxMean, KernelsAVX2.boxMean, KernelsAVX512.boxMean).map { form in
        { form($0, $1, $2, $3, $4, $5, $6, radius) }
      },
      filler: 0xa5, scratchBytes: { ($0 + 2 * radius + 128) * 9 }
    ) { (image: Image<UInt8>) in image.referenceBoxMean(2 * radius + 1) }
  }
}

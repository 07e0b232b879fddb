import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct BitExpansionTests {
  @Test func masksBecomeImagesAndBackForEverySize() {
    var random = TestRandom(1)
    var (mask, back) = (BitMask(), BitMask())
    var out = Image<UInt8>()
    for size in telltaleSizes {
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      mask.assignThreshold(image, over: 127)
      out.assignMask(mask)
      #expect(out == PixelwiseReference.map(image) { image[$0, $1, $2] > 127 ? 255 : 0 })
      back.assignThreshold(out, over: 0)
      #expect(back == mask, "\(size)")
    }
  }

  @Test func setPixelsAreCountedInAnyRegion() {
    var random = TestRandom(2)
    var mask = BitMask()
    for size in telltaleSizes {
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      mask.assignThreshold(image, over: 100)
      #expect(mask.setPixelCount() == image.samples.count { $0 > 100 }, "\(size)")
    }
    let image = Image<UInt8>.random(width: 150, height: 20, using: &random)
    mask.assignThreshold(image, over: 100)
    for box in oddRegions + [PixelBox(x1: 63, y1: 0, x2: 64, y2: 20)] {
      let expected = image.cropped(to: box).samples.count { $0 > 100 }
      #expect(mask.setPixelCount(region: box) == expected, "\(box)")
    }
    #expect(mask.setPixelCount(region: PixelBox(x1: 150, y1: 0, x2: 160, y2: 9)) == 0)
    #expect(BitMask().setPixelCount() == 0)
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(3)
    let expand = kernelForms(
      KernelsBase.bitExpand, KernelsAVX2.bitExpand, KernelsAVX512.bitExpand)
    let count = kernelForms(KernelsBase.bitCount, KernelsAVX2.bitCount, KernelsAVX512.bitCount)
    for width in 1...140 {
      let words = (width + 63) / 64
      var samples: [UInt64] = []
      for _ in 0..<3 { samples += (0..<words).map { _ in random.next() } + [0] }
      let bits = FencedSamples(samples, fence)
      for k in expand.indices {
        let out = Plane<UInt8>(width, 3, gap: 5, fence, &random)
        let before = out.gaps
        expand[k](bits.pointer, words + 1, width, 3, out.pointer, out.stride)
        let expected = PixelwiseReference.map(Image<UInt8>(width: width, height: 3)) { x, y, _ in
          UInt8(samples[y * (words + 1) + x / 64] >> UInt64(x % 64) & 1) * 255
        }
        #expect(out.image == expected, "\(width)")
        #expect(out.gaps == before)
        let all = samples.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(count[k](bits.pointer, words + 1, words, 3, ~0, ~0) == all, "\(width)")
      }
    }
  }
}

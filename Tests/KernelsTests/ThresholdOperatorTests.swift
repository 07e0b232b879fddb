import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct ThresholdOperatorTests {
  private let levels: [UInt8] = [0, 1, 127, 128, 254, 255]
  private let levels16: [UInt16] = [0, 1, 255, 32767, 32768, 65534, 65535]

  @Test func masksAgreeWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    var mask = BitMask()
    for (k, size) in telltaleSizes.enumerated() {
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      let level = levels[k % levels.count]
      mask.assignThreshold(image, below: level)
      #expect(mask == PixelwiseReference.mask(size) { image[$0, $1] < level }, "\(size)")
      mask.assignThreshold(image, over: level)
      #expect(mask == PixelwiseReference.mask(size) { image[$0, $1] > level }, "\(size)")
      let wide = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      let level16 = levels16[k % levels16.count]
      mask.assignThreshold(wide, below: level16)
      #expect(mask == PixelwiseReference.mask(size) { wide[$0, $1] < level16 }, "\(size)")
      mask.assignThreshold(wide, over: level16)
      #expect(mask == PixelwiseReference.mask(size) { wide[$0, $1] > level16 }, "\(size)")
    }
  }

  @Test func imagesAgreeWithTheFormulaForEverySize() {
    var random = TestRandom(2)
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    for (k, size) in telltaleSizes.enumerated() {
      let (level, level16) = (levels[k % levels.count], levels16[k % levels16.count])
      let image = Image<UInt8>.random(
        width: size.width, height: size.height, channels: 3, using: &random)
      let wide = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      for inverted in [false, true] {
        out.assignThreshold(image, over: level, inverted: inverted)
        #expect(
          out == PixelwiseReference.map(image) { (image[$0, $1, $2] > level) != inverted ? 255 : 0 }
        )
        var inPlace = image
        inPlace.formThreshold(over: level, inverted: inverted)
        #expect(inPlace == out)
        out.assignThreshold(wide, over: level16, inverted: inverted)
        #expect(
          out == PixelwiseReference.map(wide) { (wide[$0, $1, $2] > level16) != inverted ? 255 : 0 }
        )
        out16.assignThreshold(wide, over: level16, inverted: inverted)
        #expect(
          out16
            == PixelwiseReference.map(wide) {
              (wide[$0, $1, $2] > level16) != inverted ? 65535 : 0
            })
        var inPlace16 = wide
        inPlace16.formThreshold(over: level16, inverted: inverted)
        #expect(inPlace16 == out16)
      }
    }
  }

  @Test func aRegionGivesWhatTheCroppedImageGives() {
    var random = TestRandom(3)
    let image = Image<UInt8>.random(width: 150, height: 20, using: &random)
    let wide = Image<UInt16>.random(width: 150, height: 20, using: &random)
    var (mask, whole) = (BitMask(), BitMask())
    var (out, other) = (Image<UInt8>(), Image<UInt8>())
    for box in oddRegions {
      mask.assignThreshold(image, over: 99, region: box)
      whole.assignThreshold(image.cropped(to: box), over: 99)
      #expect(mask == whole, "\(box)")
      mask.assignThreshold(wide, below: 9999, region: box)
      whole.assignThreshold(wide.cropped(to: box), below: 9999)
      #expect(mask == whole, "\(box)")
      out.assignThreshold(image, over: 99, region: box)
      other.assignThreshold(image.cropped(to: box), over: 99)
      #expect(out == other, "\(box)")
      out.assignThreshold(wide, over: 9999, region: box)
      other.assignThreshold(wide.cropped(to: box), over: 9999)
      #expect(out == other, "\(box)")
    }
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(4)
    let forms = kernelForms(
      [KernelsBase.thresholdBelowBits, KernelsBase.thresholdAboveBits],
      [KernelsAVX2.thresholdBelowBits, KernelsAVX2.thresholdAboveBits],
      [KernelsAVX512.thresholdBelowBits, KernelsAVX512.thresholdAboveBits])
    let wide = kernelForms(
      [KernelsBase.thresholdBelowBits16, KernelsBase.thresholdAboveBits16],
      [KernelsAVX2.thresholdBelowBits16, KernelsAVX2.thresholdAboveBits16],
      [KernelsAVX512.thresholdBelowBits16, KernelsAVX512.thresholdAboveBits16])
    let images = kernelForms(
      KernelsBase.thresholdImage, KernelsAVX2.thresholdImage, KernelsAVX512.thresholdImage)
    for width in 1...140 {
      for k in forms.indices {
        let a = Plane<UInt8>(width, 2, gap: 3, fence, &random)
        let b = Plane<UInt16>(width, 2, gap: 3, fence, &random)
        let (image, image16) = (a.image, b.image)
        for above in [0, 1] {
          let out = MaskPlane(width, 2, fence)
          forms[k][above](a.pointer, a.stride, width, 2, 77, out.pointer, out.wordsPerRow)
          let expected = PixelwiseReference.mask(image.size) {
            above == 1 ? image[$0, $1] > 77 : image[$0, $1] < 77
          }
          #expect(out.mask == expected, "\(width)")
          wide[k][above](b.pointer, b.stride, width, 2, 7777, out.pointer, out.wordsPerRow)
          let expected16 = PixelwiseReference.mask(image.size) {
            above == 1 ? image16[$0, $1] > 7777 : image16[$0, $1] < 7777
          }
          #expect(out.mask == expected16, "\(width)")
        }
        let out = Plane<UInt8>(width, 2, gap: 6, fence, &random)
        let before = out.gaps
        images[k](a.pointer, a.stride, width, 2, 77, 0, out.pointer, out.stride)
        #expect(out.image == PixelwiseReference.map(image) { image[$0, $1, $2] > 77 ? 255 : 0 })
        #expect(out.gaps == before)
      }
    }
  }
}

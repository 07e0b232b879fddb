import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct AbsoluteDifferenceTests {
  @Test func agreesWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    // One destination for all sizes: what an earlier size left behind must not show.
    var out = Image<UInt8>()
    var out16 = Image<UInt16>()
    for size in telltaleSizes {
      for channels in [1, 3] {
        let a = Image<UInt8>.random(
          width: size.width, height: size.height, channels: channels, using: &random)
        let b = Image<UInt8>.random(
          width: size.width, height: size.height, channels: channels, using: &random)
        out.assignAbsoluteDifference(a, b)
        #expect(out == PixelwiseReference.absoluteDifference(a, b), "\(size)")
        var inPlace = a
        inPlace.formAbsoluteDifference(b)
        #expect(inPlace == out, "\(size)")
      }
      let a = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      let b = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      out16.assignAbsoluteDifference(a, b)
      #expect(out16 == PixelwiseReference.absoluteDifference(a, b), "\(size)")
      var inPlace = a
      inPlace.formAbsoluteDifference(b)
      #expect(inPlace == out16, "\(size)")
    }
  }

  @Test func aRegionGivesWhatTheCroppedImagesGive() {
    var random = TestRandom(2)
    var out = Image<UInt8>()
    for box in oddRegions {
      let a = Image<UInt8>.random(width: 150, height: 20, channels: 3, using: &random)
      let b = Image<UInt8>.random(width: 150, height: 20, channels: 3, using: &random)
      out.assignAbsoluteDifference(a, b, region: box)
      #expect(
        out == PixelwiseReference.absoluteDifference(a.cropped(to: box), b.cropped(to: box)),
        "\(box)")
    }
  }

  @Test func imagesOfNoPixelsGiveNone() {
    var out = Image<UInt8>(width: 3, height: 3)
    out.assignAbsoluteDifference(Image(), Image())
    #expect(out.size == PixelSize(width: 0, height: 0))
  }

  @Test func everyFormStaysWithinItsRowsAtOddStrides() {
    var random = TestRandom(3)
    let forms = kernelForms(
      KernelsBase.absoluteDifference, KernelsAVX2.absoluteDifference,
      KernelsAVX512.absoluteDifference)
    let wide = kernelForms(
      KernelsBase.absoluteDifference16, KernelsAVX2.absoluteDifference16,
      KernelsAVX512.absoluteDifference16)
    for fence in Fence.allCases {
      for width in [1, 7, 31, 33, 64, 95, 133] {
        for form in forms {
          let a = Plane<UInt8>(width, 3, gap: 5, fence, &random)
          let b = Plane<UInt8>(width, 3, gap: 2, fence, &random)
          let out = Plane<UInt8>(width, 3, gap: 9, fence, &random)
          let before = out.gaps
          form(
            a.pointer, a.stride, b.pointer, b.stride, width, 3, out.pointer, out.stride)
          #expect(out.image == PixelwiseReference.absoluteDifference(a.image, b.image))
          #expect(out.gaps == before)
        }
        for form in wide {
          let a = Plane<UInt16>(width, 3, gap: 5, fence, &random)
          let b = Plane<UInt16>(width, 3, gap: 2, fence, &random)
          let out = Plane<UInt16>(width, 3, gap: 9, fence, &random)
          let before = out.gaps
          form(
            a.pointer, a.stride, b.pointer, b.stride, width, 3, out.pointer, out.stride)
          #expect(out.image == PixelwiseReference.absoluteDifference(a.image, b.image))
          #expect(out.gaps == before)
        }
      }
    }
  }
}

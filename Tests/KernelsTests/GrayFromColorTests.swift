import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct GrayFromColorTests {
  @Test func agreesWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    var out = Image<UInt8>()
    for size in telltaleSizes {
      for channels in [3, 4] {
        let image = Image<UInt8>.random(
          width: size.width, height: size.height, channels: channels, using: &random)
        out.assignGray(image)
        #expect(out == ColorReference.gray(image), "\(size) \(channels)")
      }
    }
  }

  @Test func everyLevelOfEachChannelIsRoundedExactly() {
    var samples: [UInt8] = []
    for level in 0..<256 {
      for other in [0, 1, 127, 254, 255] {
        let (v, o) = (UInt8(level), UInt8(other))
        samples += [v, o, o, o, v, o, o, o, v, v, v, o, o, v, v, v, o, v]
      }
    }
    let image = Image<UInt8>(width: 256 * 5, height: 6, channels: 3, samples: samples)
    var out = Image<UInt8>()
    out.assignGray(image)
    #expect(out == ColorReference.gray(image))
  }

  @Test func aRegionGivesWhatTheCroppedImageGives() {
    var random = TestRandom(2)
    var (out, other) = (Image<UInt8>(), Image<UInt8>())
    for channels in [3, 4] {
      let image = Image<UInt8>.random(width: 150, height: 20, channels: channels, using: &random)
      for box in oddRegions {
        out.assignGray(image, region: box)
        other.assignGray(image.cropped(to: box))
        #expect(out == other, "\(box)")
      }
    }
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(3)
    let forms = kernelForms(
      KernelsBase.grayFromColor, KernelsAVX2.grayFromColor, KernelsAVX512.grayFromColor)
    for width in 1...140 {
      for form in forms {
        for channels in [3, 4] {
          let a = Plane<UInt8>(channels * width, 2, gap: 1, fence, &random)
          let out = Plane<UInt8>(width, 2, gap: 6, fence, &random)
          let before = out.gaps
          form(a.pointer, a.stride, channels, width, 2, out.pointer, out.stride)
          let image = Image<UInt8>(
            width: width, height: 2, channels: channels, samples: a.image.samples)
          #expect(out.image == ColorReference.gray(image), "\(width)")
          #expect(out.gaps == before)
        }
      }
    }
  }
}

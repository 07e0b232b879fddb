import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct HalvedColorTests {
  private func halved(_ image: Image<UInt8>, _ channel: Int) -> Image<UInt8> {
    var out = Image<UInt8>(width: image.width / 2, height: image.height / 2)
    for y in 0..<out.height {
      for x in 0..<out.width {
        var sum = 2
        for (u, v) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
          sum += Int(image[2 * x + u, 2 * y + v, channel])
        }
        out[x, y] = UInt8(sum / 4)
      }
    }
    return out
  }

  @Test(arguments: [3, 4]) func eachPixelIsTheMeanOfFour(_ channels: Int) {
    var random = TestRandom(1)
    var out = HalvedColor()
    for size in telltaleSizes + [PixelSize(width: 303, height: 4), PixelSize(width: 0, height: 0)] {
      let image = Image<UInt8>.random(
        width: size.width, height: size.height, channels: channels, using: &random)
      out.assign(image)
      #expect(out.red == halved(image, 0), "\(size)")
      #expect(out.green == halved(image, 1), "\(size)")
      #expect(out.blue == halved(image, 2), "\(size)")
    }
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(2)
    let forms = kernelForms(
      KernelsBase.halveColor, KernelsAVX2.halveColor, KernelsAVX512.halveColor)
    for width in [1, 5, 15, 16, 17, 31, 32, 40, 63, 64, 65, 100, 130] {
      for channels in [3, 4] {
        for form in forms {
          let source = Plane<UInt8>(2 * channels * width, 4, gap: 3, fence, &random)
          let planes = (0..<3).map { _ in Plane<UInt8>(width, 2, gap: 5, fence, &random) }
          let before = planes.map(\.gaps)
          form(
            source.pointer, source.stride, channels, width, 2, planes[0].pointer,
            planes[1].pointer, planes[2].pointer, planes[0].stride)
          let image = Image<UInt8>(
            width: 2 * width, height: 4, channels: channels, samples: source.image.samples)
          for k in 0..<3 { #expect(planes[k].image == halved(image, k), "\(width) \(channels)") }
          #expect(planes.map(\.gaps) == before)
        }
      }
    }
  }
}

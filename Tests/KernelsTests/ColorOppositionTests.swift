import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct ColorOppositionTests {
  private func opposed(_ a: Image<UInt8>, _ b: Image<UInt8>) -> Image<UInt8> {
    PixelwiseReference.map(a) { UInt8((Int(a[$0, $1, $2]) + 256 - Int(b[$0, $1, $2])) / 2) }
  }

  @Test func agreesWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    var out = Image<UInt8>()
    for size in telltaleSizes {
      let a = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      let b = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      out.assignOpposition(a, to: b)
      #expect(out == opposed(a, b), "\(size)")
    }
  }

  @Test func everyPairOfLevelsIsRight() {
    let a = Image<UInt8>(width: 65536, height: 1, samples: (0..<65536).map { UInt8($0 & 255) })
    let b = Image<UInt8>(width: 65536, height: 1, samples: (0..<65536).map { UInt8($0 >> 8) })
    var out = Image<UInt8>()
    out.assignOpposition(a, to: b)
    #expect(out == opposed(a, b))
    out.assignOpposition(a, to: a)
    #expect(out.samples.allSatisfy { $0 == 128 })
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(2)
    let forms = kernelForms(
      KernelsBase.opposeColors, KernelsAVX2.opposeColors, KernelsAVX512.opposeColors)
    for width in [1, 15, 16, 31, 33, 64, 95, 133, 260] {
      for form in forms {
        let a = Plane<UInt8>(width, 3, gap: 5, fence, &random)
        let b = Plane<UInt8>(width, 3, gap: 2, fence, &random)
        let out = Plane<UInt8>(width, 3, gap: 9, fence, &random)
        let before = out.gaps
        form(a.pointer, a.stride, b.pointer, b.stride, width, 3, out.pointer, out.stride)
        #expect(out.image == opposed(a.image, b.image))
        #expect(out.gaps == before)
      }
    }
  }
}

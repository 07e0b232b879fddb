import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

private func larger(_ size: PixelSize) -> PixelSize {
  PixelSize(width: size.width + 1, height: size.height + 1)
}

private func sums(_ image: Image<UInt8>) -> Image<Int32> {
  Image(
    width: image.width + 1, height: image.height + 1,
    samples: image.referenceIntegral { $0 }.map { Int32(truncatingIfNeeded: $0) })
}

private func squares(_ image: Image<UInt8>) -> Image<Double> {
  Image(
    width: image.width + 1, height: image.height + 1,
    samples: image.referenceIntegral { $0 * $0 }.map { Double($0) })
}

@Suite struct IntegralTests {
  @Test func eachPixelIsTheSumBeforeIt() {
    checkFilter({ out, image, region, _ in out.assignIntegral(image, region: region) }, sums)
  }

  @Test func squaresComeWithTheSums() {
    var plain = Image<Int32>()
    checkFilter(
      { out, image, region, _ in
        plain.assignIntegral(image, squares: &out, region: region)
        let agrees =
          plain
          == sums(
            image.cropped(
              to: region
                ?? PixelBox(
                  x1: 0, y1: 0, x2: image.width, y2: image.height)))
        #expect(agrees, "sums of \(image.size)")
      }, squares)
  }

  @Test func rowsWhoseSquaresExceed32BitsAreExact() {
    let wide = Image<UInt8>(
      width: 70_001, height: 2, samples: repeatElement(255, count: 140_002))
    var out = Image<Int32>()
    var squaresOut = Image<Double>()
    out.assignIntegral(wide, squares: &squaresOut)
    #expect(squaresOut[70_001, 2] == 140_002 * 65025)
    #expect(squaresOut[33_024, 1] == 33_024 * 65025)
    #expect(squaresOut[33_025, 1] == 33_025 * 65025)
    #expect(out[70_001, 2] == 140_002 * 255)
  }

  @Test func sumsWrapAndTheirDifferencesDoNotMind() {
    var white = Image<UInt8>(width: 4096, height: 4200)
    white.withUnsafeMutableSamples { $0.update(repeating: 255, count: 4096 * 4200) }
    var out = Image<Int32>()
    out.assignIntegral(white)
    #expect(out[4096, 4200] == Int32(truncatingIfNeeded: 4096 * 4200 * 255))
    let box = out[4096, 4200] &- out[4000, 4200] &- out[4096, 4100] &+ out[4000, 4100]
    #expect(box == 96 * 100 * 255)
  }

  @Test func everyFormStaysInBoundsAndAgrees() {
    let forms = availableForms(KernelsBase.integral, KernelsAVX2.integral, KernelsAVX512.integral)
    checkForms(
      forms.map { form in { p, s, w, h, q, t, _ in form(p, s, w, h, q, t) } }, filler: -7,
      scale: larger, scratchBytes: { _ in 64 }, sums)
    let squaredForms = availableForms(
      KernelsBase.integralSquared, KernelsAVX2.integralSquared, KernelsAVX512.integralSquared)
    checkForms(
      squaredForms.map { form in
        { p, s, w, h, q, t, memory in
          form(p, s, w, h, memory.assumingMemoryBound(to: Int32.self), w + 1, q, t)
        }
      }, filler: -7, scale: larger, scratchBytes: { ($0 + 1) * 61 * 4 }, squares)
  }
}

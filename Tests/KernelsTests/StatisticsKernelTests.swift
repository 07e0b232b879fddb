import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

/// Every form of the kernels, at odd strides, directly before and after memory that may not be
/// touched.
struct StatisticsKernelTests {
  @Test(arguments: Fence.allCases) func histograms(_ fence: Fence) {
    var random = TestRandom(1)
    let forms = kernelForms(
      KernelsBase.histogram, KernelsAVX2.histogram, KernelsAVX512.histogram)
    let wide = kernelForms(
      KernelsBase.histogram16, KernelsAVX2.histogram16, KernelsAVX512.histogram16)
    for width in [1, 3, 7, 8, 9, 15, 63, 130] {
      for k in forms.indices {
        let a = Plane<UInt8>(width, 3, gap: 1, fence, &random)
        let tables = FencedSamples([UInt32](repeating: 9, count: 2048), fence)
        let counts = FencedSamples([UInt32](repeating: 9, count: 256), fence)
        forms[k](a.pointer, a.stride, width, 3, tables.pointer, counts.pointer)
        #expect(counts.samples == StatisticsReference.histogram(a.image, levels: 256))
      }
    }
    for k in wide.indices {
      let a = Plane<UInt16>(13, 3, gap: 1, fence, &random)
      let counts = FencedSamples([UInt32](repeating: 9, count: 65536), fence)
      wide[k](a.pointer, a.stride, 13, 3, counts.pointer)
      #expect(counts.samples == StatisticsReference.histogram(a.image, levels: 65536))
    }
  }

  @Test(arguments: Fence.allCases) func moments(_ fence: Fence) {
    var random = TestRandom(2)
    let forms = kernelForms(
      KernelsBase.sampleMoments, KernelsAVX2.sampleMoments, KernelsAVX512.sampleMoments)
    let wide = kernelForms(
      KernelsBase.sampleMoments16, KernelsAVX2.sampleMoments16, KernelsAVX512.sampleMoments16)
    for width in 1...140 {
      for k in forms.indices {
        let a = Plane<UInt8>(width, 2, gap: 1, fence, &random)
        let b = Plane<UInt16>(width, 2, gap: 1, fence, &random)
        var sums: [UInt64] = [0, 0]
        forms[k](a.pointer, a.stride, width, 2, &sums)
        let expected = StatisticsReference.sums(a.image)
        #expect(sums == [expected.sum, expected.squares], "\(width)")
        wide[k](b.pointer, b.stride, width, 2, &sums)
        let wideExpected = StatisticsReference.sums(b.image)
        #expect(sums == [wideExpected.sum, wideExpected.squares], "\(width)")
      }
    }
  }

  @Test(arguments: Fence.allCases) func extremes(_ fence: Fence) {
    var random = TestRandom(3)
    let forms = kernelForms(KernelsBase.minMax, KernelsAVX2.minMax, KernelsAVX512.minMax)
    let wide = kernelForms(KernelsBase.minMax16, KernelsAVX2.minMax16, KernelsAVX512.minMax16)
    for width in 1...140 {
      for k in forms.indices {
        let a = Plane<UInt8>(width, 2, gap: 1, fence, &random)
        let b = Plane<UInt16>(width, 2, gap: 1, fence, &random)
        var found = [Int](repeating: -1, count: 6)
        forms[k](a.pointer, a.stride, width, 2, &found)
        #expect(found == expected(a.image), "\(width)")
        wide[k](b.pointer, b.stride, width, 2, &found)
        #expect(found == expected(b.image), "\(width)")
      }
    }
  }

  private func expected<Sample: FixedWidthInteger>(_ image: Image<Sample>) -> [Int] {
    let (low, high) = StatisticsReference.extremes(image)
    let samples = image.samples
    return [
      Int(samples[low]), low % image.width, low / image.width, Int(samples[high]),
      high % image.width, high / image.width,
    ]
  }
}

import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

/// Every form of the kernels, at odd strides, directly before and after memory that may not be
/// touched.
struct DifferenceKernelTests {
  private let widths = [1, 5, 16, 31, 32, 33, 47, 63, 64, 65, 96, 127, 128, 130]

  @Test(arguments: Fence.allCases) func fixedLimits(_ fence: Fence) {
    var random = TestRandom(1)
    let either = kernelForms(
      KernelsBase.differenceBits, KernelsAVX2.differenceBits, KernelsAVX512.differenceBits)
    let signed = kernelForms(
      KernelsBase.signedDifferenceBits, KernelsAVX2.signedDifferenceBits,
      KernelsAVX512.signedDifferenceBits)
    for width in widths {
      for k in either.indices {
        let a = Plane<UInt8>(width, 3, gap: 1, fence, &random)
        let b = Plane<UInt8>(width, 3, gap: 7, fence, &random)
        let expected = PixelwiseReference.difference(a.image, b.image, bright: 90, dark: 30)
        let (o, p, q) = (
          MaskPlane(width, 3, fence), MaskPlane(width, 3, fence), MaskPlane(width, 3, fence)
        )
        either[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, 90, 30, o.pointer, o.wordsPerRow)
        signed[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, 90, 30, p.pointer, q.pointer,
          p.wordsPerRow)
        #expect(o.mask == expected.either, "\(width)")
        #expect(p.mask == expected.bright && q.mask == expected.dark, "\(width)")
      }
    }
  }

  @Test(arguments: Fence.allCases) func fixedLimits16(_ fence: Fence) {
    var random = TestRandom(2)
    let either = kernelForms(
      KernelsBase.differenceBits16, KernelsAVX2.differenceBits16, KernelsAVX512.differenceBits16)
    let signed = kernelForms(
      KernelsBase.signedDifferenceBits16, KernelsAVX2.signedDifferenceBits16,
      KernelsAVX512.signedDifferenceBits16)
    for width in widths {
      for k in either.indices {
        let a = Plane<UInt16>(width, 3, gap: 1, fence, &random)
        let b = Plane<UInt16>(width, 3, gap: 7, fence, &random)
        let expected = PixelwiseReference.difference(
          a.image, b.image, bright: 20000, dark: 9000)
        let (o, p, q) = (
          MaskPlane(width, 3, fence), MaskPlane(width, 3, fence), MaskPlane(width, 3, fence)
        )
        either[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, 20000, 9000, o.pointer,
          o.wordsPerRow)
        signed[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, 20000, 9000, p.pointer, q.pointer,
          p.wordsPerRow)
        #expect(o.mask == expected.either, "\(width)")
        #expect(p.mask == expected.bright && q.mask == expected.dark, "\(width)")
      }
    }
  }

  @Test(arguments: Fence.allCases) func limitsByPixel(_ fence: Fence) {
    var random = TestRandom(3)
    let tolerance = kernelForms(
      KernelsBase.toleranceBits, KernelsAVX2.toleranceBits, KernelsAVX512.toleranceBits)
    let signedTolerance = kernelForms(
      KernelsBase.signedToleranceBits, KernelsAVX2.signedToleranceBits,
      KernelsAVX512.signedToleranceBits)
    let outside = kernelForms(
      KernelsBase.outsideBits, KernelsAVX2.outsideBits, KernelsAVX512.outsideBits)
    let signedOutside = kernelForms(
      KernelsBase.signedOutsideBits, KernelsAVX2.signedOutsideBits,
      KernelsAVX512.signedOutsideBits)
    let greater = kernelForms(
      KernelsBase.greaterBits, KernelsAVX2.greaterBits, KernelsAVX512.greaterBits)
    for width in widths {
      for k in tolerance.indices {
        let a = Plane<UInt8>(width, 3, gap: 1, fence, &random)
        let b = Plane<UInt8>(width, 3, gap: 7, fence, &random)
        let c = Plane<UInt8>(width, 3, gap: 4, fence, &random)
        let (o, p, q) = (
          MaskPlane(width, 3, fence), MaskPlane(width, 3, fence), MaskPlane(width, 3, fence)
        )
        let own = PixelwiseReference.difference(a.image, b.image, tolerance: c.image)
        tolerance[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, o.pointer,
          o.wordsPerRow)
        signedTolerance[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, p.pointer,
          q.pointer, p.wordsPerRow)
        #expect(o.mask == own.either, "\(width)")
        #expect(p.mask == own.bright && q.mask == own.dark, "\(width)")
        let bounds = PixelwiseReference.outside(a.image, lower: b.image, upper: c.image)
        outside[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, o.pointer,
          o.wordsPerRow)
        signedOutside[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, p.pointer,
          q.pointer, p.wordsPerRow)
        #expect(o.mask == bounds.either, "\(width)")
        #expect(p.mask == bounds.bright && q.mask == bounds.dark, "\(width)")
        greater[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, o.pointer, o.wordsPerRow)
        let (x, y) = (a.image, b.image)
        #expect(o.mask == PixelwiseReference.mask(x.size) { x[$0, $1] > y[$0, $1] }, "\(width)")
      }
    }
  }

  @Test(arguments: Fence.allCases) func limitsByPixel16(_ fence: Fence) {
    var random = TestRandom(4)
    let tolerance = kernelForms(
      KernelsBase.toleranceBits16, KernelsAVX2.toleranceBits16, KernelsAVX512.toleranceBits16)
    let signedTolerance = kernelForms(
      KernelsBase.signedToleranceBits16, KernelsAVX2.signedToleranceBits16,
      KernelsAVX512.signedToleranceBits16)
    let outside = kernelForms(
      KernelsBase.outsideBits16, KernelsAVX2.outsideBits16, KernelsAVX512.outsideBits16)
    let signedOutside = kernelForms(
      KernelsBase.signedOutsideBits16, KernelsAVX2.signedOutsideBits16,
      KernelsAVX512.signedOutsideBits16)
    let greater = kernelForms(
      KernelsBase.greaterBits16, KernelsAVX2.greaterBits16, KernelsAVX512.greaterBits16)
    for width in widths {
      for k in tolerance.indices {
        let a = Plane<UInt16>(width, 3, gap: 1, fence, &random)
        let b = Plane<UInt16>(width, 3, gap: 7, fence, &random)
        let c = Plane<UInt16>(width, 3, gap: 4, fence, &random)
        let (o, p, q) = (
          MaskPlane(width, 3, fence), MaskPlane(width, 3, fence), MaskPlane(width, 3, fence)
        )
        let own = PixelwiseReference.difference(a.image, b.image, tolerance: c.image)
        tolerance[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, o.pointer,
          o.wordsPerRow)
        signedTolerance[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, p.pointer,
          q.pointer, p.wordsPerRow)
        #expect(o.mask == own.either, "\(width)")
        #expect(p.mask == own.bright && q.mask == own.dark, "\(width)")
        let bounds = PixelwiseReference.outside(a.image, lower: b.image, upper: c.image)
        outside[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, o.pointer,
          o.wordsPerRow)
        signedOutside[k](
          a.pointer, a.stride, b.pointer, b.stride, c.pointer, c.stride, width, 3, p.pointer,
          q.pointer, p.wordsPerRow)
        #expect(o.mask == bounds.either, "\(width)")
        #expect(p.mask == bounds.bright && q.mask == bounds.dark, "\(width)")
        greater[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 3, o.pointer, o.wordsPerRow)
        let (x, y) = (a.image, b.image)
        #expect(o.mask == PixelwiseReference.mask(x.size) { x[$0, $1] > y[$0, $1] }, "\(width)")
      }
    }
  }
}

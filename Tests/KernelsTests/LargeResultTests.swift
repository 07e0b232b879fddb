import Kernels
import Pixels
import TestSupport
import Testing

/// Results of 8 MiB and more go to memory around the caches; their parts do not.
struct LargeResultTests {
  @Test func largeResultsAreMadeOfTheirParts() {
    let (width, height) = (2101, 2050)
    var (a, b) = (Image<UInt16>(width: width, height: height), Image<UInt16>())
    fill(&a, 40503)
    b.reshape(width: width, height: height)
    fill(&b, 25931)
    var (difference, threshold, part) = (Image<UInt16>(), Image<UInt16>(), Image<UInt16>())
    difference.assignAbsoluteDifference(a, b)
    threshold.assignThreshold(a, over: 30000)
    // A region narrower than the image has row ends of its own.
    let inner = PixelBox(x1: 0, y1: 0, x2: 2099, y2: 2050)
    var (innerDifference, innerThreshold) = (Image<UInt16>(), Image<UInt16>())
    innerDifference.assignAbsoluteDifference(a, b, region: inner)
    innerThreshold.assignThreshold(a, over: 30000, region: inner)
    for y in stride(from: 0, to: height, by: 410) {
      let box = PixelBox(x1: 0, y1: y, x2: width, y2: y + 410)
      part.assignAbsoluteDifference(a, b, region: box)
      #expect(difference.cropped(to: box) == part)
      #expect(innerDifference.cropped(to: box) == part.cropped(to: inner))
      part.assignThreshold(a, over: 30000, region: box)
      #expect(threshold.cropped(to: box) == part)
      #expect(innerThreshold.cropped(to: box) == part.cropped(to: inner))
    }
  }

  private func fill(_ image: inout Image<UInt16>, _ factor: Int) {
    let count = image.stride * image.height
    image.withUnsafeMutableSamples { p in
      for i in 0..<count { p[i] = UInt16(truncatingIfNeeded: (i &* factor) >> 3) }
    }
  }
}

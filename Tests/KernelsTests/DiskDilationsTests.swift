import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct DiskDilationsTests {
  @Test func eachIsTheDilationByItsDisk() {
    var random = TestRandom(4711)
    var morphology = BitMorphology()
    var expected = BitMask()
    for radius in [1, 2, 4, 9, 31] {
      // One for all sizes: nothing of the mask before may show.
      var dilations = DiskDilations(radius: radius)
      let sizes =
        [(1, 1), (63, 2), (64, 3), (65, 1), (127, 5), (128, 4), (129, 3)]
        + (0..<30).map { _ in (random.int(1...200), random.int(1...40)) }
      for (width, height) in sizes {
        let mask = random.grid(width: width, height: height).mask
        dilations.assign(mask)
        #expect(dilations.masks.count == radius)
        for r in 1...radius {
          morphology.dilate(mask, radius: r, into: &expected)
          #expect(
            dilations.masks[r - 1] == expected,
            "\(width)x\(height), radius \(r) of \(radius)")
        }
      }
    }
  }

  @Test func masksOfNoPixelsGiveMasksOfNoPixels() {
    var dilations = DiskDilations(radius: 3)
    for size in [PixelSize(width: 0, height: 0), PixelSize(width: 5, height: 0)] {
      dilations.assign(BitMask(width: size.width, height: size.height))
      for mask in dilations.masks { #expect(mask.size == size) }
    }
  }
}

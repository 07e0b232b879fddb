import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitReduceTests {
  @Test func blockCountsAgreeWithReference() {
    var random = TestRandom(10)
    var out = Image<UInt8>()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      if random.chance(0.3) { out = .soiled(width: out.width, height: out.height) }
      out.assignBlockCounts(random.mask(grid))
      let columns = (size.width + 63) / 64 * 16
      if out != grid.blockCounts(columns: columns) {
        Issue.record("block counts of \(size.width)x\(size.height)")
        return
      }
    }
  }

  @Test func meanDifferenceAgreesWithReference() {
    var random = TestRandom(11)
    for size in MaskSizes.all where random.chance(0.3) {
      var (a, b) = (Image<UInt8>(), Image<UInt8>())
      a.assignBlockCounts(random.grid(width: size.width, height: size.height).mask)
      b.assignBlockCounts(random.grid(width: size.width, height: size.height).mask)
      let width = (size.width + 3) / 4
      for _ in 0..<4 {
        let (dx, dy) = (random.int(-9...9), random.int(-9...9))
        let mean = BlockCountDifference.mean(a, b, width: width, dx: dx, dy: dy)
        let expected = meanBlockCountDifference(a, b, width: width, dx: dx, dy: dy)
        #expect(mean == expected, "\(size) by (\(dx), \(dy))")
      }
    }
  }

  /// The largest differences there are, over more rows than a byte can add up.
  @Test func largestDifferencesDoNotOverflow() {
    var (full, empty) = (Image<UInt8>(), Image<UInt8>())
    full.assignBlockCounts(PixelGrid(width: 640, height: 640) { _, _ in true }.mask)
    empty.assignBlockCounts(BitMask(width: 640, height: 640))
    #expect(BlockCountDifference.mean(full, empty, width: 160, dx: 0, dy: 0) == 16)
    #expect(BlockCountDifference.mean(empty, full, width: 160, dx: -3, dy: 5) == 16)
  }

  @Test func nothingOverlapsBeyondTheImage() {
    let image = Image<UInt8>(width: 16, height: 3)
    #expect(BlockCountDifference.mean(image, image, width: 5, dx: 5, dy: 0) == nil)
    #expect(BlockCountDifference.mean(image, image, width: 5, dx: 0, dy: -3) == nil)
    #expect(BlockCountDifference.mean(image, image, width: 5, dx: -4, dy: 2) == 0)
  }
}

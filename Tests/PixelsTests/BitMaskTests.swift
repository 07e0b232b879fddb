import Pixels
import TestSupport
import Testing

@Suite struct BitMaskTests {
  @Test func newMaskIsEmpty() {
    for size in [PixelSize(width: 0, height: 0)] + MaskSizes.large {
      let mask = BitMask(width: size.width, height: size.height)
      #expect(mask.difference(from: PixelGrid(width: size.width, height: size.height)) == nil)
    }
  }

  @Test func pixelsAreSetAndClearedOneByOne() {
    var random = TestRandom(1)
    for width in [1, 63, 64, 65, 130] {
      var mask = BitMask(width: width, height: 3)
      var grid = PixelGrid(width: width, height: 3)
      for _ in 0..<200 {
        let (x, y, value) = (random.int(0...(width - 1)), random.int(0...2), random.chance(0.5))
        mask[x, y] = value
        grid[x, y] = value
        #expect(mask[x, y] == value)
      }
      #expect(mask.difference(from: grid) == nil)
      #expect(mask.count == grid.count)
    }
  }

  @Test func pixelsOutsideAreClear() {
    let mask = PixelGrid(width: 64, height: 2) { _, _ in true }.mask
    for (x, y) in [(-1, 0), (64, 0), (0, -1), (0, 2), (200, 1), (-70, 1)] {
      #expect(!mask[x, y])
    }
  }

  @Test func lastWordMaskCoversTheColumns() {
    #expect(BitMask(width: 64, height: 1).lastWordMask == ~0)
    #expect(BitMask(width: 65, height: 1).lastWordMask == 1)
    #expect(BitMask(width: 63, height: 1).lastWordMask == ~0 >> 1)
  }

  @Test func copiesAreIndependent() {
    let grid = PixelGrid("#..#\n.##.")
    var a = grid.mask
    let b = a
    a[1, 0] = true
    #expect(b.difference(from: grid) == nil)
    #expect(a[1, 0] && !b[1, 0])
    var c = b
    c.reshape(width: 4, height: 2)
    c.soil()
    #expect(b.difference(from: grid) == nil)
  }

  @Test func reshapingKeepsTheMemoryWhereItSuffices() {
    var mask = BitMask(width: 300, height: 50)
    let block = mask.withUnsafeMutableWords { $0 }
    for (width, height) in [(10, 10), (300, 50), (50, 120), (0, 0)] {
      mask.reshape(width: width, height: height)
      #expect(mask.withUnsafeMutableWords { $0 } == block)
      #expect(mask.size == PixelSize(width: width, height: height))
    }
    mask.reshape(width: 300, height: 51)
    mask[299, 50] = true
    #expect(mask[299, 50])
  }

  @Test func wordBeforeTheFirstRowIsZero() {
    var mask = BitMask.soiled(width: 70, height: 3)
    mask.withUnsafeMutableWords { #expect($0[-1] == 0) }
    // Also in the copy that writing makes.
    let copy = mask
    mask.soil()
    mask.withUnsafeMutableWords { #expect($0[-1] == 0) }
    copy.withUnsafeWords { #expect($0[-1] == 0) }
  }

  @Test func equalityComparesSizeAndPixels() {
    let grid = PixelGrid("#..#\n.##.")
    #expect(grid.mask == grid.fittedMask)
    #expect(grid.mask != grid.inverted.mask)
    #expect(BitMask(width: 4, height: 2) != BitMask(width: 2, height: 4))
    #expect(BitMask(width: 3, height: 2) != BitMask(width: 4, height: 2))
  }

  @Test func countAddsUpAllRows() {
    var random = TestRandom(2)
    for size in MaskSizes.large {
      let grid = random.grid(width: size.width, height: size.height)
      #expect(grid.mask.count == grid.count)
    }
  }
}

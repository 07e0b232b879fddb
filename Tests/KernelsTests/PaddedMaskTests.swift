import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct PaddedMaskTests {
  @Test func translationAgreesWithReference() {
    var random = TestRandom(5)
    var padded = PaddedMask()
    var out = BitMask()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      padded.assign(random.mask(grid))
      #expect(padded.size == size)
      for _ in 0..<4 {
        let (dx, dy) = (random.int(-63...63), random.int(-20...20))
        let (firstRow, height) = (random.int(-9...9), random.int(0...(size.height + 12)))
        out.soil()
        padded.translate(dx: dx, dy: dy, firstRow: firstRow, height: height, into: &out)
        let expected = grid.translated(dx: dx, dy: dy, firstRow: firstRow, height: height)
        if let difference = out.difference(from: expected) {
          Issue.record("by (\(dx), \(dy)), rows \(firstRow)+\(height): \(difference)")
          return
        }
      }
    }
  }

  @Test(arguments: [1, 63, 64, 65, 128, 150])
  func everyShiftAgreesWithReference(width: Int) {
    var random = TestRandom(6)
    var padded = PaddedMask()
    var out = BitMask()
    let grid = random.noise(width: width, height: 3, density: 0.5)
    padded.assign(grid.fittedMask)
    for dx in -PaddedMask.maximumShift...PaddedMask.maximumShift {
      for dy in [-100, -1, 0, 2, 100] {
        padded.translate(dx: dx, dy: dy, into: &out)
        #expect(out.difference(from: grid.translated(dx: dx, dy: dy)) == nil, "(\(dx), \(dy))")
      }
    }
  }

  @Test func warpAgreesWithReference() {
    var random = TestRandom(7)
    var padded = PaddedMask()
    var out = BitMask()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      padded.assign(random.mask(grid))
      // As many nodes as aligners use, or any number.
      let fits = random.chance(0.7)
      let columns = fits ? (size.width + 31) / 32 : random.int(1...5)
      let rows = fits ? (size.height + 31) / 32 : random.int(1...5)
      let limit = random.chance(0.5) ? 63 * 256 : 700
      let field = (0..<(2 * columns * rows)).map { _ in Int32(random.int(-limit...limit)) }
      out.soil()
      padded.warp(field: field, columns: columns, into: &out)
      if let difference = out.difference(from: grid.warped(field: field, columns: columns)) {
        Issue.record("\(columns)x\(rows) nodes: \(difference)")
        return
      }
    }
  }

  @Test func warpByAConstantIsATranslation() {
    var random = TestRandom(8)
    var padded = PaddedMask()
    var out = BitMask()
    let grid = random.noise(width: 100, height: 70, density: 0.5)
    padded.assign(grid.mask)
    for (dx, dy) in [(0, 0), (5, -3), (-63, 40), (63, -70), (1, 7999)] {
      let node = [Int32(dx * 256), Int32(dy * 256)]
      padded.warp(field: (0..<12).flatMap { _ in node }, columns: 4, into: &out)
      #expect(out.difference(from: grid.translated(dx: dx, dy: dy)) == nil, "(\(dx), \(dy))")
    }
  }

  /// Halves go up: 1.5 to 2, -1.5 to -1.
  @Test func displacementsAreRoundedToTheNearestPixel() {
    var padded = PaddedMask()
    var out = BitMask()
    let grid = PixelGrid("..#..")
    padded.assign(grid.mask)
    for (fixed, whole) in [(384, 2), (383, 1), (-384, -1), (-385, -2), (127, 0), (-128, 0)] {
      padded.warp(field: [Int32(fixed), 0], columns: 1, into: &out)
      #expect(out.difference(from: grid.translated(dx: whole, dy: 0)) == nil, "\(fixed)/256")
    }
  }

  @Test func fieldIsEvaluatedInTheMiddleOfEightColumns() {
    var padded = PaddedMask()
    var out = BitMask()
    // Between nodes at columns 16 and 48 the displacement rises by a pixel every 8 columns.
    var random = TestRandom(9)
    let grid = random.noise(width: 64, height: 1, density: 0.5)
    padded.assign(grid.mask)
    padded.warp(field: [0, 0, 4 * 256, 0], columns: 2, into: &out)
    let expected = PixelGrid(width: 64, height: 1) { x, _ in
      // At column 8 g + 4: (8 g + 4 - 16) / 8 = g - 1.5, whose half goes up.
      grid.clamped(x + max(0, min(4, x / 8 - 1)), 0)
    }
    #expect(out.difference(from: expected) == nil)
  }
}

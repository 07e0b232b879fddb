import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitMaskRunsTests {
  private static func list(_ runs: BitRuns) -> [PixelGrid.Run] {
    (0..<runs.count).map {
      PixelGrid.Run(y: Int(runs.rows[$0]), x1: Int(runs.starts[$0]), x2: Int(runs.ends[$0]))
    }
  }

  @Test func runsAgreeWithReferenceOnEveryTinyMask() {
    var runs = BitRuns()
    var failure: PixelGrid?
    MaskSizes.forEachTinyMask { grid in
      runs.assign(grid.mask)
      if failure == nil && Self.list(runs) != grid.runs { failure = grid }
    }
    #expect(failure == nil)
  }

  @Test func runsAgreeWithReferenceAtEverySize() {
    var random = TestRandom(15)
    var runs = BitRuns()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      runs.assign(random.mask(grid))
      if Self.list(runs) != grid.runs {
        Issue.record("runs of\n\(grid)")
        return
      }
    }
  }

  /// A checkerboard has more runs than there was room for; fewer come after it.
  @Test func memoryForRunsGrows() {
    var runs = BitRuns()
    for side in [200, 3, 301, 64] {
      let board = PixelGrid(width: side, height: side) { ($0 + $1) % 2 == 0 }
      runs.assign(board.mask)
      #expect(runs.count == (side * side + 1) / 2)
      #expect(Self.list(runs) == board.runs)
    }
    runs.assign(BitMask())
    #expect(runs.count == 0)
  }

  @Test func cropsAgreeWithReference() {
    var random = TestRandom(16)
    var out = BitMask()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      let mask = random.mask(grid)
      for _ in 0..<3 {
        let (x1, y1) = (random.int(0...(size.width - 1)), random.int(0...(size.height - 1)))
        let box = PixelBox(
          x1: x1, y1: y1, x2: random.int((x1 + 1)...size.width),
          y2: random.int((y1 + 1)...size.height))
        out.soil()
        out.assignCrop(mask, box)
        if let difference = out.difference(from: grid.cropped(to: box)) {
          Issue.record("\(box): \(difference)")
          return
        }
      }
    }
  }

  @Test func everyWindowOfARowCanBeCropped() {
    var random = TestRandom(17)
    let grid = random.noise(width: 140, height: 2, density: 0.5)
    let mask = grid.fittedMask
    var out = BitMask()
    for x1 in 0..<140 {
      for x2 in (x1 + 1)...140 {
        let box = PixelBox(x1: x1, y1: 1, x2: x2, y2: 2)
        out.assignCrop(mask, box)
        if let difference = out.difference(from: grid.cropped(to: box)) {
          Issue.record("\(box): \(difference)")
          return
        }
      }
    }
  }

  @Test func aMaskCanBeCroppedToAPartOfItself() {
    let grid = PixelGrid("#..#\n.##.\n####")
    var mask = grid.mask
    let box = PixelBox(x1: 1, y1: 0, x2: 4, y2: 2)
    mask.assignCrop(mask, box)
    #expect(mask.difference(from: grid.cropped(to: box)) == nil)
  }

  @Test func setRunSetsColumnsOfOneRow() {
    var random = TestRandom(18)
    for size in MaskSizes.all {
      var grid = random.grid(width: size.width, height: size.height)
      var mask = random.mask(grid)
      let y = random.int(0...(size.height - 1))
      let x1 = random.int(0...size.width)
      let x2 = random.int(x1...size.width)
      mask.setRun(y: y, x1: x1, x2: x2)
      grid.fill(PixelBox(x1: x1, y1: y, x2: x2, y2: y + 1))
      if let difference = mask.difference(from: grid) {
        Issue.record("\(x1)..<\(x2) of row \(y): \(difference)")
        return
      }
    }
  }

  @Test func clearLeavesNoPixel() {
    for size in MaskSizes.large {
      var mask = BitMask.soiled(width: size.width, height: size.height)
      mask.clear()
      #expect(mask.difference(from: PixelGrid(width: size.width, height: size.height)) == nil)
    }
  }
}

import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitMorphologyTests {
  @Test func agreesWithReferenceOnEveryTinyMask() {
    var morphology = BitMorphology()
    var out = BitMask()
    var failure: String?
    MaskSizes.forEachTinyMask { grid in
      guard failure == nil else { return }
      let mask = grid.mask
      for radius in 0...2 {
        failure =
          failure ?? Self.difference(grid, mask, radius: radius, &morphology, &out)
      }
    }
    #expect(failure == nil)
  }

  @Test func agreesWithReferenceAtEverySize() {
    var random = TestRandom(3)
    var morphology = BitMorphology()
    var out = BitMask()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      let radius = random.int(0...(random.chance(0.7) ? 8 : 31))
      out.soil()
      if let failure = Self.difference(grid, random.mask(grid), radius: radius, &morphology, &out) {
        Issue.record("\(failure)")
        return
      }
    }
  }

  @Test(arguments: 0...31)
  func agreesWithReferenceAtEveryRadius(radius: Int) {
    var random = TestRandom(UInt64(radius))
    var morphology = BitMorphology()
    var out = BitMask()
    for (width, height) in [(1, 1), (64, 1), (1, 64), (65, 20), (130, 70)] {
      for density in [0.002, 0.5, 0.998] {
        let grid = random.noise(width: width, height: height, density: density)
        let mask = random.mask(grid)
        let failure = Self.difference(grid, mask, radius: radius, &morphology, &out)
        #expect(failure == nil)
      }
    }
  }

  @Test func aPointBecomesTheDisk() {
    var morphology = BitMorphology()
    var out = BitMask()
    var point = PixelGrid(width: 7, height: 7)
    point[3, 3] = true
    let disks = [
      1: ".......\n.......\n..###..\n..###..\n..###..\n.......\n.......",
      2: ".......\n..###..\n.#####.\n.#####.\n.#####.\n..###..\n.......",
      3: "..###..\n.#####.\n#######\n#######\n#######\n.#####.\n..###..",
    ]
    for (radius, drawing) in disks {
      morphology.dilate(point.mask, radius: radius, into: &out)
      #expect(out.difference(from: PixelGrid(drawing)) == nil, "radius \(radius)")
    }
  }

  @Test func whatLiesOutsideNeverDecides() {
    var morphology = BitMorphology()
    var out = BitMask()
    for (width, height) in [(1, 1), (64, 3), (100, 40)] {
      let empty = PixelGrid(width: width, height: height)
      for radius in [0, 1, 5, 31] {
        morphology.dilate(empty.mask, radius: radius, into: &out)
        #expect(out.difference(from: empty) == nil)
        morphology.erode(empty.inverted.mask, radius: radius, into: &out)
        #expect(out.difference(from: empty.inverted) == nil)
      }
    }
  }

  @Test func resultMayBeTheSource() {
    var morphology = BitMorphology()
    var random = TestRandom(4)
    let grid = random.grid(width: 90, height: 20)
    var mask = grid.mask
    morphology.dilate(mask, radius: 3, into: &mask)
    #expect(mask.difference(from: grid.dilated(radius: 3)) == nil)
    mask = grid.mask
    morphology.erode(mask, radius: 3, into: &mask)
    #expect(mask.difference(from: grid.eroded(radius: 3)) == nil)
  }

  @Test func emptyMasksAreAllowed() {
    var morphology = BitMorphology()
    for (width, height) in [(0, 0), (0, 3), (3, 0)] {
      var out = PixelGrid(width: 70, height: 2).mask
      morphology.dilate(BitMask(width: width, height: height), radius: 4, into: &out)
      #expect(out.difference(from: PixelGrid(width: width, height: height)) == nil)
      morphology.erode(BitMask(width: width, height: height), radius: 4, into: &out)
      #expect(out.difference(from: PixelGrid(width: width, height: height)) == nil)
    }
  }

  private static func difference(
    _ grid: PixelGrid, _ mask: BitMask, radius: Int, _ morphology: inout BitMorphology,
    _ out: inout BitMask
  ) -> String? {
    morphology.dilate(mask, radius: radius, into: &out)
    if let difference = out.difference(from: grid.dilated(radius: radius)) {
      return "dilation by \(radius): \(difference) of\n\(grid)"
    }
    morphology.erode(mask, radius: radius, into: &out)
    if let difference = out.difference(from: grid.eroded(radius: radius)) {
      return "erosion by \(radius): \(difference) of\n\(grid)"
    }
    return nil
  }
}

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

  @Test func rectanglesAgreeWithReferenceAtEverySize() {
    var random = TestRandom(5)
    var morphology = BitMorphology()
    var out = BitMask()
    for size in MaskSizes.all {
      let grid = random.grid(width: size.width, height: size.height)
      let most = random.chance(0.7) ? 12 : size.width < 200 && random.chance(0.2) ? 300 : 30
      let (width, height) = (random.int(1...most), random.int(1...min(most, 90)))
      let offsets = Neighbourhood.rectangle(width: width, height: height)
      let element = StructuringElement.rectangle(width: width, height: height)
      let mask = random.mask(grid)
      out.soil()
      morphology.dilate(mask, by: element, into: &out)
      if let difference = out.difference(from: grid.dilated(by: offsets)) {
        Issue.record("dilation by \(width)x\(height): \(difference)")
        return
      }
      morphology.erode(mask, by: element, into: &out)
      if let difference = out.difference(from: grid.eroded(by: offsets)) {
        Issue.record("erosion by \(width)x\(height): \(difference)")
        return
      }
    }
  }

  @Test func smallRectanglesAgreeOnEveryTinyMask() {
    var morphology = BitMorphology()
    var out = BitMask()
    var failure: String?
    let sizes = [(2, 1), (1, 2), (2, 2), (3, 2), (4, 3), (5, 5)]
    MaskSizes.forEachTinyMask { grid in
      guard failure == nil else { return }
      let (width, height) = sizes[grid.count % sizes.count]
      let mask = grid.mask
      morphology.erode(mask, by: .rectangle(width: width, height: height), into: &out)
      let offsets = Neighbourhood.rectangle(width: width, height: height)
      failure = out.difference(from: grid.eroded(by: offsets))
    }
    #expect(failure == nil)
  }

  @Test func compoundOperatorsAreTheirParts() {
    var random = TestRandom(6)
    var morphology = BitMorphology()
    var out = BitMask()
    let elements: [(StructuringElement, [(dx: Int, dy: Int)])] = [
      (.disk(radius: 1), PixelGrid.disk(radius: 1)), (.disk(radius: 4), PixelGrid.disk(radius: 4)),
      (.rectangle(width: 4, height: 3), Neighbourhood.rectangle(width: 4, height: 3)),
      (.rectangle(width: 9, height: 1), Neighbourhood.rectangle(width: 9, height: 1)),
    ]
    for (width, height) in [(1, 1), (64, 30), (150, 70), (640, 9)] {
      let grid = random.rectangles(width: width, height: height)
      for (element, offsets) in elements {
        let (less, more) = (grid.eroded(by: offsets), grid.dilated(by: offsets))
        morphology.open(grid.mask, by: element, into: &out)
        #expect(out.difference(from: less.dilated(by: offsets)) == nil, "opening by \(element)")
        morphology.close(grid.mask, by: element, into: &out)
        #expect(out.difference(from: more.eroded(by: offsets)) == nil, "closing by \(element)")
        let (opened, closed) = (less.dilated(by: offsets), more.eroded(by: offsets))
        morphology.whiteTopHat(grid.mask, by: element, into: &out)
        let details = PixelGrid(width: width, height: height) { grid[$0, $1] && !opened[$0, $1] }
        #expect(out.difference(from: details) == nil, "white top-hat by \(element)")
        morphology.blackTopHat(grid.mask, by: element, into: &out)
        let gaps = PixelGrid(width: width, height: height) { closed[$0, $1] && !grid[$0, $1] }
        #expect(out.difference(from: gaps) == nil, "black top-hat by \(element)")
        var same = grid.mask
        morphology.whiteTopHat(same, by: element, into: &same)
        #expect(same.difference(from: details) == nil, "white top-hat in place")
        morphology.boundary(grid.mask, by: element, into: &out)
        let both = PixelGrid(width: width, height: height) { more[$0, $1] && !less[$0, $1] }
        #expect(out.difference(from: both) == nil, "boundary by \(element)")
      }
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

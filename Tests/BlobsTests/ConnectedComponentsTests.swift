import Blobs
import Pixels
import TestSupport
import Testing

@Suite struct ConnectedComponentsTests {
  private static func difference(
    _ components: inout ConnectedComponents, _ grid: PixelGrid, _ mask: BitMask
  ) -> String? {
    for connectivity in [Connectivity.four, .eight] {
      components.label(mask, connectivity: connectivity)
      let expected = grid.components(eightConnected: connectivity == .eight)
      guard components.count == expected.count else {
        return "\(components.count) components instead of \(expected.count) in\n\(grid)"
      }
      var labels = [Int](repeating: -1, count: grid.width * grid.height)
      for i in 0..<components.runs.count {
        let row = Int(components.runs.rows[i]) * grid.width
        for x in components.runs.starts[i]..<components.runs.ends[i] {
          labels[row + Int(x)] = Int(components.labels[i])
        }
      }
      guard labels == expected.labels else { return "\(connectivity) labels of\n\(grid)" }
    }
    return nil
  }

  @Test func agreesWithFloodFillOnEveryTinyMask() {
    var components = ConnectedComponents()
    var failure: String?
    MaskSizes.forEachTinyMask { grid in
      failure = failure ?? Self.difference(&components, grid, grid.mask)
    }
    #expect(failure == nil)
  }

  @Test func agreesWithFloodFillAtEverySize() {
    var random = TestRandom(1)
    var components = ConnectedComponents()
    for size in MaskSizes.all {
      let grid =
        random.chance(0.5)
        ? random.noise(width: size.width, height: size.height, density: 0.45)
        : random.grid(width: size.width, height: size.height)
      if let failure = Self.difference(&components, grid, random.mask(grid)) {
        Issue.record("\(failure)")
        return
      }
    }
  }

  /// Shapes that join late: labels are merged over and over.
  @Test func windingShapesAreOneComponent() {
    var components = ConnectedComponents()
    let side = 131
    let comb = PixelGrid(width: side, height: side) { x, y in x % 2 == 0 || y == side - 1 }
    let serpent = PixelGrid(width: side, height: side) { x, y in
      y % 2 == 0 || x == (y / 2 % 2 == 0 ? side - 1 : 0)
    }
    let nested = PixelGrid(width: side, height: side) { x, y in
      let ring = min(min(x, y), min(side - 1 - x, side - 1 - y))
      return ring % 2 == 0 || y == side / 2
    }
    for grid in [comb, serpent, nested] {
      #expect(Self.difference(&components, grid, grid.mask) == nil)
      #expect(components.count == 1)
    }
  }

  @Test func cornersConnectOnlyWithEightNeighbours() {
    var components = ConnectedComponents()
    let board = PixelGrid(width: 70, height: 6) { ($0 + $1) % 2 == 0 }
    components.label(board.mask, connectivity: .eight)
    #expect(components.count == 1)
    components.label(board.mask, connectivity: .four)
    #expect(components.count == 210)
  }

  @Test func noPixelsGiveNoComponents() {
    var components = ConnectedComponents()
    for (width, height) in [(0, 0), (0, 5), (5, 0), (70, 9)] {
      components.label(BitMask(width: width, height: height))
      #expect(components.count == 0 && components.runs.count == 0)
    }
  }
}

import Pixels
import Testing

@testable import Synthesis

@Suite struct ConductorMaskTests {
  private func mask(_ rows: [String]) -> ConductorMask {
    ConductorMask(
      size: PixelSize(width: rows[0].count, height: rows.count),
      isConductor: rows.joined().map { $0 == "#" })
  }

  @Test func conductorConnectsThroughCorners() {
    let labels = mask(["#..#", ".#..", "...#"]).labels()
    #expect(labels.areas == [2, 1, 1])
    #expect(labels.label == [0, -1, -1, 1, -1, 0, -1, -1, -1, -1, -1, 2])
  }

  @Test func gapsConnectThroughEdgesOnly() {
    let mask = mask([".#", "#."])
    let box = PixelBox(x1: 0, y1: 0, x2: 2, y2: 2)
    let gaps = mask.label(in: box, diagonal: false) { !mask.isConductor[$0] }
    #expect(gaps.areas == [1, 1])
  }

  @Test func joinedConductorsKeepNumbersWithoutGaps() {
    var labels = mask(["#.##.#.##"]).labels()
    labels.join([0, 2])
    #expect(labels.areas == [2, 2, 2])
    #expect(labels.label == [0, -1, 1, 1, -1, 0, -1, 2, 2])
  }
}

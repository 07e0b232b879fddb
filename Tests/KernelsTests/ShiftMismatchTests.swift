import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct ShiftMismatchTests {
  @Test func countsAgreeWithTheirDefinition() {
    var random = TestRandom(77)
    for _ in 0..<60 {
      let (width, height, radius) = (random.int(1...150), random.int(1...20), random.int(0...4))
      let image = random.grid(width: width, height: height)
      let reference = random.grid(width: width + 2 * radius, height: height + 2 * radius)
      let sets = (0..<3).map { _ in random.grid(width: width, height: height) }
      var shifts = ShiftMismatch(radius: radius)
      shifts.measure(
        image.mask, reference.mask, own: sets[0].mask, near: sets[1].mask, around: sets[2].mask)
      let side = 2 * radius + 1
      for set in ShiftMismatch.Set.allCases {
        var best = Int.max
        for k in 0..<(side * side) {
          var expected = 0
          for y in 0..<height {
            for x in 0..<width
            where sets[set.rawValue][x, y] && image[x, y] != reference[x + k % side, y + k / side] {
              expected += 1
            }
          }
          best = min(best, expected)
          #expect(shifts.count(set, at: k) == expected)
        }
        #expect(shifts.best(set).count == best)
      }
    }
  }

  @Test func ofEqualDisplacementsTheShortestIsBest() {
    let empty = BitMask(width: 20, height: 10)
    var shifts = ShiftMismatch(radius: 2)
    shifts.measure(
      empty, BitMask(width: 24, height: 14), own: empty, near: empty, around: empty)
    let best = shifts.best(.own)
    #expect((best.index, best.dx, best.dy, best.count) == (shifts.none, 0, 0, 0))
  }
}

import Pixels
import TestSupport
import Testing

@Suite struct GeometryTests {
  private static func pixels(_ box: PixelBox) -> Set<[Int]> {
    guard !box.isEmpty else { return [] }
    return Set((box.y1..<box.y2).flatMap { y in (box.x1..<box.x2).map { [$0, y] } })
  }

  private static func randomBox(_ random: inout TestRandom) -> PixelBox {
    let (x, y) = (random.int(-4...6), random.int(-4...6))
    return PixelBox(x1: x, y1: y, x2: x + random.int(0...6), y2: y + random.int(0...6))
  }

  @Test func boxOperationsAreThoseOfPixelSets() {
    var random = TestRandom(1)
    for _ in 0..<500 {
      let (a, b) = (Self.randomBox(&random), Self.randomBox(&random))
      let (p, q) = (Self.pixels(a), Self.pixels(b))
      #expect(a.area == p.count)
      #expect(a.isEmpty == p.isEmpty)
      #expect(Self.pixels(a.intersection(b)) == p.intersection(q))
      let size = PixelSize(width: random.int(0...7), height: random.int(0...7))
      let all = PixelBox(x1: 0, y1: 0, x2: size.width, y2: size.height)
      #expect(Self.pixels(a.clipped(to: size)) == p.intersection(Self.pixels(all)))
      let common = p.intersection(q).count
      let share = common == 0 ? 0 : Double(common) / Double(p.union(q).count)
      #expect(a.intersectionOverUnion(b) == share)
      #expect(b.intersectionOverUnion(a) == share)
    }
  }

  @Test func unionIsTheSmallestBoxAroundBoth() {
    let a = PixelBox(x1: 1, y1: 2, x2: 4, y2: 6)
    #expect(
      a.union(PixelBox(x1: 3, y1: 0, x2: 9, y2: 3)) == PixelBox(x1: 1, y1: 0, x2: 9, y2: 6))
    #expect(a.union(a) == a)
  }

  @Test func grownBoxesReachFartherOnAllSides() {
    let a = PixelBox(x1: 1, y1: 2, x2: 4, y2: 6)
    #expect(a.grown(by: 3) == PixelBox(x1: -2, y1: -1, x2: 7, y2: 9))
    #expect(a.grown(by: 3).grown(by: -3) == a)
  }

  @Test func overlapOfKnownBoxes() {
    let a = PixelBox(x1: 0, y1: 0, x2: 10, y2: 10)
    #expect(a.intersectionOverUnion(a) == 1)
    #expect(a.intersectionOverUnion(PixelBox(x1: 10, y1: 0, x2: 20, y2: 10)) == 0)
    #expect(a.intersectionOverUnion(PixelBox(x1: 5, y1: 0, x2: 15, y2: 10)) == 50.0 / 150)
    #expect(a.intersectionOverUnion(PixelBox(x1: 3, y1: 3, x2: 3, y2: 9)) == 0)
  }
}

import Kernels
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct ContoursTests {
  private func check(_ mask: BitMask, _ contours: inout Contours) {
    let borders = ContoursReference(mask).borders
    contours.trace(mask)
    #expect(contours.count == borders.count)
    guard contours.count == borders.count else { return }
    for (k, border) in borders.enumerated() { check(contours, k, border) }

    let outer = borders.filter { !$0.isHole && $0.parent == nil }
    contours.trace(mask, .outermost)
    #expect(contours.count == outer.count)
    guard contours.count == outer.count else { return }
    for (k, border) in outer.enumerated() { check(contours, k, border) }
  }

  private func check(_ contours: Contours, _ k: Int, _ border: ContoursReference.Border) {
    let c = contours[k]
    #expect(c.isHole == border.isHole)
    #expect(c.parent == border.parent)
    let points = border.points
    let expected = points.map { ContourPoint(x: Int32($0.x), y: Int32($0.y)) }
    #expect(Array(contours.points[c.points]) == expected)
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let box = PixelBox(x1: xs.min()!, y1: ys.min()!, x2: xs.max()! + 1, y2: ys.max()! + 1)
    #expect(c.box == box)
    var (twiceArea, diagonal) = (0, 0)
    for (p, q) in zip(points, points.dropFirst() + points.prefix(1)) {
      twiceArea += p.x * q.y - q.x * p.y
      if p.x != q.x && p.y != q.y { diagonal += 1 }
    }
    #expect(c.area == Double(abs(twiceArea)) / 2)
    let straight = points.count == 1 ? 0 : points.count - diagonal
    #expect(c.length == Double(straight) + 2.0.squareRoot() * Double(diagonal))
  }

  @Test func everySmallMaskAgreesWithBorderFollowing() {
    var contours = Contours()
    for (width, height) in [(1, 1), (1, 4), (4, 1), (2, 2), (3, 3), (4, 3), (3, 4)] {
      for bits in 0..<(1 << (width * height)) {
        check(BitMask(width: width, height: height, bits: bits), &contours)
      }
    }
  }

  @Test func everyWidthAgreesWithBorderFollowing() {
    var random = RandomMasks(seed: 8)
    var contours = Contours()
    for width in 1...140 {
      let density = Double.random(in: 0.05...0.95, using: &random)
      check(random.mask(width: width, height: 4, density: density), &contours)
    }
  }

  @Test func largerMasksAgreeWithBorderFollowing() {
    var random = RandomMasks(seed: 9)
    var contours = Contours()
    for density in [0.2, 0.5, 0.7, 0.9] {
      check(random.mask(width: 90, height: 60, density: density), &contours)
    }
    for count in [3, 10, 60] {
      check(random.boxes(width: 130, height: 90, count: count), &contours)
    }
  }

  @Test func regionsInHolesKnowWhatSurroundsThem() {
    var contours = Contours()
    contours.trace(
      BitMask(rows: [
        "#######..",
        "#.....#.#",
        "#.###.#..",
        "#.#.#.#..",
        "#.###.#..",
        "#.....#..",
        "#######..",
      ]))
    #expect(contours.count == 5)
    let all = (0..<contours.count).map { contours[$0] }
    #expect(all.map(\.isHole) == [false, true, false, false, true])
    #expect(all.map(\.parent) == [nil, 0, nil, 1, 3])
    #expect(all[0].area == 36 && all[0].length == 24)
  }

  @Test func masksWithoutSetPixelsHaveNoContours() {
    var contours = Contours()
    for size in [(0, 0), (0, 3), (3, 0), (65, 2)] {
      contours.trace(BitMask(width: size.0, height: size.1))
      #expect(contours.count == 0)
    }
  }

  @Test func aLongContourGrowsThePointsOnce() {
    var mask = BitMask(width: 3000, height: 2)
    mask.setRun(y: 1, x1: 0, x2: 3000)
    var contours = Contours()
    contours.trace(mask)
    let first = contours[0]
    #expect(first.points == 0..<5998)
    #expect(first.length == 5998)
    #expect(contours.points[2999] == ContourPoint(x: 2999, y: 1))
    #expect(contours.points[5997] == ContourPoint(x: 1, y: 1))
  }
}

import Comparison
import Kernels
import Pixels
import TestSupport
import Testing

@testable import Teaching

@Suite struct PlaneStatisticsTests {
  private static let size = PixelSize(width: 70, height: 3)
  private static let everywhere = mask { _, _ in true }
  private static let nowhere = mask { _, _ in false }

  private static func mask(_ isSet: (Int, Int) -> Bool) -> BitMask {
    var mask = BitMask(width: size.width, height: size.height)
    for y in 0..<size.height { for x in 0..<size.width { mask[x, y] = isSet(x, y) } }
    return mask
  }

  private static func planes(_ count: Int, seed: UInt64) -> [Image<UInt8>] {
    var random = TestRandom(seed)
    return (0..<count).map { _ in random.image(width: size.width, height: size.height) }
  }

  private func expected(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0)
  }

  private func compare(_ plane: ReferencePlane, _ values: (Int, Int) -> [Double]) {
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width {
        let wanted = expected(values(x, y))
        #expect(abs(Double(plane.mean[x, y]) / 256 - wanted.mean) < 0.01)
        #expect(abs(Double(plane.deviation[x, y]) / 256 - wanted.deviation) < 0.05)
        #expect(Int(plane.count[x, y]) == values(x, y).count)
      }
    }
  }

  @Test func meanAndDeviationAreThoseOfThePartsThatShowAPixel() {
    let planes = Self.planes(7, seed: 1)
    var statistics = PlaneStatistics(.luma, size: Self.size)
    for (k, plane) in planes.enumerated() {
      statistics.add(
        plane, covered: Self.mask { x, _ in x % 7 != k }, rejected: Self.nowhere)
    }
    compare(statistics.plane(varying: Self.nowhere)) { x, y in
      planes.enumerated().filter { x % 7 != $0.offset }.map { Double($0.element[x, y]) }
    }
  }

  @Test func whatIsOutvotedCountsOnlyWhereGoodPartsVary() throws {
    let planes = Self.planes(9, seed: 2)
    var statistics = PlaneStatistics(.luma, size: Self.size)
    // The first, too, may be outvoted.
    for (k, plane) in planes.enumerated() {
      statistics.add(
        plane, covered: Self.everywhere, rejected: Self.mask { x, _ in x < 35 && k % 4 == 0 })
    }
    func values(_ x: Int, _ y: Int, _ isOutvoted: Bool) -> [Double] {
      planes.enumerated().filter { (x < 35 && $0.offset % 4 == 0) == isOutvoted }
        .map { Double($0.element[x, y]) }
    }
    let apart = statistics.plane(varying: Self.nowhere)
    compare(apart) { values($0, $1, false) }
    let outvoted = try #require(apart.outvoted)
    compare(
      ReferencePlane(
        .luma, mean: outvoted.mean, deviation: outvoted.deviation, count: outvoted.count)
    ) { values($0, $1, true) }
    #expect(statistics.varies(x: 3, y: 1) && !statistics.varies(x: 60, y: 1))
    let all = statistics.plane(varying: Self.everywhere)
    #expect(all.outvoted == nil)
    compare(all) { x, y in planes.map { Double($0[x, y]) } }
  }

  @Test func aPartThatIsTakenOutLeavesTheOthers() {
    let planes = Self.planes(6, seed: 3)
    let rejected = Self.mask { x, _ in x % 5 == 0 }
    for varying in [Self.nowhere, Self.everywhere] {
      var (all, others) = (
        PlaneStatistics(.luma, size: Self.size), PlaneStatistics(.luma, size: Self.size)
      )
      for (k, plane) in planes.enumerated() {
        let mask = k > 3 ? rejected : Self.nowhere
        all.add(plane, covered: Self.everywhere, rejected: mask)
        if k != 4 { others.add(plane, covered: Self.everywhere, rejected: mask) }
      }
      let left = all.plane(
        without: planes[4], covered: Self.everywhere, rejected: rejected, varying: varying)
      let wanted = others.plane(varying: varying)
      #expect(left.count == wanted.count)
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          #expect(abs(Int(left.mean[x, y]) - Int(wanted.mean[x, y])) < 4)
          #expect(abs(Int(left.deviation[x, y]) - Int(wanted.deviation[x, y])) < 40)
        }
      }
    }
  }

  @Test func aStoredPlaneGoesOnWhereItStopped() {
    let planes = Self.planes(8, seed: 4)
    let rejected = Self.mask { x, _ in x < 20 }
    var whole = PlaneStatistics(.gradient, size: Self.size)
    var begun = whole
    for (k, plane) in planes.enumerated() {
      let mask = k % 3 == 1 ? rejected : Self.nowhere
      whole.add(plane, covered: Self.everywhere, rejected: mask)
      if k < 5 { begun.add(plane, covered: Self.everywhere, rejected: mask) }
    }
    var later = PlaneStatistics(begun.plane(varying: Self.nowhere))
    for k in 5..<8 {
      later.add(
        planes[k], covered: Self.everywhere, rejected: k % 3 == 1 ? rejected : Self.nowhere)
    }
    let (a, b) = (whole.plane(varying: Self.nowhere), later.plane(varying: Self.nowhere))
    #expect(a.count == b.count && a.outvoted?.count == b.outvoted?.count)
    for y in 0..<Self.size.height {
      for x in 0..<Self.size.width {
        #expect(abs(Int(a.mean[x, y]) - Int(b.mean[x, y])) <= 2)
        #expect(abs(Int(a.deviation[x, y]) - Int(b.deviation[x, y])) <= 2)
      }
    }
  }

  @Test func manyPartsFadeTheOldest() {
    var moments = Moments()
    for _ in 0..<400 { moments.add(50) }
    #expect(moments.count == 255 && moments.mean == 50 && moments.squares == 0)
    for _ in 0..<2000 { moments.add(90) }
    #expect(moments.count == 255 && abs(moments.mean - 90) < 1)
  }
}

import Comparison
import Kernels
import Pixels
import Testing

@testable import Teaching

@Suite struct SeedStackTests {
  private func planes(_ levels: [UInt8]) -> [Image<UInt8>] {
    levels.map { Image(width: 1, height: 1, samples: [$0]) }
  }

  private func covered(_ isCovered: [Bool]) -> [BitMask] {
    isCovered.map {
      var mask = BitMask(width: 1, height: 1)
      mask[0, 0] = $0
      return mask
    }
  }

  @Test(
    arguments: [
      ([10, 200, 12, 11, 13], 12.0, 1.0), ([10, 14, 250, 0], 12, 7), ([7], 7, 0), ([6, 9], 7.5, 0),
    ] as [([UInt8], Double, Double)])
  func isTheMedianAndTheMedianDistanceFromIt(
    _ levels: [UInt8], _ median: Double, _ distance: Double
  ) {
    let plane = SeedStack.median(
      .luma, planes(levels), covered: covered(levels.map { _ in true }))
    #expect(Double(plane.mean[0, 0]) / 256 == median)
    #expect(abs(Double(plane.deviation[0, 0]) / 256 - 1.483 * distance) < 0.01)
    #expect(Int(plane.count[0, 0]) == (levels.count < 3 ? 1 : levels.count))
  }

  @Test func takesOnlyPlanesThatCoverAPixel() {
    let some = SeedStack.median(
      .luma, planes([10, 90, 12, 14]), covered: covered([true, false, true, true]))
    #expect(some.mean[0, 0] == 12 * 256 && some.count[0, 0] == 3)
    let none = SeedStack.median(.luma, planes([10, 90]), covered: covered([false, false]))
    #expect(none.count[0, 0] == 0)
  }
}

import Pixels
import Testing

@testable import Synthesis

@Suite struct DrillWanderTests {
  /// A pad of radius `pad` with a hole of radius `hole` in the middle of 80x80 pixels.
  private func board(pad: Int, hole: Int) -> Image<UInt8> {
    var image = Image<UInt8>(width: 80, height: 80)
    for y in 0..<80 {
      for x in 0..<80 {
        let square = (x - 40) * (x - 40) + (y - 40) * (y - 40)
        image[x, y] = square <= pad * pad && square > hole * hole ? 30 : 230
      }
    }
    return image
  }

  /// The light that falls through the hole, in pixels, and its centre; nothing outside the pad may
  /// have changed.
  private func hole(in image: Image<UInt8>, of original: Image<UInt8>, pad: Int) -> (
    area: Double, x: Double, y: Double
  ) {
    var (area, sumX, sumY) = (0.0, 0.0, 0.0)
    var changedOutside = 0
    for y in 0..<80 {
      for x in 0..<80 {
        let inside = (x - 40) * (x - 40) + (y - 40) * (y - 40) <= pad * pad
        if !inside {
          changedOutside += image[x, y] == original[x, y] ? 0 : 1
        } else {
          let share = (Double(image[x, y]) - 30) / 200
          area += share
          sumX += share * Double(x)
          sumY += share * Double(y)
        }
      }
    }
    #expect(changedOutside == 0)
    return (area, sumX / area, sumY / area)
  }

  @Test func holesMoveWithinTheirPadsAndNoFartherThanAsked() {
    let original = board(pad: 20, hole: 8)
    let before = hole(in: original, of: original, pad: 20)
    var farthest = 0.0
    for seed in 0..<20 {
      let image = BoardPerturbation(drillWander: 3).apply(to: original, seed: UInt64(seed))
      let after = hole(in: image, of: original, pad: 20)
      let (dx, dy) = (after.x - before.x, after.y - before.y)
      let distance = (dx * dx + dy * dy).squareRoot()
      #expect(distance < 3.01)
      #expect(abs(after.area - before.area) < 1)
      farthest = max(farthest, distance)
    }
    #expect(farthest > 2)
  }

  /// A hole never comes nearer than 2 px to the edge of its pad; where it would, it stays.
  @Test func holeThatWouldLeaveThePadStays() {
    let original = board(pad: 13, hole: 8)
    var (stayed, moved) = (0, 0)
    for seed in 0..<30 {
      let image = BoardPerturbation(drillWander: 6).apply(to: original, seed: UInt64(seed))
      if image == original { stayed += 1 } else { moved += 1 }
      let after = hole(in: image, of: original, pad: 13)
      let reach = ((after.x - 40) * (after.x - 40) + (after.y - 40) * (after.y - 40)).squareRoot()
      #expect(reach < 3.5)
    }
    #expect(stayed > 15 && moved > 0)
  }

  @Test func whatIsNoDrilledHoleStays() {
    func unmoved(_ image: Image<UInt8>) -> Bool {
      (0..<5).allSatisfy {
        BoardPerturbation(drillWander: 3).apply(to: image, seed: $0) == image
      }
    }
    // Too large, open to the outside, a gap between traces.
    #expect(unmoved(board(pad: 30, hole: 12)))
    var open = board(pad: 20, hole: 8)
    for x in 40..<80 { open[x, 40] = 230 }
    #expect(unmoved(open))
    var gap = Image<UInt8>(width: 80, height: 80)
    for x in 25..<55 { for y in 36..<42 { gap[x, y] = 230 } }
    #expect(unmoved(gap))
  }

  @Test func holesInOnePadDoNotMeet() {
    var original = Image<UInt8>(width: 80, height: 80)
    for y in 0..<80 {
      for x in 0..<80 {
        let left = (x - 33) * (x - 33) + (y - 40) * (y - 40)
        let right = (x - 47) * (x - 47) + (y - 40) * (y - 40)
        original[x, y] = left > 25 && right > 25 ? 30 : 230
      }
    }
    for seed in 0..<10 {
      let image = BoardPerturbation(drillWander: 4).apply(to: original, seed: UInt64(seed))
      let all = PixelBox(x1: 0, y1: 0, x2: 80, y2: 80)
      #expect(countPieces(of: image, in: all, dark: false) == 2)
    }
  }
}

import Pixels
import Testing

@testable import Synthesis

@Suite struct StretchFieldTests {
  private let size = PixelSize(width: 200, height: 150)

  @Test func stillFieldLooksStraightAhead() {
    let field = StretchField(still: size)
    #expect(field.positions[0] == .zero)
    #expect(field.positions[3 * 200 + 7] == Vector(7, 3))
    #expect(field.reach == 0)
  }

  @Test func largestDisplacementIsTheStretch() {
    var random = RandomSource(seed: 1, stream: 0)
    let field = StretchField(size: size, stretch: 6, shift: 0, random: &random)
    let longest = field.positions.enumerated().map { i, p in
      (p - Vector(Double(i % 200), Double(i / 200))).length
    }.max()
    #expect(abs((longest ?? 0) - 6) < 1e-9)
  }

  @Test func shiftIsCommonToAllPixels() {
    var random = RandomSource(seed: 2, stream: 0)
    let field = StretchField(size: size, stretch: 0, shift: 4, random: &random)
    let first = field.positions[0]
    #expect(max(abs(first.x), abs(first.y)) <= 4)
    #expect(first != .zero)
    for (i, p) in field.positions.enumerated() {
      let uneven = p - first - Vector(Double(i % 200), Double(i / 200))
      #expect(uneven.length < 1e-9)
    }
  }

  @Test func neighboursAreDisplacedNearlyAlike() {
    var random = RandomSource(seed: 3, stream: 0)
    let large = PixelSize(width: 640, height: 640)
    let field = StretchField(size: large, stretch: 6, shift: 2, random: &random)
    for i in stride(from: 0, to: large.area - 1, by: 101) where i % 640 < 639 {
      let step = field.positions[i + 1] - field.positions[i] - Vector(1, 0)
      #expect(step.length < 0.1)
    }
  }
}

import Pixels
import Testing

@testable import Synthesis

@Suite struct BoardPerturbationTests {
  private static let dark: UInt8 = 40
  private static let bright: UInt8 = 220

  /// Laminate with conductor where `isConductor` holds.
  private static func draw(
    _ width: Int, _ height: Int, _ isConductor: (Int, Int) -> Bool
  ) -> Image<UInt8> {
    var image = Image<UInt8>(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { image[x, y] = isConductor(x, y) ? dark : bright }
    }
    return image
  }

  /// Traces of 10 px every 20 px, and between rows of them pads with holes of 10 px.
  private static let board = draw(400, 300) { x, y in
    if y % 100 >= 50 { return y % 20 < 10 }
    let (dx, dy) = (x % 50 - 25, y % 100 - 25)
    let square = dx * dx + dy * dy
    return square < 400 && square >= 25
  }

  private static func changed(_ a: Image<UInt8>, _ b: Image<UInt8>) -> Int {
    zip(a.samples, b.samples).count { ($0 < 128) != ($1 < 128) }
  }

  private static let all = BoardPerturbation(
    motion: BoardMotion(shift: PixelPoint(x: 3, y: 4), rotation: 0.5), stretch: 3, edgeNoise: 0.1,
    speckle: 0.001, drillWander: 3, thicken: 0.5)

  @Test func noPerturbationIsTheIdentity() {
    let image = Self.board
    #expect(BoardPerturbation().apply(to: image, seed: 7) == image)
    #expect(BoardPerturbation().apply(to: Image(), seed: 7) == Image())
  }

  @Test func shiftIsThatOfTheMotion() {
    let motion = BoardMotion(shift: PixelPoint(x: 5, y: -2))
    let moved = BoardPerturbation(motion: motion).apply(to: Self.board, seed: 1)
    #expect(moved == motion.moved(Self.board))
  }

  @Test func equalSeedsGiveEqualPixelsAndOthersDoNot() {
    let first = Self.all.apply(to: Self.board, seed: 1)
    #expect(Self.all.apply(to: Self.board, seed: 1) == first)
    #expect(Self.all.apply(to: Self.board, seed: 2) != first)
  }

  @Test func eachRandomStepDependsOnTheSeed() {
    let steps = [
      BoardPerturbation(stretch: 2), BoardPerturbation(edgeNoise: 0.1),
      BoardPerturbation(speckle: 0.001), BoardPerturbation(drillWander: 3),
    ]
    for step in steps {
      let image = step.apply(to: Self.board, seed: 3)
      #expect(image != Self.board)
      #expect(image != step.apply(to: Self.board, seed: 4))
    }
  }

  @Test func longestDisplacementIsTheStretchAndNeighboursMoveAlike() {
    let size = PixelSize(width: 300, height: 200)
    var random = RandomSource(seed: 5, stream: 0)
    let waves = SmoothWaves(size: size, amplitude: 3, random: &random).displacements
    #expect(abs((waves.map(\.length).max() ?? 0) - 3) < 1e-9)
    let steepest = (0..<(size.area - size.width)).lazy
      .filter { $0 % size.width < size.width - 1 }
      .map { max((waves[$0 + 1] - waves[$0]).length, (waves[$0 + size.width] - waves[$0]).length) }
      .max()
    #expect((steepest ?? 1) < 0.15)
  }

  /// A displacement by d moves an edge by about d.
  @Test func stretchMovesEdgesByNoMoreThanItsAmplitude() {
    let board = Self.draw(400, 300) { x, _ in x % 40 < 20 }
    let stretched = BoardPerturbation(stretch: 3).apply(to: board, seed: 1)
    var farthest = 0
    for y in 0..<300 {
      for x in 4..<396 where (stretched[x, y] < 128) != (board[x, y] < 128) {
        farthest = max(farthest, min(x % 20, 20 - x % 20))
      }
    }
    #expect((1...3).contains(farthest))
    #expect(Self.changed(board, stretched) > 1000)
  }

  @Test func edgeNoiseFlipsTheShareOfEdgePixelsAskedFor() {
    let levels = GrayLevels(Self.board)
    let edges = Set(levels.edgePixels())
    let noisy = BoardPerturbation(edgeNoise: 0.2).apply(to: Self.board, seed: 1)
    let before = Self.board.samples
    let flipped = noisy.samples.indices.filter { (noisy.samples[$0] < 128) != (before[$0] < 128) }
    #expect(flipped.allSatisfy(edges.contains))
    #expect(abs(Double(flipped.count) - 0.2 * Double(edges.count)) <= 1)
    // Neighbours along an edge flip together more often than by chance.
    let set = Set(flipped)
    let together = flipped.count { set.contains($0 + 1) }
    #expect(Double(together) > 0.3 * Double(flipped.count))
  }

  @Test func speckleFlipsSinglePixelsMostlyAtNarrowParts() {
    // Traces and gaps of 6 px on the left, conductor with a wide gap on the right.
    let board = Self.draw(400, 400) { x, _ in x < 120 ? x % 12 < 6 : x > 300 }
    let image = BoardPerturbation(speckle: 0.002).apply(to: board, seed: 1)
    var flipped: [(x: Int, y: Int)] = []
    for y in 0..<400 {
      for x in 0..<400 where (image[x, y] < 128) != (board[x, y] < 128) { flipped.append((x, y)) }
    }
    #expect(flipped.count == 320)
    #expect(flipped.count { $0.x < 120 } > 240)
    let areSingle = flipped.indices.allSatisfy { i in
      flipped[..<i].allSatisfy {
        max(abs($0.x - flipped[i].x), abs($0.y - flipped[i].y)) > 1
      }
    }
    #expect(areSingle)
  }

  @Test func thickeningMovesEdgesOut() {
    let board = Self.draw(60, 60) { x, y in x >= 20 && x < 40 && y >= 20 && y < 40 }
    func area(_ thicken: Double) -> Int {
      BoardPerturbation(thicken: thicken).apply(to: board, seed: 1).samples.count { $0 < 128 }
    }
    #expect(area(0) == 400)
    #expect(area(1) == 480)
    #expect(area(-1) == 324)
    #expect(area(0.2) == 400)
  }

  @Test func randomStaysWithinItsLimits() {
    var limits = Self.all
    limits.speckle = 0
    var drawn: [BoardPerturbation] = []
    for seed in 0..<200 {
      let one = BoardPerturbation.random(seed: UInt64(seed), limits: limits)
      #expect(abs(one.motion.shift.x) <= 3 && abs(one.motion.shift.y) <= 4)
      #expect(abs(one.motion.rotation) <= 0.5 && abs(one.thicken) <= 0.5)
      #expect((0...3).contains(one.stretch) && (0...0.1).contains(one.edgeNoise))
      #expect((0...3).contains(one.drillWander) && one.speckle == 0)
      drawn.append(one)
    }
    #expect(Set(drawn).count == 200)
    #expect(drawn.contains { $0.motion.shift.x < -2 } && drawn.contains { $0.motion.shift.x > 2 })
    #expect(drawn[9] == BoardPerturbation.random(seed: 9, limits: limits))
    #expect(BoardPerturbation.random(seed: 1, limits: .init()) == BoardPerturbation())
  }
}

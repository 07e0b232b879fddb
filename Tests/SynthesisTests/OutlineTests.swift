import Testing

@testable import Synthesis

@Suite struct OutlineTests {
  @Test func distancesAreThoseOfGeometry() {
    let disc = Outline.disc(center: Vector(3, 4), radius: 2)
    #expect(disc.distance(to: .zero) == 3)
    let capsule = Outline.capsule(from: .zero, to: Vector(10, 0), radius: 1)
    #expect(capsule.distance(to: Vector(5, 3)) == 2)
    #expect(capsule.distance(to: Vector(13, 4)) == 4)
    #expect(capsule.distance(to: Vector(5, 0)) == -1)
    let box = Outline.box(center: .zero, halfWidth: 4, halfHeight: 2, corner: 0)
    #expect(box.distance(to: Vector(7, 6)) == 5)
    #expect(box.distance(to: Vector(0, 1)) == -1)
    let square = Outline.polygon([.zero, Vector(4, 0), Vector(4, 4), Vector(0, 4)])
    #expect(square.distance(to: Vector(2, 1)) == -1)
    #expect(square.distance(to: Vector(7, 8)) == 5)
  }

  @Test func dotIsADisc() {
    let dot = Outline.capsule(from: Vector(1, 1), to: Vector(1, 1), radius: 2)
    #expect(dot.distance(to: Vector(4, 5)) == 3)
  }

  @Test func piecesCoverTheWhole() {
    let trace = Outline.capsule(from: Vector(10, 20), to: Vector(310, 400), radius: 3)
    #expect(trace.pieces.count > 1)
    for (x, y) in [(10.0, 20.0), (160, 210), (310, 400), (100, 300)] {
      let p = Vector(x, y)
      let nearest = trace.pieces.map { $0.distance(to: p) }.min() ?? .infinity
      #expect(abs(nearest - trace.distance(to: p)) < 1e-9)
    }
  }
}

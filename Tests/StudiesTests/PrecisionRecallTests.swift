import Decision
import Pixels
import Testing

@testable import Studies

struct PrecisionRecallTests {
  private func truth(_ boxes: PixelBox...) -> PartTruth {
    PartTruth(isGood: boxes.isEmpty, defects: boxes.map { .init(box: $0) })
  }

  private let corner = PixelBox(x1: 100, y1: 100, x2: 110, y2: 110)
  private let far = PixelBox(x1: 500, y1: 500, x2: 510, y2: 510)

  @Test func boxesMeetAcrossTheMarginAndNoFarther() {
    // A box that ends at 90 has its last pixel at 89; the grown truth begins at 90.
    for (x, isFound) in [(80, false), (81, true), (119, true), (120, false)] {
      var curve = PrecisionRecall()
      curve.add(candidates: [candidate(0.5, x: x, y: 100)], truth: truth(corner))
      #expect(curve.point(at: 0.5).recall == (isFound ? 1 : 0), "\(x)")
      #expect(curve.point(at: 0.5).precision == (isFound ? 1 : 0), "\(x)")
    }
  }

  @Test func curveCountsByThreshold() {
    var curve = PrecisionRecall()
    curve.add(
      candidates: [
        candidate(0.9, x: 100, y: 100), candidate(0.8, x: 300, y: 300),
        candidate(0.4, x: 102, y: 102),
      ], truth: truth(corner, far))
    curve.add(candidates: [candidate(0.6)], truth: .good)
    // Bad, but nobody said where.
    curve.add(candidates: [candidate(0.7)], truth: PartTruth(isGood: false))
    #expect(curve.imageCount == 2 && curve.truthCount == 2)
    let points = curve.points
    #expect(points.map(\.threshold) == [0.9, 0.8, 0.6, 0.4])
    #expect(points.map(\.precision) == [1, 0.5, 1.0 / 3, 0.5])
    #expect(points.map(\.recall) == [0.5, 0.5, 0.5, 0.5])
    #expect(points.map(\.falsePerImage) == [0, 0.5, 1, 1])
    for point in points { #expect(curve.point(at: point.threshold) == point) }
    #expect(curve.averagePrecision == 0.5)
    #expect(curve.point(at: 0.95).precision == 1 && curve.point(at: 0.95).recall == 0)
  }

  @Test func withoutTruthThereIsNothingToFind() {
    let curve = PrecisionRecall()
    #expect(curve.points.isEmpty && curve.averagePrecision == 0)
    #expect(curve.point(at: 0).recall == 0 && curve.point(at: 0).falsePerImage == 0)
  }
}

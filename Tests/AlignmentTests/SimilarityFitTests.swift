import Kernels
import Pixels
import Testing

@testable import Alignment

@Suite struct SimilarityFitTests {
  private func pairs(_ map: AffineMap, wrong: Int) -> [PointPair] {
    (0..<30).map { i in
      let p = PixelPoint(x: Double(i * 37 % 200), y: Double(i * 91 % 150))
      var q = map.applied(to: p)
      if i < wrong { (q.x, q.y) = (q.x + Double(5 + i * 7 % 40), q.y - Double(i * 13 % 50)) }
      return PointPair(reference: p, image: q)
    }
  }

  @Test(arguments: [0, 5, 14]) func wrongPairsDoNotCount(_ wrong: Int) throws {
    let map = AffineMap.similarity(
      angle: 0.1, scale: 1.01, from: PixelPoint(x: 100, y: 70), to: PixelPoint(x: 120, y: 60))
    var fit = SimilarityFit()
    let fitted = fit.fit(pairs(map, wrong: wrong), tolerance: 1, scales: 0.9...1.1)
    let found = try #require(fitted)
    #expect(fit.count == 30 - wrong)
    #expect(abs(found.xx - map.xx) < 1e-9 && abs(found.xy - map.xy) < 1e-9)
    #expect(abs(found.x0 - map.x0) < 1e-6 && abs(found.y0 - map.y0) < 1e-6)
  }

  @Test func scalesOutOfRangeAndTooFewPairsGiveNone() {
    let map = AffineMap.similarity(
      angle: 0, scale: 1.3, from: .zero, to: PixelPoint(x: 5, y: 5))
    var fit = SimilarityFit()
    let same = PointPair(reference: PixelPoint(x: 3, y: 3), image: .zero)
    let sets = [
      pairs(map, wrong: 0), [], [PointPair(reference: .zero, image: .zero)], [same, same, same],
    ]
    for set in sets {
      let found = fit.fit(set, tolerance: 1, scales: 0.9...1.1)
      #expect(found == nil)
    }
  }
}

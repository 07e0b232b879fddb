import Decision
import Foundation
import Pixels

@testable import Studies

/// A candidate of `confidence` with its top left corner at `x`, `y` and sides of `side` pixels.
func candidate(
  _ confidence: Double, x: Int = 0, y: Int = 0, side: Int = 10, area: Int = 5,
  _ defectClass: DefectClass = .open
) -> Defect {
  Defect(
    defectClass: defectClass, confidence: confidence, area: area,
    box: PixelBox(x1: x, y1: y, x2: x + side, y2: y + side))
}

/// Good and bad parts with these scores; one without a candidate is `nil`.
func parts(good: [Double?] = [], bad: [Double?] = [], unknown: [Double?] = []) -> [ScoredPart] {
  func made(_ scores: [Double?], _ name: String, _ isGood: Bool?) -> [ScoredPart] {
    scores.enumerated().map {
      ScoredPart(path: "\(name)\($0).png", score: $1, isGood: isGood)
    }
  }
  return made(good, "good", true) + made(bad, "bad", false) + made(unknown, "part", nil)
}

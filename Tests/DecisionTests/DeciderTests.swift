import Blobs
import Decision
import Pixels
import TestSupport
import Testing

@Suite struct DeciderTests {
  private static func defect(_ confidence: Double) -> Defect {
    Defect(
      defectClass: .spur, confidence: confidence, area: 9,
      box: PixelBox(x1: 0, y1: 0, x2: 3, y2: 3))
  }

  private static func decider(
    _ change: (inout DecisionParameters) -> Void = { _ in }
  ) -> Decider {
    var parameters = DecisionParameters()
    change(&parameters)
    return Decider(parameters: parameters)
  }

  /// The candidates of squares of added material, each given by its corner and side.
  private static func candidates(
    _ squares: [(x: Int, y: Int, side: Int)],
    in size: PixelSize = PixelSize(width: 200, height: 100),
    _ change: (inout DecisionParameters) -> Void = { _ in }
  ) -> [Defect] {
    var grid = PixelGrid(width: size.width, height: size.height)
    for (x, y, side) in squares { grid.fill(PixelBox(x1: x, y1: y, x2: x + side, y2: y + side)) }
    let empty = PixelGrid(width: size.width, height: size.height)
    var out = [defect(0.9)]  // written over
    var decider = decider(change)
    decider.assess(
      Drawing(reference: empty, added: grid).blobs, image: grid.mask, reference: empty.mask,
      into: &out)
    return out
  }

  @Test func nothingFoundIsAPass() {
    for point in [0, 0.5, 1] {
      let decider = Self.decider {
        $0.operatingPoint = point
        $0.reviewBand = 0.3
      }
      #expect(decider.verdict([]) == .pass)
      #expect(decider.reported([]).isEmpty)
    }
  }

  @Test func reachingTheOperatingPointIsAFail() {
    let decider = Self.decider { $0.operatingPoint = 0.75 }
    #expect(decider.verdict([Self.defect(0.75)]) == .fail)
    #expect(decider.verdict([Self.defect(0.75.nextDown)]) == .pass)
    #expect(decider.verdict([Self.defect(0.2), Self.defect(0.8)]) == .fail)
  }

  @Test func theBandBelowTheOperatingPointIsReview() {
    let decider = Self.decider {
      $0.operatingPoint = 0.75
      $0.reviewBand = 0.25
    }
    #expect(decider.verdict([Self.defect(0.75)]) == .fail)
    #expect(decider.verdict([Self.defect(0.75.nextDown)]) == .review)
    #expect(decider.verdict([Self.defect(0.5.nextUp)]) == .review)
    #expect(decider.verdict([Self.defect(0.5)]) == .pass)
    let all = [0.9, 0.75, 0.6, 0.5, 0.1].map(Self.defect)
    #expect(decider.reported(all).map(\.confidence) == [0.9, 0.75, 0.6])
    #expect(
      Self.decider { $0.operatingPoint = 0.75 }.reported(all).map(\.confidence) == [0.9, 0.75])
  }

  @Test func confidenceGrowsWithTheEvidence() {
    var last = 0.0
    for side in 1...30 {
      let confidence = Self.candidates([(50, 50, side)])[0].confidence
      #expect(confidence > last && confidence < 1)
      last = confidence
    }
    #expect(Self.candidates([(50, 50, 4)]) { $0.halfConfidenceArea = 16 }[0].confidence == 0.5)
    #expect(Self.candidates([(50, 50, 6)]) { $0.halfConfidenceArea = 12 }[0].confidence == 0.75)
  }

  @Test func candidatesComeMostConfidentFirst() {
    let found = Self.candidates([(20, 10, 3), (60, 10, 8), (100, 10, 5), (140, 40, 3), (20, 60, 3)])
    #expect(found.map(\.area) == [64, 25, 9, 9, 9])
    // Of equal ones the upper first, then the one farther left.
    #expect(found.map(\.box.x1) == [50, 90, 10, 130, 10])
  }

  @Test func boxesHaveTheMargin() {
    for margin in [0, 1, 10] {
      let found = Self.candidates([(50, 40, 6)]) { $0.boxMargin = margin }
      #expect(
        found.map(\.box) == [
          PixelBox(x1: 50 - margin, y1: 40 - margin, x2: 56 + margin, y2: 46 + margin)
        ])
    }
  }

  @Test func shortBoxesGrowToTheMinimumSize() {
    func box(_ side: Int, margin: Int, minimum: Int) -> PixelBox {
      Self.candidates([(50, 40, side)]) {
        $0.boxMargin = margin
        $0.minimumBoxSize = minimum
      }[0].box
    }
    #expect(box(6, margin: 0, minimum: 10) == PixelBox(x1: 48, y1: 38, x2: 58, y2: 48))
    #expect(box(6, margin: 0, minimum: 11) == PixelBox(x1: 48, y1: 38, x2: 59, y2: 49))
    // The margin counts for the size.
    #expect(box(6, margin: 2, minimum: 10) == PixelBox(x1: 48, y1: 38, x2: 58, y2: 48))
    #expect(box(6, margin: 3, minimum: 10) == PixelBox(x1: 47, y1: 37, x2: 59, y2: 49))
  }

  @Test func boxesEndAtTheImage() {
    let size = PixelSize(width: 60, height: 30)
    let boxes = Self.candidates([(0, 0, 4), (56, 26, 4)], in: size) {
      $0.boxMargin = 5
      $0.minimumBoxSize = 20
    }.map(\.box)
    #expect(
      boxes == [PixelBox(x1: 0, y1: 0, x2: 12, y2: 12), PixelBox(x1: 48, y1: 18, x2: 60, y2: 30)])
  }

  @Test func candidatesCarryTheirClass() {
    for (name, drawing) in BoardClassifierTests.drawings {
      let picture = Drawing(drawing)
      var out: [Defect] = []
      var decider = Self.decider()
      let reference = picture.reference.mask
      decider.assess(picture.blobs, image: reference, reference: reference, into: &out)
      #expect(out.map(\.defectClass.rawValue) == [name])
    }
  }
}

import Codecs
import Decision
import Inspection
import Pixels
import Recipes
import Synthesis
import TestSupport
import Testing

@Suite struct PairInspectorTests {
  @Test(arguments: [(0, 0), (1, 0), (-5, 4), (12, -9), (-30, 25)])
  func aGoodBoardPassesWhereverItLies(dx: Int, dy: Int) throws {
    let inspector = PairInspector(recipe: try recipe())
    let result = inspector.inspect(
      PlainBoard(shift: (dx, dy)).image, against: PlainBoard().image)
    #expect(result.verdict == .pass)
    #expect(result.reason == "")
    #expect(result.defects.isEmpty)
  }

  @Test(arguments: Array(DefectClass.boardClasses.enumerated()))
  func eachClassIsFound(index: Int, defectClass: DefectClass) throws {
    let inspector = PairInspector(recipe: try recipe())
    for (dx, dy) in [(0, 0), (4, -3), (-17, 10)] {
      let flaw = PlainBoard.flaws[index]
      let result = inspector.inspect(
        PlainBoard(flaws: [flaw], shift: (dx, dy)).image, against: PlainBoard().image)
      #expect(result.verdict == .fail)
      #expect(result.defects.map(\.defectClass) == [defectClass])
      #expect(result.reason == "1 \(defectClass.rawValue)")
      let box = try #require(result.defects.first).box
      let truth = PixelBox(
        x1: flaw.box.x1 - dx, y1: flaw.box.y1 - dy, x2: flaw.box.x2 - dx, y2: flaw.box.y2 - dy)
      #expect(box.intersectionOverUnion(truth.grown(by: 10)) > 0.7)
    }
  }

  @Test func reasonCountsTheDefectsByClass() throws {
    let inspector = PairInspector(recipe: try recipe())
    var flaws = PlainBoard.flaws
    flaws.append(.init(box: PixelBox(x1: 270, y1: 121, x2: 280, y2: 130), isAdded: true))
    let result = inspector.inspect(
      PlainBoard(flaws: flaws).image, against: PlainBoard().image)
    #expect(result.defects.count == 7)
    let parts = Set(result.reason.components(separator: ", "))
    #expect(
      parts == ["1 open", "1 short", "1 mousebite", "1 spur", "2 copper", "1 pin-hole"])
  }

  @Test func defectsNearTheLimitAreForReview() throws {
    let board = PlainBoard(flaws: [PlainBoard.flaws[4]]).image
    let found = PairInspector(recipe: try recipe()).inspect(board, against: PlainBoard().image)
    let confidence = try #require(found.defects.first).confidence
    func verdict(_ point: Double, band: Double) throws -> InspectionResult {
      PairInspector(
        recipe: try recipe {
          $0.decide.operatingPoint = point
          $0.decide.reviewBand = band
        }
      ).inspect(board, against: PlainBoard().image)
    }
    #expect(try verdict(confidence, band: 0).verdict == .fail)
    let review = try verdict(confidence + 0.01, band: 0.02)
    #expect(review.verdict == .review)
    #expect(review.reason == "near the limit: 1 copper")
    #expect(review.defects.count == 1)
    let pass = try verdict(confidence + 0.01, band: 0)
    #expect(pass.verdict == .pass && pass.defects.isEmpty && pass.candidates.count == 1)
  }

  /// Boards as cameras see them: stretched, shifted, lit unevenly, with noise.
  @Test(arguments: [[], DefectClass.boardClasses])
  func syntheticBoardsAreJudged(classes: [DefectClass]) throws {
    let inspector = PairInspector(recipe: try recipe())
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 480, height: 400)
    parameters.defects = .classes(classes)
    for seed in UInt64(1)...4 {
      let pair = try BoardGenerator(seed: seed, parameters: parameters).generate()
      let result = inspector.inspect(pair.test, against: pair.template)
      #expect(result.verdict == (classes.isEmpty ? .pass : .fail), "seed \(seed)")
      for defect in pair.truth {
        #expect(
          result.defects.contains {
            $0.defectClass == defect.defectClass && $0.box.intersectionOverUnion(defect.box) > 0.33
          }, "seed \(seed): \(defect)")
      }
    }
  }

  @Test func filesAreInspectedAsTheirPixels() throws {
    let inspector = PairInspector(recipe: try recipe())
    let (image, template) = (PlainBoard(flaws: [PlainBoard.flaws[0]]).image, PlainBoard().image)
    let result = inspector.inspect(
      try ImageEncoder.png(image), against: try ImageEncoder.png(template))
    let direct = inspector.inspect(image, against: template)
    #expect(result.defects == direct.defects && result.verdict == .fail)
    #expect(
      result.timings.stages.map(\.name) == [
        "decode", "health", "align", "compare", "blobs", "decide",
      ])
    #expect(direct.timings.decode == nil && direct.timings.align != nil)
  }

  @Test func resultDoesNotDependOnImagesBefore() throws {
    var random = TestRandom(1)
    let canvas = TestCanvas(PixelSize(width: 256, height: 64), seed: 1)
    let tall = TestCanvas(PixelSize(width: 64, height: 256), seed: 2)
    func picture(_ grid: PixelGrid) -> Image<UInt8> {
      Image(
        width: grid.width, height: grid.height, samples: grid.pixels.map { $0 ? 44 : 212 })
    }
    let board = PlainBoard().image
    var pairs: [(Image<UInt8>, Image<UInt8>)] = [
      (PlainBoard(flaws: PlainBoard.flaws).image, board), (board, board),
      (PlainBoard(flaws: [PlainBoard.flaws[2]], shift: (9, -5)).image, board),
      (plain(360, 300, 255), board), (plain(30, 20, 0), board), (plain(1, 1, 0), plain(1, 1, 255)),
      (picture(canvas.window(dx: 3)), picture(canvas.window())),
      (picture(tall.window(dx: -2, dy: 5)), picture(tall.window())),
      (picture(tall.window()), picture(tall.window().inverted)),
    ]
    for (width, height) in [(33, 31), (640, 17), (100, 1)] {
      pairs.append(
        (random.image(width: width, height: height), random.image(width: width, height: height)))
    }
    let alone = try pairs.map {
      PairInspector(recipe: try recipe()).inspect($0.0, against: $0.1)
    }
    let inspector = PairInspector(recipe: try recipe())
    for _ in 0..<5 {
      for i in pairs.indices.shuffled(using: &random) {
        let result = inspector.inspect(pairs[i].0, against: pairs[i].1)
        #expect(result.verdict == alone[i].verdict, "pair \(i)")
        #expect(result.reason == alone[i].reason, "pair \(i)")
        #expect(result.candidates == alone[i].candidates, "pair \(i)")
        #expect(result.defects == alone[i].defects, "pair \(i)")
      }
    }
    #expect(Set(alone.map(\.verdict)) == [.pass, .fail, .uninspectable])
  }

  @Test func theCallersImagesAreNotChanged() throws {
    let inspector = PairInspector(recipe: try recipe())
    let (image, template) = (PlainBoard(shift: (3, 3)).image, PlainBoard().image)
    _ = inspector.inspect(image, against: template)
    let small = try ImageEncoder.png(plain(20, 20, 9))
    _ = inspector.inspect(small, against: small)
    #expect(image == PlainBoard(shift: (3, 3)).image)
    #expect(template == PlainBoard().image)
  }
}

extension String {
  fileprivate func components(separator: String) -> [String] {
    split(separator: separator).map(String.init)
  }
}

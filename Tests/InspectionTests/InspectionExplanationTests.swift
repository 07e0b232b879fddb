import Codecs
import Comparison
import Decision
import Foundation
import Inspection
import Learning
import Pixels
import Recipes
import Synthesis
import Testing

@Suite struct InspectionExplanationTests {
  private static let pairs: Result<[SyntheticPair], any Error> = Result {
    var parameters = BoardParameters()
    parameters.size = PixelSize(width: 320, height: 320)
    parameters.defects = .classes(DefectClass.boardClasses)
    (parameters.noise, parameters.roughness) = (30, 1.2)
    return try (1...3).map { try BoardGenerator(seed: $0, parameters: parameters).generate() }
  }

  /// A recipe whose trees were trained to say what the rules say of the pairs, and that small blobs
  /// are no defects.
  private static let learned: Result<PreparedRecipe, any Error> = Result {
    let inspector = PairInspector(recipe: try recipe { $0.blobs.minimumArea = 1 })
    var table = FeatureTable(names: BlobMeasurements.names)
    var labels: [Int] = []
    for pair in try pairs.get() {
      let result = inspector.inspect(pair.test, against: pair.template)
      for blob in inspector.measuredBlobs() {
        let match = try #require(
          result.candidates.first { $0.box == blob.box && $0.area == blob.blob.area })
        let place = try #require(DefectClass.boardClasses.firstIndex(of: match.defectClass))
        table.append(row: blob.measurements.values)
        labels.append(blob.blob.evidence < 12 ? 0 : place + 1)
      }
    }
    var options = BoostingOptions()
    (options.rounds, options.leaves, options.minimumRowsPerLeaf) = (12, 4, 1)
    let trees = try BoostedTreesTrainer.train(
      table, labels: labels, classCount: LearnedClassifier.classCount, options: options)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sightline-explain-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try trees.modelFile().write(to: folder.appendingPathComponent("t.trees.json"))
    let text = """
      format: 1
      name: test
      version: 1
      models:
        - file: t.trees.json
      blobs:
        minimumArea: 1px²
      decide:
        classifier: trees

      """
    try Data(text.utf8).write(to: folder.appendingPathComponent("recipe.yaml"))
    return try Recipe.load(path: folder.path).prepared()
  }

  @Test func contributionsAddUpToTheScoresDifference() throws {
    let inspector = PairInspector(recipe: try Self.learned.get())
    var count = 0
    for pair in try Self.pairs.get() {
      _ = inspector.inspect(pair.test, against: pair.template)
      for candidate in inspector.explanation().candidates {
        guard case .trees(let score) = candidate.ground else {
          Issue.record("trees decide")
          continue
        }
        #expect(score.contributions.map(\.name) == BlobMeasurements.names)
        let sum = score.contributions.reduce(score.base) { $0 + $1.amount }
        #expect(abs(sum - score.difference) < 1e-4)
        let sizes = score.strongest.map(\.amount.magnitude)
        #expect(sizes == sizes.sorted(by: >))
        // Other classes can only make a defect likelier.
        let alone = 1 / (1 + exp(-score.difference))
        #expect(candidate.candidate.confidence >= alone - 1e-6)
        count += 1
      }
    }
    #expect(count >= 18)
  }

  @Test(arguments: [false, true])
  func candidatesAreThoseOfTheResultInItsOrder(isLearned: Bool) throws {
    let inspector = PairInspector(recipe: try isLearned ? Self.learned.get() : recipe())
    for pair in try Self.pairs.get() {
      let result = inspector.inspect(pair.test, against: pair.template)
      let explanation = inspector.explanation()
      #expect(explanation.candidates.map(\.candidate) == result.candidates)
      #expect(
        explanation.candidates.filter { $0.standing != .below }.map(\.candidate)
          == result.defects)
    }
  }

  @Test func rulesTellTheNumbersTheyWereAppliedTo() throws {
    let inspector = PairInspector(recipe: try recipe())
    _ = inspector.inspect(
      PlainBoard(flaws: PlainBoard.flaws).image, against: PlainBoard().image)
    let candidates = inspector.explanation().candidates
    #expect(candidates.count == 6)
    for candidate in candidates {
      guard case .rule(let rule) = candidate.ground else {
        Issue.record("rules decide")
        continue
      }
      let around = rule.surroundings
      let isTouching = rule.contactShare >= rule.minimumContactShare
      #expect(rule.touches == isTouching)
      let isShort = rule.touches && around.bodies >= 2
      let isOpen = rule.touches && around.arcs >= 2 && around.pieces >= 2
      switch candidate.candidate.defectClass {
      case .copper, .pinHole: #expect(!rule.touches)
      case .spur: #expect(rule.touches && !isShort)
      case .short: #expect(isShort)
      case .mousebite: #expect(rule.touches && !isOpen)
      default: #expect(isOpen)
      }
      let evidence = Double(candidate.blob.evidence) * rule.evidenceWeight
      #expect(
        candidate.candidate.confidence == evidence / (evidence + Double(rule.halfConfidenceArea)))
    }
  }

  @Test func evidenceOfTheCandidatesIsInThePicture() throws {
    let inspector = PairInspector(recipe: try recipe())
    let board = PlainBoard(flaws: PlainBoard.flaws, shift: (5, -3))
    _ = inspector.inspect(board.image, against: PlainBoard().image)
    let explanation = inspector.explanation()
    let levels = try #require(explanation.levels)
    for candidate in explanation.candidates {
      let level: DifferenceLevel =
        candidate.blob.polarity == .added ? .addedEvidence : .missingEvidence
      let evidence = levels.cropped(to: candidate.blob.box).samples.count { $0 == level.rawValue }
      #expect(evidence == candidate.blob.evidence)
    }
    // What shows at p lies at p + (5, -3) on the board, so that the template moved the other way.
    #expect(explanation.shiftX?.contains(-5) == true)
    #expect(explanation.shiftY?.contains(3) == true)
  }

  @Test func nothingIsLeftOfTheInspectionBefore() throws {
    let inspector = PairInspector(recipe: try recipe())
    let bad = try ImageEncoder.png(PlainBoard(flaws: PlainBoard.flaws).image)
    let good = try ImageEncoder.png(PlainBoard().image)
    let blank = try ImageEncoder.png(plain(360, 300, 200))
    for (image, template) in [([], good), (bad, []), (blank, good), (good, blank)] {
      _ = inspector.inspect(bad, against: good)
      #expect(inspector.explanation().candidates.count == 6)
      #expect(inspector.inspect(image, against: template).verdict == .uninspectable)
      let explanation = inspector.explanation()
      #expect(explanation.candidates.isEmpty && explanation.levels == nil)
      #expect(inspector.measuredBlobs().isEmpty)
      #expect((explanation.image == nil) == image.isEmpty)
    }
  }
}

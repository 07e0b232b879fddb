import Decision
import Evaluation
import Pixels
import TestSupport
import Testing

@Suite struct DetectionScoreTests {
  private static func randomBox(_ random: inout TestRandom) -> PixelBox {
    let (x, y) = (random.int(0...60), random.int(0...60))
    return PixelBox(x1: x, y1: y, x2: x + random.int(5...30), y2: y + random.int(5...30))
  }

  private static func jittered(_ box: PixelBox, _ random: inout TestRandom) -> PixelBox {
    var out = box
    out.x1 += random.int(-4...4)
    out.y1 += random.int(-4...4)
    out.x2 = max(out.x1 + 1, out.x2 + random.int(-4...4))
    out.y2 = max(out.y1 + 1, out.y2 + random.int(-4...4))
    return out
  }

  /// Truth of an image and what a detector that is not bad may say of it, most confident first.
  private static func randomImage(
    _ random: inout TestRandom
  ) -> (detections: [Defect], truth: [TruthBox]) {
    let classes = DefectClass.boardClasses
    let truth = (0..<random.int(0...6)).map { _ in
      TruthBox(box: randomBox(&random), defectClass: classes[random.int(0...5)])
    }
    var detections: [Defect] = []
    func add(_ box: PixelBox, _ defectClass: DefectClass) {
      // Few different confidences, so that many are equal.
      let confidence = Double(random.int(0...10)) / 10
      detections.append(
        Defect(defectClass: defectClass, confidence: confidence, area: 1, box: box))
    }
    for target in truth where random.chance(0.9) {
      let isRight = random.chance(0.8)
      add(
        jittered(target.box, &random),
        isRight ? target.defectClass : classes[random.int(0...5)])
      if random.chance(0.2) { add(jittered(target.box, &random), target.defectClass) }
    }
    for _ in 0..<random.int(0...3) { add(randomBox(&random), classes[random.int(0...5)]) }
    return (detections.sorted { $0.confidence > $1.confidence }, truth)
  }

  @Test func agreesWithTheDatasetsRule() {
    var random = TestRandom(1)
    for _ in 0..<200 {
      var (score, reference) = (DetectionScore(), ReferenceScore())
      for _ in 0..<random.int(0...12) {
        let (detections, truth) = Self.randomImage(&random)
        score.add(detections: detections, truth: truth)
        reference.add(detections, truth)
      }
      #expect(score.truthCount == reference.total)
      #expect(score.detectionCount == reference.records.count)
      let pooled = ReferenceScore.averagePrecision(reference.records, reference.total)
      #expect(score.averagePrecision == pooled)
      for name in DefectClass.boardClasses {
        #expect(score.averagePrecision(of: name) == reference.averagePrecision(of: name.rawValue))
      }
      for threshold in [0, 0.05, 0.5, 0.7, 1, 1.1] {
        let (precision, recall, f) = score.operating(at: threshold)
        let expected = reference.f(at: threshold)
        #expect(precision == expected.precision && recall == expected.recall && f == expected.f)
      }
      #expect(score.best == reference.best)
    }
  }

  private static let box = PixelBox(x1: 0, y1: 0, x2: 10, y2: 10)

  private static func detection(
    _ defectClass: DefectClass, _ confidence: Double, _ box: PixelBox = box
  ) -> Defect {
    Defect(defectClass: defectClass, confidence: confidence, area: 1, box: box)
  }

  @Test func aDetectionOfTheWrongClassUsesTheTruthUp() {
    var score = DetectionScore()
    score.add(
      detections: [Self.detection(.spur, 0.9), Self.detection(.short, 0.8)],
      truth: [TruthBox(box: Self.box, defectClass: .short)])
    #expect(score.averagePrecision == 0)
    #expect(score.operating(at: 0).precision == 0)
  }

  @Test func aTruthBoxIsFoundOnce() {
    var score = DetectionScore()
    score.add(
      detections: [Self.detection(.open, 0.9), Self.detection(.open, 0.8)],
      truth: [TruthBox(box: Self.box, defectClass: .open)])
    #expect(score.averagePrecision == 1)
    #expect(score.operating(at: 0).precision == 0.5)
    #expect(score.operating(at: 0.9).precision == 1)
    #expect(score.best == (f: 1, threshold: 0.9))
  }

  /// 33 of 100 is not above 0.33; 34 of 100 is.
  @Test func overlapMustExceedAThird() {
    for (columns, found) in [(33, 0.0), (34, 1.0)] {
      var score = DetectionScore()
      score.add(
        detections: [
          Self.detection(.open, 0.9, PixelBox(x1: 0, y1: 0, x2: columns, y2: 1))
        ],
        truth: [
          TruthBox(box: PixelBox(x1: 0, y1: 0, x2: 100, y2: 1), defectClass: .open)
        ])
      #expect(score.averagePrecision == found)
    }
  }

  @Test func nothingAddedScoresNothing() {
    let score = DetectionScore()
    #expect(score.averagePrecision == 0 && score.operating(at: 0).f == 0)
    #expect(score.best == (f: 0, threshold: 1))
    var missed = DetectionScore()
    missed.add(detections: [], truth: [TruthBox(box: Self.box, defectClass: .open)])
    #expect(missed.averagePrecision == 0 && missed.truthCount == 1)
  }
}

import Comparison
import Pixels

@testable import Blobs
@testable import Decision
@testable import Reporting

/// Explanations with known values.
enum ExplanationSamples {
  static let size = PixelSize(width: 120, height: 100)

  static let rule = RuleExplanation(
    surroundings: surroundings, touches: true, minimumContactShare: 0.03, contactDistance: 3,
    window: 14, evidenceWeight: 4, halfConfidenceArea: 4)

  private static var surroundings: BlobSurroundings {
    var around = BlobSurroundings()
    (around.ring, around.contact, around.arcs, around.bodies, around.pieces) = (92, 23, 2, 2, 3)
    return around
  }

  /// Contributions of 0.1, -0.2, 0.3… that with the base add up to the difference.
  static var score: ScoreExplanation {
    let contributions = BlobMeasurements.names.enumerated().map { i, name in
      ScoreExplanation.Contribution(
        name: name, value: Double(i) / 3,
        amount: Double(i % 7 + 1) * (i % 2 == 0 ? 0.10007 : -0.10003))
    }
    return ScoreExplanation(
      polarity: .missing, difference: contributions.reduce(-1.5) { $0 + $1.amount }, base: -1.5,
      contributions: contributions)
  }

  static func candidate(
    _ defect: Defect, _ polarity: Polarity, _ standing: CandidateExplanation.Standing,
    _ ground: CandidateExplanation.Ground
  ) -> CandidateExplanation {
    CandidateExplanation(
      candidate: defect,
      blob: Blob(
        polarity: polarity, area: defect.area, evidence: 7, box: defect.box.grown(by: -3),
        runs: 0..<1),
      standing: standing, ground: ground)
  }

  static var candidates: [CandidateExplanation] {
    [
      candidate(
        Defect(
          defectClass: .short, confidence: 0.98765, area: 113,
          box: PixelBox(x1: 10, y1: 20, x2: 40, y2: 44)), .added, .defect, .rule(rule)),
      candidate(
        Defect(
          defectClass: .mousebite, confidence: 0.7, area: 30,
          box: PixelBox(x1: 60, y1: 50, x2: 80, y2: 70)), .missing, .defect, .trees(score)),
      candidate(
        Defect(
          defectClass: .pinHole, confidence: 0.2, area: 9,
          box: PixelBox(x1: 100, y1: 5, x2: 119, y2: 24)), .missing, .below, .trees(score)),
    ]
  }

  /// An explanation of an image called `path` with `candidates`.
  static func explanation(
    _ candidates: [CandidateExplanation] = candidates, path: String = "a/b.jpg",
    classifier: ClassificationMethod = .trees
  ) -> Explanation {
    let defects = candidates.filter { $0.standing != .below }.map(\.candidate)
    var gray = Image<UInt8>(width: size.width, height: size.height)
    for x in 0..<size.width { gray[x, 30] = UInt8(x) }
    var levels = Image<UInt8>(width: size.width, height: size.height)
    for level in DifferenceLevel.allCases { levels[20 + Int(level.rawValue), 30] = level.rawValue }
    return Explanation(
      record: ReportSamples.record(
        defects.isEmpty ? .pass : .fail, path: path,
        reason: defects.isEmpty ? "" : "\(defects.count) defects", defects: defects),
      operatingPoint: 0.5, decidedBy: classifier.rawValue,
      models: [.init(file: "c.trees.json", sha256: "0123")],
      changedParameters: ["compare.tolerance"], candidates: candidates, shiftX: -2.5...0.5,
      shiftY: 1...3, image: gray, reference: gray, levels: levels)
  }

  /// An explanation of an image that could not be read.
  static var uninspectable: Explanation {
    var record = ReportSamples.record(.uninspectable, reason: "the image was refused: <no> JPEG")
    record.imageSHA256 = ""
    record.timings = []
    return Explanation(record: record, operatingPoint: 0.5, decidedBy: "rules")
  }
}

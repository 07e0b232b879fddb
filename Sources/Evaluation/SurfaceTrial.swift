import Blobs
import Comparison
import Decision
import Pixels
import Synthesis

/// Measures texture inspection on synthetic surfaces: teaches on good ones of one seed, and judges good
/// and defective ones of another. Everything is made in memory; no file is read or written.
public struct SurfaceTrial: Sendable {
  /// The surfaces.
  public var kinds = SurfaceKind.allCases
  /// Good surfaces of each kind to learn from, at least 1.
  public var taught = 12
  /// Good surfaces of each kind to judge.
  public var good = 50
  /// Defective surfaces of each kind to judge.
  public var defective = 50
  /// What the surfaces to learn from are drawn from.
  public var teachSeed: UInt64 = 1
  /// What the surfaces to judge are drawn from.
  public var testSeed: UInt64 = 2
  /// Size of the surfaces, 128...2048 pixels each way.
  public var size = PixelSize(width: 512, height: 512)
  /// What the contrast of defects is multiplied with; see `SurfaceParameters`.
  public var contrast = 1.0
  /// How surfaces are judged.
  public var texture = TextureParameters()
  /// How anomalous pixels are grouped.
  public var blobs = BlobParameters()
  /// Workers, at least 1.
  public var jobs = 1

  /// How far, in pixels, a box may lie from what it was found for.
  public static let boxMargin = 10

  /// A trial with the defaults.
  public init() {}

  /// What was found on one surface.
  public struct Finding: Sendable {
    /// The surface's name in its series.
    public let name: String
    /// Its kind.
    public let kind: SurfaceKind
    /// What is wrong with it; none for a good one.
    public let truth: [SurfaceDefect]
    /// Its score, 0...1; above 0.5 it fails.
    public let score: Double
    /// The boxes found.
    public let boxes: [PixelBox]

    /// Whether a box meets that of the truth, grown by ``SurfaceTrial/boxMargin``.
    public func isFound(_ defect: SurfaceDefect) -> Bool {
      let box = defect.box.grown(by: SurfaceTrial.boxMargin)
      return boxes.contains { !$0.intersection(box).isEmpty }
    }

    /// The boxes that meet none of the truth.
    public var falseBoxes: Int {
      boxes.count { box in
        truth.allSatisfy {
          $0.box.grown(by: SurfaceTrial.boxMargin).intersection(box).isEmpty
        }
      }
    }
  }

  /// What a trial gives: the finding of every surface judged, kind by kind, good ones first.
  public struct Outcome: Sendable {
    /// The findings.
    public let findings: [Finding]

    /// The probability that a defective surface has a higher score than a good one (area under the
    /// receiver operating characteristic), among those of `kind`, and with only defects of
    /// `defectClass`; `nil` is all. `nil` where there is none of either.
    public func areaUnderCurve(
      kind: SurfaceKind? = nil, defectClass: DefectClass? = nil
    ) -> Double? {
      let some = findings.filter { kind == nil || $0.kind == kind }
      let good = some.filter { $0.truth.isEmpty }.map(\.score)
      let bad = some.filter { finding in
        !finding.truth.isEmpty
          && finding.truth.allSatisfy { defectClass == nil || $0.defectClass == defectClass }
      }.map(\.score)
      guard !good.isEmpty, !bad.isEmpty else { return nil }
      var wins = 0.0
      for score in bad {
        for other in good { wins += score > other ? 1 : score == other ? 0.5 : 0 }
      }
      return wins / Double(good.count * bad.count)
    }

    /// The share of good surfaces of `kind` that fail; `nil` is all kinds.
    public func falseAlarmShare(kind: SurfaceKind? = nil) -> Double {
      share(of: findings.filter { ($0.kind == kind || kind == nil) && $0.truth.isEmpty }) {
        $0.score > 0.5
      }
    }

    /// The share of defective surfaces of `kind` that fail; `nil` is all kinds.
    public func detectionShare(kind: SurfaceKind? = nil) -> Double {
      share(of: findings.filter { ($0.kind == kind || kind == nil) && !$0.truth.isEmpty }) {
        $0.score > 0.5
      }
    }

    /// The share of defects of `defectClass` on surfaces of `kind` that a box was found for; `nil` is
    /// all.
    public func hitShare(kind: SurfaceKind? = nil, defectClass: DefectClass? = nil) -> Double {
      let defects = findings.filter { $0.kind == kind || kind == nil }.flatMap { finding in
        finding.truth.filter { $0.defectClass == defectClass || defectClass == nil }
          .map { finding.isFound($0) }
      }
      return share(of: defects) { $0 }
    }

    /// Boxes on surfaces of `kind` that meet no defect, for each surface; `nil` is all kinds.
    public func falseBoxesPerImage(kind: SurfaceKind? = nil) -> Double {
      let some = findings.filter { $0.kind == kind || kind == nil }
      return some.isEmpty
        ? 0 : Double(some.reduce(0) { $0 + $1.falseBoxes }) / Double(some.count)
    }

    private func share<Element>(of all: [Element], where isCounted: (Element) -> Bool) -> Double {
      all.isEmpty ? 0 : Double(all.count { isCounted($0) }) / Double(all.count)
    }
  }

  /// Runs the trial.
  ///
  /// Throws where the size or contrast is not allowed, or a defect finds no room.
  public func run() async throws(SurfaceError) -> Outcome {
    precondition(taught > 0, "nothing to learn from")
    precondition(jobs > 0, "a trial needs at least one worker")
    var findings: [Finding] = []
    for kind in kinds {
      var parameters = SurfaceParameters(kind: kind)
      (parameters.size, parameters.contrast) = (size, contrast)
      let lesson = SurfaceSeries(
        good: taught, defective: 0, seed: teachSeed, parameters: parameters)
      let pictures = try await pool.map(taught) {
        0
      } work: { i, _ throws(SurfaceError) in
        try lesson.surface(i).image
      }
      let model = TextureTeacher.teach(count: pictures.count) { pictures[$0] }.model
      let series = SurfaceSeries(
        good: good, defective: defective, seed: testSeed, parameters: parameters)
      let (texture, blobs) = (texture, blobs)
      findings += try await pool.map(series.count) {
        Bench(
          comparer: TextureComparer(model: model, parameters: texture),
          finder: BlobFinder(parameters: blobs))
      } work: { i, bench throws(SurfaceError) in
        let surface = try series.surface(i)
        return Finding(
          name: series.name(i), kind: kind, truth: surface.truth,
          score: bench.judge(surface.image), boxes: bench.list.blobs.map(\.box))
      }
    }
    return Outcome(findings: findings)
  }

  private var pool: WorkerPool { WorkerPool(jobs: jobs) }

  /// What a worker keeps from surface to surface.
  private final class Bench {
    private var comparer: TextureComparer
    private var finder: BlobFinder
    private var difference = MaskDifference()
    private(set) var list = BlobList()

    init(comparer: consuming TextureComparer, finder: BlobFinder) {
      self.comparer = comparer
      self.finder = finder
    }

    func judge(_ image: Image<UInt8>) -> Double {
      let score = comparer.compare(image, difference: &difference)
      list.removeAll()
      finder.find(difference, polarity: .added, appendingTo: &list)
      return score
    }
  }
}

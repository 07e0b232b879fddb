import Codecs
import Decision
import Foundation
import Inspection
import Pixels
import Recipes
import Synchronization

/// Runs a recipe over a labelled set, files every detection and scores them.
public struct Evaluator: Sendable {
  /// What an evaluation gives.
  public struct Outcome: Sendable {
    /// The score over all pairs that could be read.
    public var score = DetectionScore()
    /// How many pairs are in the score.
    public var pairCount = 0
    /// Pairs left out of the score because a file of theirs could not be read, and why.
    public var unreadable: [(name: String, reason: String)] = []
    /// Pairs in the score that the program called uninspectable, and why; all their truth is missed.
    public var uninspectable: [(name: String, reason: String)] = []
    /// The verdicts of all pairs in the score.
    public var verdicts: [Verdict: Int] = [:]
  }

  private enum PairOutcome: Sendable {
    case unreadable(String)
    case inspected(InspectionResult, truth: [TruthBox])
  }

  private let recipe: PreparedRecipe
  private let folder: String
  private let jobs: Int

  /// An evaluator that follows `recipe`, writes to `folder` and uses `jobs` workers (at least 1).
  public init(recipe: PreparedRecipe, output folder: String, jobs: Int) {
    precondition(jobs >= 1, "an evaluation needs at least one worker")
    self.recipe = recipe
    self.folder = folder
    self.jobs = jobs
  }

  /// Inspects all `pairs` and writes `NAME.txt` for each of them to the output folder: one line
  /// `x1,y1,x2,y2,confidence,type` for each candidate, by falling confidence.
  public func run(_ pairs: [LabelledPair]) async throws(EvaluationError) -> Outcome {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, cause: (error as NSError).localizedDescription)
    }
    let work = Work(count: pairs.count)
    await withTaskGroup { group in
      for _ in 0..<min(jobs, pairs.count) {
        group.addTask { self.work(through: pairs, work) }
      }
    }
    if let error = work.failure.withLock({ $0 }) { throw error }
    var outcome = Outcome()
    for (pair, result) in zip(pairs, work.outcomes.withLock { $0 }) {
      switch result {
      case .inspected(let result, let truth):
        outcome.pairCount += 1
        outcome.score.add(detections: Self.filed(result.candidates), truth: truth)
        outcome.verdicts[result.verdict, default: 0] += 1
        if result.verdict == .uninspectable {
          outcome.uninspectable.append((pair.name, result.reason))
        }
      case .unreadable(let reason): outcome.unreadable.append((pair.name, reason))
      case nil: break
      }
    }
    return outcome
  }

  /// What the workers share.
  private final class Work: Sendable {
    let next = Atomic(0)
    let outcomes: Mutex<[PairOutcome?]>
    let failure = Mutex<EvaluationError?>(nil)

    init(count: Int) { outcomes = Mutex([PairOutcome?](repeating: nil, count: count)) }
  }

  /// One worker: takes the next pair until there is none or something failed.
  private func work(through pairs: [LabelledPair], _ work: Work) {
    let inspector = PairInspector(recipe: recipe)
    var files = PairFiles()
    while work.failure.withLock({ $0 == nil }) {
      let i = work.next.add(1, ordering: .relaxed).oldValue
      guard i < pairs.count else { return }
      do throws(EvaluationError) {
        let outcome = try evaluate(pairs[i], inspector, &files)
        work.outcomes.withLock { $0[i] = outcome }
      } catch {
        work.failure.withLock { $0 = $0 ?? error }
      }
    }
  }

  /// The bytes of a pair's files; the buffers are used again for the next pair.
  private struct PairFiles {
    var image: [UInt8] = []
    var template: [UInt8] = []
  }

  private func evaluate(
    _ pair: LabelledPair, _ inspector: PairInspector, _ files: inout PairFiles
  ) throws(EvaluationError) -> PairOutcome {
    let limits = recipe.values.input.limits
    let path = (folder.hasSuffix("/") ? folder + pair.name : "\(folder)/\(pair.name)") + ".txt"
    // What an earlier evaluation found must not stand for this one.
    unlink(path)
    let truth: [TruthBox]
    do {
      truth = try DeepPCBLayout.truth(pair.truthPath)
    } catch .unreadable(let path, let cause) {
      return .unreadable("\(path): \(cause)")
    }
    do throws(DecodeError) {
      try ImageFile.read(pair.imagePath, limits: limits, into: &files.image)
      try ImageFile.read(pair.templatePath, limits: limits, into: &files.template)
    } catch {
      return .unreadable("\(error)")
    }
    let result = inspector.inspect(files.image, against: files.template)
    let lines = result.candidates.map(Self.line).joined()
    do {
      try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw .unwritable(path: path, cause: (error as NSError).localizedDescription)
    }
    return .inspected(result, truth: truth)
  }

  private static func line(_ defect: Defect) -> String {
    let box = defect.box
    return "\(box.x1),\(box.y1),\(box.x2),\(box.y2),\(confidenceText(defect.confidence)),"
      + "\(defect.defectClass.rawValue)\n"
  }

  private static func confidenceText(_ confidence: Double) -> String {
    String(format: "%.6f", confidence)
  }

  /// The candidates as the files have them, so that whoever scores the files gets our numbers.
  private static func filed(_ candidates: [Defect]) -> [Defect] {
    candidates.map {
      var defect = $0
      defect.confidence = Double(confidenceText($0.confidence)) ?? $0.confidence
      return defect
    }
  }
}

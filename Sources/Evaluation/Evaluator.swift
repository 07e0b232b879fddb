import Codecs
import Decision
import Foundation
import Inspection
import Pixels
import Recipes
import Synthesis

/// Runs a recipe over a labelled set, files every detection and scores them. On request it moves
/// every image first, and the truth with it, to see what that costs.
public struct Evaluator: Sendable {
  /// What an evaluation gives.
  public struct Outcome: Sendable {
    /// The score over all pairs that could be read.
    public var score = DetectionScore()
    /// How many pairs are in the score.
    public var pairCount = 0
    /// Pairs left out of the score because a file of theirs could not be read, and why.
    public var unreadable: [(name: String, reason: UnreadablePair)] = []
    /// Pairs in the score that the program called uninspectable, and why; all their truth is missed.
    public var uninspectable: [(name: String, reason: String)] = []
    /// The verdicts of all pairs in the score.
    public var verdicts: [Verdict: Int] = [:]
    /// Truth boxes that are not in the score because the motion took more than half of them out of
    /// the image.
    public var truthLeftOut = 0
  }

  private enum PairOutcome: Sendable {
    case unreadable(UnreadablePair)
    case inspected(InspectionResult, truth: MovedTruth)
  }

  private let recipe: PreparedRecipe
  private let folder: String
  private let jobs: Int
  private let motion: BoardMotion

  /// An evaluator that follows `recipe`, writes to `folder` and uses `jobs` workers (at least 1). It
  /// moves every image by `motion` before it inspects it, and not the template; detections are filed
  /// where they are in the moved image.
  public init(
    recipe: PreparedRecipe, output folder: String, jobs: Int,
    moving motion: BoardMotion = BoardMotion()
  ) {
    precondition(jobs >= 1, "an evaluation needs at least one worker")
    self.recipe = recipe
    self.folder = folder
    self.jobs = jobs
    self.motion = motion
  }

  /// Inspects all `pairs` and writes `NAME.txt` for each of them to the output folder: one line
  /// `x1,y1,x2,y2,confidence,type` for each candidate, by falling confidence.
  public func run(_ pairs: [LabelledPair]) async throws(EvaluationError) -> Outcome {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .noFolder(path: folder)
    }
    let results = try await WorkerPool(jobs: jobs).map(pairs.count) {
      Bench(recipe: recipe)
    } work: { i, bench throws(EvaluationError) in
      try evaluate(pairs[i], on: &bench)
    }
    var outcome = Outcome()
    for (pair, result) in zip(pairs, results) {
      switch result {
      case .inspected(let result, let truth):
        outcome.pairCount += 1
        outcome.score.add(detections: DetectionFile.rounded(result.candidates), truth: truth.boxes)
        outcome.truthLeftOut += truth.leftOut
        outcome.verdicts[result.verdict, default: 0] += 1
        if result.verdict == .uninspectable {
          outcome.uninspectable.append((pair.name, result.reason))
        }
      case .unreadable(let reason): outcome.unreadable.append((pair.name, reason))
      }
    }
    return outcome
  }

  /// What a worker keeps from pair to pair: the inspector and memory for files and images.
  private struct Bench {
    let inspector: PairInspector
    let decoder = ImageDecoder()
    var imageFile: [UInt8] = []
    var templateFile: [UInt8] = []
    var image = Image<UInt8>()
    var template = Image<UInt8>()

    init(recipe: PreparedRecipe) { inspector = PairInspector(recipe: recipe) }
  }

  private func evaluate(
    _ pair: LabelledPair, on bench: inout Bench
  ) throws(EvaluationError) -> PairOutcome {
    let limits = recipe.values.input.limits
    let path = (folder.hasSuffix("/") ? folder + pair.name : "\(folder)/\(pair.name)") + ".txt"
    // What an earlier evaluation found must not stand for this one.
    unlink(path)
    let truth: [TruthBox]
    do {
      truth = try DeepPCBLayout.truth(pair.truthPath)
    } catch .unreadable(let path, let cause) {
      return .unreadable(.truth(path: path, cause: cause))
    } catch .notAFile(let path) {
      return .unreadable(.truthIsNoFile(path: path))
    }
    do throws(DecodeError) {
      try ImageFile.read(pair.imagePath, limits: limits, into: &bench.imageFile)
      try ImageFile.read(pair.templatePath, limits: limits, into: &bench.templateFile)
    } catch {
      return .unreadable(.image(error))
    }
    let (result, size) = inspect(&bench)
    try DetectionFile.write(result.candidates, path: path)
    let truthThere = size.map { MovedTruth(truth, by: motion, in: $0) }
    return .inspected(result, truth: truthThere ?? MovedTruth(boxes: truth))
  }

  /// The result of the files on the bench, and the size of the image where it was moved.
  private func inspect(_ bench: inout Bench) -> (InspectionResult, moved: PixelSize?) {
    guard motion != BoardMotion() else {
      return (bench.inspector.inspect(bench.imageFile, against: bench.templateFile), nil)
    }
    let options = recipe.values.input.decodeOptions
    do throws(DecodeError) {
      try bench.decoder.decodeGray(bench.imageFile, options: options, into: &bench.image)
      try bench.decoder.decodeGray(bench.templateFile, options: options, into: &bench.template)
    } catch {
      // The inspector refuses them too, and says why.
      return (bench.inspector.inspect(bench.imageFile, against: bench.templateFile), nil)
    }
    let size = bench.image.size
    guard BoardMotion.canMove(size) else { return (.tooLargeToMove, nil) }
    return (bench.inspector.inspect(motion.moved(bench.image), against: bench.template), size)
  }
}

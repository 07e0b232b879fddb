import Codecs
import Decision
import Inspection
import Pixels
import Recipes
import Synthesis

/// Counts false alarms: inspects perturbed copies of templates, on which there is no defect, against
/// the templates themselves.
public struct CleanBoardTrial: Sendable {
  /// What a good board may be off by: 8 px of shift along each axis, 3 px of stretch, one edge
  /// pixel in ten, 3 px of drill wander. No turn and no speckle.
  public static let limits = BoardPerturbation(
    motion: BoardMotion(shift: PixelPoint(x: 8, y: 8)), stretch: 3, edgeNoise: 0.1, drillWander: 3)

  /// A copy on which a defect was found that is not there.
  public struct FalseAlarm: Sendable, Equatable {
    /// The name of the pair whose template was copied.
    public var name: String
    /// Which of the template's copies, from 1.
    public var copy: Int
    /// What was done to it.
    public var perturbation: BoardPerturbation
    /// What was found at or above the operating point, most confident first; never empty.
    public var defects: [Defect]
  }

  /// What a trial gives.
  public struct Outcome: Sendable {
    /// How many copies were inspected, uninspectable ones among them.
    public var copyCount = 0
    /// The copies with a false defect; those with the most confident ones first.
    public var falseAlarms: [FalseAlarm] = []
    /// Templates that could not be read, and why; there are no copies of them.
    public var unreadable: [(name: String, reason: UnreadablePair)] = []
    /// Copies that the program called uninspectable, and why. Of a template that cannot be decoded
    /// or moved there is one.
    public var uninspectable: [(name: String, reason: String)] = []

    /// The copies with a false defect among all copies, 0...1; 0 without copies.
    public var share: Double {
      copyCount == 0 ? 0 : Double(falseAlarms.count) / Double(copyCount)
    }
  }

  private let recipe: PreparedRecipe
  private let limits: BoardPerturbation
  private let copies: Int
  private let seed: UInt64
  private let jobs: Int

  /// A trial of `recipe` on `copies` copies (at least 1) of each template, perturbed by up to
  /// `limits` as drawn from `seed`, on `jobs` workers (at least 1).
  public init(
    recipe: PreparedRecipe, limits: BoardPerturbation = Self.limits, copies: Int = 1,
    seed: UInt64 = 1, jobs: Int
  ) {
    precondition(copies >= 1, "a trial needs at least one copy of each template")
    precondition(jobs >= 1, "a trial needs at least one worker")
    (self.recipe, self.limits, self.copies) = (recipe, limits, copies)
    (self.seed, self.jobs) = (seed, jobs)
  }

  /// Inspects the copies of the templates of all `pairs`; reads no image and no truth, and writes
  /// nothing.
  public func run(_ pairs: [LabelledPair]) async -> Outcome {
    let findings: [Finding]
    do throws(EvaluationError) {
      findings = try await WorkerPool(jobs: jobs).map(pairs.count) {
        Bench(recipe: recipe)
      } work: { i, bench throws(EvaluationError) in
        inspect(pairs[i], on: &bench)
      }
    } catch {
      preconditionFailure("inspecting copies throws nothing: \(error)")
    }
    var outcome = Outcome()
    for (pair, finding) in zip(pairs, findings) {
      outcome.copyCount += finding.copyCount
      outcome.falseAlarms += finding.falseAlarms
      outcome.uninspectable += finding.uninspectable.map { (pair.name, $0) }
      if let reason = finding.unreadable { outcome.unreadable.append((pair.name, reason)) }
    }
    outcome.falseAlarms = outcome.falseAlarms.enumerated().sorted {
      ($1.element.highest, $1.element.defects.count, $0.offset)
        < ($0.element.highest, $0.element.defects.count, $1.offset)
    }.map(\.element)
    return outcome
  }

  /// What the copies of one template gave.
  private struct Finding: Sendable {
    var copyCount = 0
    var falseAlarms: [FalseAlarm] = []
    var unreadable: UnreadablePair?
    var uninspectable: [String] = []
  }

  /// What a worker keeps from template to template.
  private struct Bench {
    let inspector: PairInspector
    let decoder = ImageDecoder()
    var file: [UInt8] = []
    var template = Image<UInt8>()

    init(recipe: PreparedRecipe) { inspector = PairInspector(recipe: recipe) }
  }

  private func inspect(_ pair: LabelledPair, on bench: inout Bench) -> Finding {
    let input = recipe.values.input
    let operatingPoint = recipe.values.decide.operatingPoint
    var finding = Finding()
    do throws(DecodeError) {
      try ImageFile.read(pair.templatePath, limits: input.limits, into: &bench.file)
    } catch {
      finding.unreadable = .image(error)
      return finding
    }
    do throws(DecodeError) {
      try bench.decoder.decodeGray(
        bench.file, options: input.decodeOptions, into: &bench.template)
    } catch {
      finding.copyCount = 1
      finding.uninspectable = ["the template was refused: \(error)"]
      return finding
    }
    guard BoardMotion.canMove(bench.template.size) else {
      finding.copyCount = 1
      finding.uninspectable = [InspectionResult.tooLargeToMove.reason]
      return finding
    }
    for copy in 1...copies {
      let seed = seed(of: pair.name, copy: copy)
      let perturbation = BoardPerturbation.random(seed: seed, limits: limits)
      let image = perturbation.apply(to: bench.template, seed: seed)
      let result = bench.inspector.inspect(image, against: bench.template)
      finding.copyCount += 1
      if result.verdict == .uninspectable { finding.uninspectable.append(result.reason) }
      let defects = result.candidates.filter { $0.confidence >= operatingPoint }
      guard !defects.isEmpty else { continue }
      finding.falseAlarms.append(
        FalseAlarm(name: pair.name, copy: copy, perturbation: perturbation, defects: defects))
    }
    return finding
  }

  /// A seed that depends on the pair's name and not on its place in the list, so that a copy can be
  /// made again from a list of one line. FNV-1a over seed, copy and name
  /// (draft-eastlake-fnv, https://datatracker.ietf.org/doc/draft-eastlake-fnv).
  private func seed(of name: String, copy: Int) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for value in [seed, UInt64(copy)] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        take(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    name.utf8.forEach(take)
    return hash
  }
}

extension CleanBoardTrial.FalseAlarm {
  /// The confidence of the most confident false defect.
  fileprivate var highest: Double { defects.first?.confidence ?? 0 }
}

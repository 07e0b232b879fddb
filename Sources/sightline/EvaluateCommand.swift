import ArgumentParser
import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Reporting
import Synthesis
import Wording

/// `sightline evaluate`: accuracy on a labelled set.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: .told(.helpEvaluateAbstract), discussion: .told(.helpEvaluateDiscussion))

  /// How a labelled set is laid out on disk.
  enum Layout: String, ExpressibleByArgument, CaseIterable {
    /// `IMAGE TRUTH` lines; see `DeepPCBLayout`.
    case deeppcb
  }

  @Option(help: .told(.helpSetLayout))
  var layout: Layout = .deeppcb

  @Option(help: .told(.helpSetRoot))
  var root: String

  @Option(help: .told(.helpSetList))
  var list: String

  @Option(help: .told(.helpRecipe))
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(help: .told(.helpEvaluateOutput))
  var output: String?

  @Option(
    parsing: .unconditional, help: .told(.helpEvaluateShift, valueName: "DX,DY"))
  var shift = ShiftArgument(value: .zero)

  @Option(
    parsing: .unconditional, help: .told(.helpEvaluateRotate, valueName: "degrees"))
  var rotate = 0.0

  @Option(defaultAsFlag: 1, help: .told(.helpEvaluateClean, valueName: "copies"))
  var clean: Int?

  @Option(help: .told(.helpEvaluateSeed))
  var seed: UInt64?

  @OptionGroup var workers: WorkerOptions

  @OptionGroup var speech: LanguageOptions

  /// How far an image may be shifted along an axis, in pixels, and turned, in degrees.
  private static let shifts = -1000.0...1000.0
  private static let turns = -180.0...180.0
  /// How many copies of a template may be asked for.
  private static let copies = 1...1000

  func validate() throws {
    guard Self.shifts.contains(shift.value.x), Self.shifts.contains(shift.value.y) else {
      throw ValidationError(.told(.usageShift, ["value": shift.defaultValueDescription]))
    }
    guard Self.turns.contains(rotate) else {
      throw ValidationError(.told(.usageRotate, ["value": "\(rotate)"]))
    }
    guard let clean else {
      guard output != nil else { throw ValidationError(.told(.usageNoDetections)) }
      guard seed == nil else { throw ValidationError(.told(.usageSeedClean)) }
      return
    }
    guard Self.copies.contains(clean) else {
      throw ValidationError(.told(.usageCleanCopies, ["value": "\(clean)"]))
    }
    guard output == nil, motion == BoardMotion() else {
      throw ValidationError(.told(.usageCleanAlone))
    }
  }

  private var motion: BoardMotion { BoardMotion(shift: shift.value, rotation: rotate) }

  func run() async throws {
    if let clean { return try await runClean(copies: clean) }
    let prepared: PreparedRecipe
    let outcome: Evaluator.Outcome
    do {
      prepared = try Recipe.load(path: recipe, overrides: overrides.values).prepared()
      let pairs = try DeepPCBLayout.pairs(root: root, list: list)
      // validate() asks for an output folder.
      outcome = try await Evaluator(
        recipe: prepared, output: output ?? ".", jobs: workers.jobs, moving: motion
      ).run(pairs)
    } catch {
      Console.error(speech.words.sentence(of: error))
      throw ExitCode(2)
    }
    name(unreadable: outcome.unreadable, uninspectable: outcome.uninspectable)
    print(report(outcome, operatingPoint: prepared.values.decide.operatingPoint))
    if !outcome.unreadable.isEmpty || !outcome.uninspectable.isEmpty { throw ExitCode(3) }
  }

  private func runClean(copies: Int) async throws {
    let prepared: PreparedRecipe
    let pairs: [LabelledPair]
    do {
      prepared = try Recipe.load(path: recipe, overrides: overrides.values).prepared()
      pairs = try DeepPCBLayout.pairs(root: root, list: list)
    } catch {
      Console.error(speech.words.sentence(of: error))
      throw ExitCode(2)
    }
    let outcome = await CleanBoardTrial(
      recipe: prepared, copies: copies, seed: seed ?? 1, jobs: workers.jobs
    ).run(pairs)
    name(unreadable: outcome.unreadable, uninspectable: outcome.uninspectable)
    print(
      cleanBoardReport(
        outcome, operatingPoint: prepared.values.decide.operatingPoint, words: speech.words))
    if !outcome.unreadable.isEmpty || !outcome.uninspectable.isEmpty { throw ExitCode(3) }
  }

  private func name(
    unreadable: [(name: String, reason: UnreadablePair)],
    uninspectable: [(name: String, reason: String)]
  ) {
    let words = speech.words
    for (name, reason) in unreadable {
      Console.error(
        words.text(.sayLeftOut, ["name": name, "reason": words.sentence(of: reason)]))
    }
    for (name, reason) in uninspectable {
      Console.error(words.text(.sayUninspectable, ["name": name, "reason": words.told(reason)]))
    }
  }

  /// The numbers. Those that Benchmarks/measure.py reads stand in lines that are the same in every
  /// language.
  private func report(_ outcome: Evaluator.Outcome, operatingPoint: Double) -> String {
    let words = speech.words
    let score = outcome.score
    let (precision, recall, f) = score.operating(at: operatingPoint)
    let best = score.best
    func number(_ value: Double) -> String { String(format: "%.4f", value) }
    let classes = DefectClass.boardClasses.map { defectClass in
      let precision = score.averagePrecision(of: defectClass).map(number)
      return words.term(for: defectClass) + " " + (precision ?? words[.sayNoTruth])
    }
    var lines = [
      words.text(
        .sayScored,
        [
          "pairs": "\(outcome.pairCount)", "truth": "\(score.truthCount)",
          "detections": "\(score.detectionCount)",
        ]),
      "AP \(number(score.averagePrecision))",
      "operating point: \(operatingPointText(operatingPoint))",
      "F \(number(f)) at the operating point (precision \(number(precision)), "
        + "recall \(number(recall)))",
      words.text(
        .sayBestF,
        ["score": number(best.f), "point": String(format: "%.3f", best.threshold)]),
      words.text(.sayPrecisionByClass, ["classes": classes.joined(separator: "  ")]),
    ]
    if outcome.truthLeftOut > 0 {
      lines.append(
        "\(outcome.truthLeftOut) truth boxes lie mostly outside the moved images and are left out")
    }
    if !outcome.unreadable.isEmpty {
      lines.append(
        words.text(.sayPairsUnread, ["count": "\(outcome.unreadable.count)"]))
    }
    if score.truthCount == 0 { lines.append(words[.sayNoTruthAtAll]) }
    return lines.joined(separator: "\n")
  }
}

import ArgumentParser
import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Synthesis

/// `sightline evaluate`: accuracy on a labelled set.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a recipe's accuracy on images with known defects.",
    discussion: """
      Writes every detection to OUTPUT/NAME.txt (x1,y1,x2,y2,confidence,type) and prints average \
      precision (AP), F at the recipe's operating point, the best F, and AP by class. A detection \
      counts when it overlaps a truth box of its class by IoU > 0.33.

      --shift and --rotate move every image, not its template, before it is inspected, and the truth \
      with it; detections are written where they are in the moved image. Truth boxes of which less \
      than half remains in the image are left out and counted.

      --clean inspects copies of the templates alone: shifted by up to 8 px along each axis, stretched \
      by up to 3 px, with up to one edge pixel in ten flipped and drilled holes up to 3 px off, as \
      drawn from --seed. It prints how many of the copies got a false defect at the operating point, \
      and the ten worst; nothing is written.

      Exit code 0; 2 for wrong usage; 3 when a file of a pair could not be read (the pair is left out \
      of the numbers and named) or a pair or copy is uninspectable (all its defects count as missed).
      """)

  /// How a labelled set is laid out on disk.
  enum Layout: String, ExpressibleByArgument, CaseIterable {
    /// `IMAGE TRUTH` lines; see `DeepPCBLayout`.
    case deeppcb
  }

  @Option(help: "How the set is laid out: deeppcb.")
  var layout: Layout = .deeppcb

  @Option(help: "The folder that the list's paths are relative to.")
  var root: String

  @Option(help: "The list of pairs.")
  var list: String

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(
    help: "The folder for the detections; created where it does not exist. Not with --clean.")
  var output: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Move every image by so many pixels to the right and down.", valueName: "DX,DY"))
  var shift = ShiftArgument(value: .zero)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Turn every image about its middle, clockwise, by so many degrees.", valueName: "degrees"))
  var rotate = 0.0

  @Option(
    defaultAsFlag: 1,
    help: ArgumentHelp(
      "Inspect so many perturbed copies of every template instead of the images.",
      valueName: "copies"))
  var clean: Int?

  @Option(
    help: "What the copies of --clean are drawn from: any whole number from 0; 1 if not given.")
  var seed: UInt64?

  @OptionGroup var workers: WorkerOptions

  /// How far an image may be shifted along an axis, in pixels, and turned, in degrees.
  private static let shifts = -1000.0...1000.0
  private static let turns = -180.0...180.0
  /// How many copies of a template may be asked for.
  private static let copies = 1...1000

  func validate() throws {
    guard Self.shifts.contains(shift.value.x), Self.shifts.contains(shift.value.y) else {
      throw ValidationError(
        "--shift \(shift.defaultValueDescription): allowed is -1000 to 1000 px along each axis")
    }
    guard Self.turns.contains(rotate) else {
      throw ValidationError("--rotate \(rotate): allowed is -180 to 180 degrees")
    }
    guard let clean else {
      guard output != nil else {
        throw ValidationError("--output is missing: the folder for the detections")
      }
      guard seed == nil else { throw ValidationError("--seed goes with --clean only") }
      return
    }
    guard Self.copies.contains(clean) else {
      throw ValidationError("--clean \(clean): allowed is 1 to 1000 copies of each template")
    }
    guard output == nil, motion == BoardMotion() else {
      throw ValidationError(
        "--clean perturbs the templates and writes no detections: leave out --output, --shift and "
          + "--rotate")
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
      Console.error("\(error)")
      throw ExitCode(2)
    }
    Self.name(unreadable: outcome.unreadable, uninspectable: outcome.uninspectable)
    print(Self.report(outcome, operatingPoint: prepared.values.decide.operatingPoint))
    if !outcome.unreadable.isEmpty || !outcome.uninspectable.isEmpty { throw ExitCode(3) }
  }

  private func runClean(copies: Int) async throws {
    let prepared: PreparedRecipe
    let pairs: [LabelledPair]
    do {
      prepared = try Recipe.load(path: recipe, overrides: overrides.values).prepared()
      pairs = try DeepPCBLayout.pairs(root: root, list: list)
    } catch {
      Console.error("\(error)")
      throw ExitCode(2)
    }
    let outcome = await CleanBoardTrial(
      recipe: prepared, copies: copies, seed: seed ?? 1, jobs: workers.jobs
    ).run(pairs)
    Self.name(unreadable: outcome.unreadable, uninspectable: outcome.uninspectable)
    print(cleanBoardReport(outcome, operatingPoint: prepared.values.decide.operatingPoint))
    if !outcome.unreadable.isEmpty || !outcome.uninspectable.isEmpty { throw ExitCode(3) }
  }

  private static func name(
    unreadable: [(name: String, reason: String)], uninspectable: [(name: String, reason: String)]
  ) {
    let lines =
      unreadable.map { "left out: \($0.name): \($0.reason)\n" }
      + uninspectable.map { "uninspectable: \($0.name): \($0.reason)\n" }
    FileHandle.standardError.write(Data(lines.joined().utf8))
  }

  private static func report(_ outcome: Evaluator.Outcome, operatingPoint: Double) -> String {
    let score = outcome.score
    let (precision, recall, f) = score.operating(at: operatingPoint)
    let best = score.best
    func number(_ value: Double) -> String { String(format: "%.4f", value) }
    var lines = [
      "pairs \(outcome.pairCount)  truth \(score.truthCount)  detections \(score.detectionCount)",
      "AP \(number(score.averagePrecision))",
      "operating point: \(operatingPointText(operatingPoint))",
      "F \(number(f)) at the operating point (precision \(number(precision)), "
        + "recall \(number(recall)))",
      "best F \(number(best.f)) at \(String(format: "%.3f", best.threshold))",
      "AP by class: "
        + DefectClass.boardClasses.map {
          "\($0.rawValue) \(score.averagePrecision(of: $0).map(number) ?? "no truth")"
        }.joined(separator: "  "),
    ]
    if outcome.truthLeftOut > 0 {
      lines.append(
        "\(outcome.truthLeftOut) truth boxes lie mostly outside the moved images and are left out")
    }
    if !outcome.unreadable.isEmpty {
      lines.append(
        "\(outcome.unreadable.count) of the listed pairs could not be read and are not in these "
          + "numbers")
    }
    if score.truthCount == 0 {
      lines.append("no pair has a truth box: AP and F say nothing here")
    }
    return lines.joined(separator: "\n")
  }
}

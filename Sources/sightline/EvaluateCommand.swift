import ArgumentParser
import Decision
import Evaluation
import Foundation
import Recipes

/// `sightline evaluate`: accuracy on a labelled set.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a recipe's accuracy on images with known defects.",
    discussion: """
      Writes every detection to OUTPUT/NAME.txt (x1,y1,x2,y2,confidence,type) and prints average \
      precision (AP), F at the recipe's operating point, the best F, and AP by class. A detection \
      counts when it overlaps a truth box of its class by IoU > 0.33.

      Exit code 0; 2 for wrong usage; 3 when a file of a pair could not be read (the pair is left out \
      of the numbers and named) or a pair is uninspectable (all its defects count as missed).
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

  @Option(help: "The folder for the detections; created where it does not exist.")
  var output: String

  @Option(help: "Workers.")
  var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs \(jobs): allowed is 1 to 1024")
    }
  }

  func run() async throws {
    let prepared: PreparedRecipe
    let outcome: Evaluator.Outcome
    do {
      prepared = try Recipe.load(path: recipe, overrides: overrides.values).prepared()
      let pairs = try DeepPCBLayout.pairs(root: root, list: list)
      outcome = try await Evaluator(recipe: prepared, output: output, jobs: jobs).run(pairs)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      throw ExitCode(2)
    }
    for (name, reason) in outcome.unreadable {
      FileHandle.standardError.write(Data("left out: \(name): \(reason)\n".utf8))
    }
    for (name, reason) in outcome.uninspectable {
      FileHandle.standardError.write(Data("uninspectable: \(name): \(reason)\n".utf8))
    }
    print(Self.report(outcome, operatingPoint: prepared.values.decide.operatingPoint))
    if !outcome.unreadable.isEmpty || !outcome.uninspectable.isEmpty { throw ExitCode(3) }
  }

  private static func report(_ outcome: Evaluator.Outcome, operatingPoint: Double) -> String {
    let score = outcome.score
    let (precision, recall, f) = score.operating(at: operatingPoint)
    let best = score.best
    func number(_ value: Double) -> String { String(format: "%.4f", value) }
    let point =
      (operatingPoint * 100).rounded() == operatingPoint * 100
      ? String(format: "%.2f", operatingPoint) : "\(operatingPoint)"
    var lines = [
      "pairs \(outcome.pairCount)  truth \(score.truthCount)  detections \(score.detectionCount)",
      "AP \(number(score.averagePrecision))",
      "operating point: \(point)",
      "F \(number(f)) at the operating point (precision \(number(precision)), "
        + "recall \(number(recall)))",
      "best F \(number(best.f)) at \(String(format: "%.3f", best.threshold))",
      "AP by class: "
        + DefectClass.boardClasses.map {
          "\($0.rawValue) \(score.averagePrecision(of: $0).map(number) ?? "no truth")"
        }.joined(separator: "  "),
    ]
    if !outcome.unreadable.isEmpty {
      lines.append(
        "\(outcome.unreadable.count) of the listed pairs could not be read and are not in these "
          + "numbers")
    }
    return lines.joined(separator: "\n")
  }
}

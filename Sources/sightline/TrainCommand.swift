import ArgumentParser
import Decision
import Evaluation
import Foundation
import Learning
import Recipes

/// `sightline train`: trees that name regions, from images with known defects.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train the trees that tell defects from harmless differences.",
    discussion: """
      Finds the regions that differ in every pair as the recipe says, labels each with the truth \
      box that it overlaps by IoU > 0.33, and trains gradient-boosted trees on what is measured of \
      them. The same files, options and seed give the same model, byte for byte.

      With --leave-one-group-out no model is written: each group (the first folder of the list's \
      paths) is judged by trees that were trained on all others, which says what to expect of \
      boards that were not there.

      To use a model, name it in the recipe and set decide.classifier to trees:

        models:
          - file: boards.trees.json
      """)

  @Option(help: "How the set is laid out: deeppcb.")
  var layout: EvaluateCommand.Layout = .deeppcb

  @Option(help: "The folder that the list's paths are relative to.")
  var root: String

  @Option(help: "The list of pairs.")
  var list: String

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(help: "The model file to write; its name ends in .trees.json.")
  var output: String?

  @Flag(help: "Judge each group by trees trained on all others, and write no model.")
  var leaveOneGroupOut = false

  @Option(help: "With --leave-one-group-out: a folder for the detections, as evaluate writes them.")
  var detections: String?

  @Option(help: "Draws perturbations, rows and measurements; the same seed gives the same model.")
  var seed: UInt64 = 1

  @Option(help: "Moved, turned and stretched copies of each image to train on as well.")
  var movedCopies: Int = 1

  @Option(help: "Perturbed copies of each template, without defects, to train on as well.")
  var cleanCopies: Int = 1

  @Option(help: "Rounds of boosting; each adds a tree for each class.")
  var rounds: Int = 80

  @Option(help: "Leaves of a tree.")
  var leaves: Int = 15

  @Option(help: "How much of a tree's correction is taken, above 0 and at most 1.")
  var learningRate: Double = 0.1

  @Option(help: "Share of the rows that a round sees, above 0 and at most 1.")
  var rowShare: Double = 0.7

  @Option(help: "Share of the measurements that a tree may use, above 0 and at most 1.")
  var featureShare: Double = 0.5

  @OptionGroup var workers: WorkerOptions

  func validate() throws {
    for (name, count) in [("moved", movedCopies), ("clean", cleanCopies)]
    where !(0...100).contains(count) {
      throw ValidationError("--\(name)-copies \(count): allowed is 0 to 100")
    }
    guard leaveOneGroupOut != (output != nil) else {
      throw ValidationError("give either --output or --leave-one-group-out")
    }
    guard detections == nil || leaveOneGroupOut else {
      throw ValidationError("--detections is for --leave-one-group-out")
    }
    do {
      try options.validate()
    } catch {
      throw ValidationError("\(error)")
    }
    if let output {
      let folder = (output as NSString).deletingLastPathComponent
      guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else {
        throw ValidationError("--output \(output): the folder is not there or not writable")
      }
    }
    if let output, !output.hasSuffix(LearnedClassifier.fileSuffix) {
      throw ValidationError("--output \(output): the name must end in .trees.json")
    }
  }

  func run() async throws {
    do {
      // Blobs are found alike by rules and by trees, and there may be no trees yet.
      let prepared = try Recipe.load(
        path: recipe, overrides: overrides.values + ["decide.classifier=rules"]
      ).prepared()
      let pairs = try DeepPCBLayout.pairs(root: root, list: list)
      if leaveOneGroupOut, let group = pairs.first?.group,
        pairs.allSatisfy({ $0.group == group })
      {
        throw EvaluationError.oneGroup(name: group)
      }
      var copies = TrainingCopies()
      copies.movedCount = movedCopies
      copies.cleanCount = cleanCopies
      copies.seed = seed
      let rows = try await TrainingCollector(recipe: prepared, copies: copies, jobs: workers.jobs)
        .run(pairs)
      for (name, reason) in rows.unreadable { Console.error("left out: \(name): \(reason)") }
      let names = ["no defect"] + DefectClass.boardClasses.map(\.rawValue)
      print(
        "regions \(rows.count): "
          + zip(names, rows.countByClass).map { "\($0) \($1)" }.joined(separator: "  "))
      let absent = zip(names, rows.countByClass).filter { $0.1 == 0 }.map(\.0)
      if !absent.isEmpty {
        Console.error(
          "warning: no example of \(absent.joined(separator: ", ")): the trees cannot name it")
      }
      if leaveOneGroupOut {
        let validation = try await CrossValidation(rows, options: options, jobs: workers.jobs)
        if let detections {
          try FileManager.default.createDirectory(
            atPath: detections, withIntermediateDirectories: true)
          for (pair, found) in zip(pairs, validation.detections) {
            try DetectionFile.write(found, path: "\(detections)/\(pair.name).txt")
          }
        }
        print(AccuracyText.table(validation, point: prepared.values.decide.operatingPoint))
      } else if let output {
        let written = try rows.train(options).write(to: output)
        print("wrote \(output) (\(written.count) bytes, SHA-256 \(written.sha256))")
      }
      if !rows.unreadable.isEmpty { throw ExitCode(3) }
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error("\(error)")
      throw ExitCode(2)
    }
  }

  private var options: BoostingOptions {
    var options = BoostingOptions()
    options.rounds = rounds
    options.leaves = leaves
    options.learningRate = learningRate
    options.rowFraction = rowShare
    options.featureFraction = featureShare
    options.seed = seed
    return options
  }
}

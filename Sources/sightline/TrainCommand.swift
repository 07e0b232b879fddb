import ArgumentParser
import Decision
import Evaluation
import Foundation
import Learning
import Recipes
import Reporting
import Wording

/// `sightline train`: trees that name regions, from images with known defects.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: .told(.helpTrainAbstract), discussion: .told(.helpTrainDiscussion))

  @Option(help: .told(.helpSetLayout))
  var layout: EvaluateCommand.Layout = .deeppcb

  @Option(help: .told(.helpSetRoot))
  var root: String

  @Option(help: .told(.helpSetList))
  var list: String

  @Option(help: .told(.helpRecipe))
  var recipe: String

  @OptionGroup var overrides: OverrideOptions

  @Option(help: .told(.helpTrainOutput))
  var output: String?

  @Flag(help: .told(.helpTrainLeaveOut))
  var leaveOneGroupOut = false

  @Option(help: .told(.helpTrainDetections))
  var detections: String?

  @Option(help: .told(.helpTrainSeed))
  var seed: UInt64 = 1

  @Option(help: .told(.helpTrainMovedCopies))
  var movedCopies: Int = 1

  @Option(help: .told(.helpTrainCleanCopies))
  var cleanCopies: Int = 1

  @Option(help: .told(.helpTrainRounds))
  var rounds: Int = 80

  @Option(help: .told(.helpTrainLeaves))
  var leaves: Int = 15

  @Option(help: .told(.helpTrainRate))
  var learningRate: Double = 0.1

  @Option(help: .told(.helpTrainRowShare))
  var rowShare: Double = 0.7

  @Option(help: .told(.helpTrainFeatureShare))
  var featureShare: Double = 0.5

  @OptionGroup var workers: WorkerOptions

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    for (name, count) in [("moved", movedCopies), ("clean", cleanCopies)]
    where !(0...100).contains(count) {
      throw ValidationError(
        .told(
          .usageRange,
          ["option": "--\(name)-copies", "value": "\(count)", "from": "0", "to": "100"]))
    }
    guard leaveOneGroupOut != (output != nil) else {
      throw ValidationError(.told(.usageTrainEither))
    }
    guard detections == nil || leaveOneGroupOut else {
      throw ValidationError(.told(.usageTrainDetections))
    }
    do {
      try options.validate()
    } catch {
      throw ValidationError(speech.words.sentence(of: error))
    }
    if let output {
      let folder = (output as NSString).deletingLastPathComponent
      guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else {
        throw ValidationError(.told(.usageTrainFolder, ["path": output]))
      }
    }
    if let output, !output.hasSuffix(LearnedClassifier.fileSuffix) {
      throw ValidationError(.told(.usageTrainName, ["path": output]))
    }
  }

  func run() async throws {
    let words = speech.words
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
      for (name, reason) in rows.unreadable {
        Console.error(
          words.text(.sayLeftOut, ["name": name, "reason": words.sentence(of: reason)]))
      }
      print(regions(rows, words))
      warn(rows, words)
      if leaveOneGroupOut {
        let validation = try await CrossValidation(rows, options: options, jobs: workers.jobs)
        if let detections {
          try FileManager.default.createDirectory(
            atPath: detections, withIntermediateDirectories: true)
          for (pair, found) in zip(pairs, validation.detections) {
            try DetectionFile.write(found, path: "\(detections)/\(pair.name).txt")
          }
        }
        let text = AccuracyText(words: words, point: prepared.values.decide.operatingPoint)
        print(text.table(validation))
      } else if let output {
        let written = try rows.train(options).write(to: output)
        print(
          words.text(
            .sayWrote,
            ["path": output, "count": "\(written.count)", "hash": written.sha256]))
      }
      if !rows.unreadable.isEmpty { throw ExitCode(3) }
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(2)
    }
  }

  /// How many regions there are of no defect and of each class.
  private func counts(_ rows: TrainingRows, _ words: Words) -> [(name: String, count: Int)] {
    let names = [words[.sayNoDefect]] + DefectClass.boardClasses.map { words.term(for: $0) }
    return zip(names, rows.countByClass).map { (name: $0, count: $1) }
  }

  private func regions(_ rows: TrainingRows, _ words: Words) -> String {
    let classes = counts(rows, words).map { "\($0.name) \($0.count)" }
    return words.text(
      .sayRegions, ["count": "\(rows.count)", "classes": classes.joined(separator: "  ")])
  }

  private func warn(_ rows: TrainingRows, _ words: Words) {
    let absent = counts(rows, words).filter { $0.count == 0 }.map(\.name)
    guard !absent.isEmpty else { return }
    let text = words.text(.sayNoExample, ["classes": words.list(absent)])
    Console.error(words.text(.teachWarning, ["text": text]))
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

import ArgumentParser
import Foundation
import Recipes
import Station
import Studies
import Traceability

/// `sightline learn`: confirmed false alarms become tolerance.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Turn confirmed false alarms into tolerance.",
    discussion: """
      Takes the records of the recipe whose verdict was fail or review and was overridden with pass \
      (`sightline relabel`), adds their images to what the recipe has learned, and writes it with \
      its version raised and the reason in changes.jsonl.

      Before anything is written, the images whose right verdict is known are inspected with the \
      recipe as it is and as it would be: those of --regression, those of regression.csv beside the \
      recipe, and those of the records themselves, whose last verdict counts. If one would be judged \
      wrongly that is not now, nothing is written and the image is named.

      An image is learned from once. Afterwards it is said which alarms would still not pass.

      Exit code 0; 1: the update was refused, a known image would be judged wrongly or cannot be \
      checked; 2: wrong usage or something given cannot be used; 3: an image of a false alarm is gone \
      or has changed, or would still not pass, the others were learned from; 4: the recipe could not \
      be written.
      """)

  @Option(
    name: .customLong("from-records"), help: ArgumentHelp("The records file.", valueName: "file"))
  var records: String

  @Option(help: "The recipe file, or the folder that holds recipe.yaml.")
  var recipe: String

  @Option(
    help: ArgumentHelp(
      "Images whose verdict is known: a CSV file with the columns image, verdict (good or defective); "
        + "the images lie in its folder or below.", valueName: "file"))
  var regression: String?

  @OptionGroup var workers: WorkerOptions

  @Flag(help: "Go on where known images are gone, without checking those.")
  var allowMissing = false

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  func run() throws {
    let known: Recipe
    let learned: LearnedReference
    let taught: [AlarmLesson.Taught]
    var knownParts = RegressionSet()
    do {
      known = try Recipe.load(path: recipe)
      let lesson = try AlarmLesson(known)
      let reader = try RecordReader(path: records)
      let selector = RecordQuery.RecipeSelector(name: known.name)
      let overridden = try reader.overriddenRecords(final: .pass, recipe: selector)
        .filter { $0.verdict == .fail || $0.verdict == .review }
      guard !overridden.isEmpty else {
        throw LessonError.nothingLearned(
          reason:
            "\(oneLine(records)) has no record of the recipe \(oneLine(known.name)) that failed "
            + "and was overridden with pass: sightline relabel says that an alarm was false")
      }
      (learned, taught) = try lesson.learn(from: try overridden.map(reader.located))
      for table in try tables(known) { try knownParts.add(table: table) }
      try knownParts.add(
        records: try reader.overriddenRecords(recipe: selector).map(reader.located),
        limits: known.values.input.limits)
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    for part in taught {
      Console.line(
        "record \(part.sequence)  \(oneLine(part.path)): \(part.obstacle ?? "learned from")")
    }
    let isComplete = taught.allSatisfy(\.isKnown)
    guard taught.contains(where: { $0.obstacle == nil }) else {
      Console.line("nothing new was learned, and nothing written")
      if !isComplete { throw ExitCode(RunStatus.uninspectable.rawValue) }
      return
    }
    let allPass = try write(learned, taught, known, knownParts)
    if !isComplete || !allPass { throw ExitCode(RunStatus.uninspectable.rawValue) }
  }

  /// Tries the update, and writes it only then. Says whether all alarms would pass.
  private func write(
    _ learned: LearnedReference, _ taught: [AlarmLesson.Taught], _ known: Recipe,
    _ set: RegressionSet
  ) throws -> Bool {
    do {
      for sentence in set.missing { Console.error("not checked: \(sentence)") }
      guard set.missing.isEmpty || allowMissing else {
        Console.error(
          "refused: \(set.missing.count) known images cannot be checked; bring them back, or pass them "
            + "over with --allow-missing; nothing was written")
        throw ExitCode(1)
      }
      let trial = try AlarmTrial(
        known, learned: learned, from: taught, against: set, workers: workers.jobs)
      Console.line("checked \(set.parts.count) images whose verdict is known")
      for regression in trial.regressions {
        Console.error(
          "\(oneLine(regression.part.path)) is \(regression.part.isGood ? "good" : "bad") "
            + "(\(oneLine(regression.part.source))) and would be \(regression.after.rawValue) instead "
            + "of \(regression.before.rawValue)")
      }
      guard trial.regressions.isEmpty else {
        Console.error(
          "refused: \(trial.regressions.count) known images would be judged wrongly; nothing was "
            + "written")
        throw ExitCode(1)
      }
      for (alarm, verdict) in trial.stubborn {
        Console.error(
          "record \(alarm.sequence)  \(oneLine(alarm.path)) would still be \(verdict.rawValue): "
            + "sightline explain shows where")
      }
      guard !dryRun else {
        Console.line("nothing was written, as asked")
        return trial.stubborn.isEmpty
      }
      let numbers = taught.filter { $0.obstacle == nil }.map { "\($0.sequence)" }
      let written = try known.revise(
        learned: .reference(learned),
        reason: "learned from confirmed false alarms: records \(numbers.joined(separator: ", "))",
        software: SoftwareVersion.text)
      Console.line("recipe  \(oneLine(written.path ?? written.name)), version \(written.version)")
      return trial.stubborn.isEmpty
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
  }

  /// The tables of known images: the one named, and the one beside the recipe.
  private func tables(_ recipe: Recipe) throws -> [String] {
    let folder = ((recipe.path ?? "") as NSString).deletingLastPathComponent
    let stored = (folder.isEmpty ? "" : folder + "/") + "regression.csv"
    return (regression.map { [$0] } ?? [])
      + (FileManager.default.fileExists(atPath: stored) ? [stored] : [])
  }
}

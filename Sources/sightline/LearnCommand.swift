import ArgumentParser
import Foundation
import Recipes
import Reporting
import Station
import Studies
import Traceability
import Wording

/// `sightline learn`: confirmed false alarms become tolerance.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: .told(.helpLearnAbstract),
    discussion: .told(.helpLearnDiscussion))

  @Option(name: .customLong("from-records"), help: .told(.helpRecordsFile, valueName: "file"))
  var records: String

  @Option(help: .told(.helpRecipe))
  var recipe: String

  @Option(help: .told(.helpLearnRegression, valueName: "file"))
  var regression: String?

  @OptionGroup var workers: WorkerOptions

  @Flag(help: .told(.helpLearnAllowMissing))
  var allowMissing = false

  @Flag(help: .told(.helpDryRun))
  var dryRun = false

  @OptionGroup var speech: LanguageOptions

  func run() throws {
    let words = speech.words
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
        throw LessonError.noFalseAlarms(records: records, recipe: known.name)
      }
      (learned, taught) = try lesson.learn(from: try overridden.map(reader.located))
      for table in try tables(known) { try knownParts.add(table: table) }
      try knownParts.add(
        records: try reader.overriddenRecords(recipe: selector).map(reader.located),
        limits: known.values.input.limits)
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    for part in taught {
      Console.line(
        words.text(
          .sentencePair,
          [
            "label": Self.name(part, words),
            "value": part.obstacle.map { words.says($0) } ?? words[.sayLearnedFrom],
          ]))
    }
    let isComplete = taught.allSatisfy(\.isKnown)
    guard taught.contains(where: { $0.obstacle == nil }) else {
      Console.line(words[.sayNothingLearned])
      if !isComplete { throw ExitCode(RunStatus.uninspectable.rawValue) }
      return
    }
    let allPass = try write(learned, taught, known, knownParts, words)
    if !isComplete || !allPass { throw ExitCode(RunStatus.uninspectable.rawValue) }
  }

  /// Tries the update, and writes it only then. Says whether all alarms would pass.
  private func write(
    _ learned: LearnedReference, _ taught: [AlarmLesson.Taught], _ known: Recipe,
    _ set: RegressionSet, _ words: Words
  ) throws -> Bool {
    do {
      for missing in set.missing {
        Console.error(words.text(.sayNotChecked, ["image": words.says(missing)]))
      }
      guard set.missing.isEmpty || allowMissing else {
        Console.error(words.text(.sayLearnMissing, ["count": "\(set.missing.count)"]))
        throw ExitCode(1)
      }
      let trial = try AlarmTrial(
        known, learned: learned, from: taught, against: set, workers: workers.jobs)
      Console.line(words.text(.sayLearnChecked, ["count": "\(set.parts.count)"]))
      for regression in trial.regressions { Console.error(Self.sentence(regression, words)) }
      guard trial.regressions.isEmpty else {
        Console.error(words.text(.sayLearnWrong, ["count": "\(trial.regressions.count)"]))
        throw ExitCode(1)
      }
      for (alarm, verdict) in trial.stubborn {
        Console.error(
          words.text(
            .sayLearnStubborn,
            ["image": Self.name(alarm, words), "verdict": words.term(for: verdict)]))
      }
      guard !dryRun else {
        Console.line(words[.sayNothingWritten])
        return trial.stubborn.isEmpty
      }
      let numbers = taught.filter { $0.obstacle == nil }.map { "\($0.sequence)" }
      let written = try known.revise(
        learned: .reference(learned),
        reason: "learned from confirmed false alarms: records \(numbers.joined(separator: ", "))",
        software: SoftwareVersion.text)
      let shown = words.recipe(
        oneLine(written.path ?? written.name), version: written.version)
      Console.line(TerminalText.padded(words[.sheetRecipe], to: 8) + shown)
      return trial.stubborn.isEmpty
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
  }

  /// The record of an alarm, and its image.
  private static func name(_ alarm: AlarmLesson.Taught, _ words: Words) -> String {
    words.text(.sheetRecord, ["sequence": "\(alarm.sequence)"]) + "  " + oneLine(alarm.path)
  }

  /// That an image would be judged wrongly.
  private static func sentence(_ regression: RegressionSet.Regression, _ words: Words) -> String {
    words.text(
      .sayLearnRegression,
      [
        "path": oneLine(regression.part.path),
        "truth": words[regression.part.isGood ? .studyGood : .studyBad],
        "source": words.says(regression.part.source),
        "after": words.term(for: regression.after), "before": words.term(for: regression.before),
      ])
  }

  /// The tables of known images: the one named, and the one beside the recipe.
  private func tables(_ recipe: Recipe) throws -> [String] {
    let folder = ((recipe.path ?? "") as NSString).deletingLastPathComponent
    let stored = (folder.isEmpty ? "" : folder + "/") + "regression.csv"
    return (regression.map { [$0] } ?? [])
      + (FileManager.default.fileExists(atPath: stored) ? [stored] : [])
  }
}

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

      Exit code 0; 1: the update was refused, a known image would be judged wrongly; 2: wrong usage \
      or something given cannot be used; 3: an image of a false alarm is gone or has changed, the \
      others were learned from; 4: the recipe could not be written.
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

  @Option(help: "Images inspected at a time.")
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Say what would be done and write nothing.")
  var dryRun = false

  func validate() throws {
    guard (1...1024).contains(jobs) else {
      throw ValidationError("--jobs \(jobs): allowed is 1 to 1024")
    }
  }

  func run() throws {
    let known: Recipe
    let learned: LearnedReference
    let taught: [AlarmLesson.Taught]
    var regressions = RegressionSet()
    do {
      known = try Recipe.load(path: recipe)
      var lesson = try AlarmLesson(known)
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
      (learned, taught) = try lesson.learn(from: overridden)
      regressions.parts = try knownParts(known, reader, selector)
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    for part in taught {
      Console.line(
        "record \(part.sequence)  \(oneLine(part.path)): \(part.obstacle ?? "learned from")")
    }
    let used = taught.filter { $0.obstacle == nil }
    guard !used.isEmpty else {
      Console.error("nothing was learned: none of the images could be used")
      throw ExitCode(RunStatus.uninspectable.rawValue)
    }
    try write(learned, used, known, regressions)
    if used.count < taught.count { throw ExitCode(RunStatus.uninspectable.rawValue) }
  }

  /// Writes the update aside, tries it, and only then where it belongs.
  private func write(
    _ learned: LearnedReference, _ used: [AlarmLesson.Taught], _ known: Recipe,
    _ regressions: RegressionSet
  ) throws {
    let aside = FileManager.default.temporaryDirectory
      .appendingPathComponent("sightline-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: aside) }
    let update = RecipeUpdate(recipe: known, reference: learned)
    do {
      let trial = try update.write(to: aside)
      let wrong = regressions.regressions(from: known, to: trial, workers: jobs)
      Console.line("checked \(regressions.parts.count) images whose verdict is known")
      for regression in wrong {
        Console.error(
          "\(oneLine(regression.part.path)) is \(regression.part.isGood ? "good" : "bad") "
            + "(\(oneLine(regression.part.source))) and would be \(regression.after.rawValue) instead "
            + "of \(regression.before.rawValue)")
      }
      guard wrong.isEmpty else {
        Console.error(
          "refused: \(wrong.count) known images would be judged wrongly; nothing was written")
        throw ExitCode(1)
      }
      guard !dryRun else { return Console.line("nothing was written, as asked") }
      let numbers = used.map { "\($0.sequence)" }.joined(separator: ", ")
      let written = try update.replace(
        reason: "learned from confirmed false alarms: records \(numbers)",
        software: SoftwareVersion.text)
      Console.line("recipe  \(oneLine(written.path ?? written.name)), version \(written.version)")
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
  }

  private func knownParts(
    _ recipe: Recipe, _ reader: RecordReader, _ selector: RecordQuery.RecipeSelector
  ) throws -> [RegressionSet.Part] {
    var parts: [RegressionSet.Part] = []
    let folder = ((recipe.path ?? "") as NSString).deletingLastPathComponent
    let stored = folder + "/regression.csv"
    var tables = regression.map { [$0] } ?? []
    if FileManager.default.fileExists(atPath: stored) { tables.append(stored) }
    for table in tables {
      let place = (table as NSString).deletingLastPathComponent
      let paths = try JobCollection(paths: [place.isEmpty ? "." : place], rule: .unneeded)
        .jobs.map(\.imagePath)
      for (path, truth) in zip(paths, try TruthTable(path: table).truth(of: paths)) {
        guard let truth else { continue }
        parts.append(RegressionSet.Part(path: path, isGood: truth.isGood, source: table))
      }
    }
    for record in try reader.overriddenRecords(recipe: selector)
    where FileManager.default.fileExists(atPath: record.imagePath) {
      guard record.finalVerdict == .pass || record.finalVerdict == .fail else { continue }
      parts.append(
        RegressionSet.Part(
          path: record.imagePath, isGood: record.finalVerdict == .pass,
          source: "record \(record.sequence ?? 0), overridden"))
    }
    return parts
  }
}

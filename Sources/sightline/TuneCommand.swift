import ArgumentParser
import Evaluation
import Foundation
import Recipes
import Reporting
import Station
import Studies
import Wording

/// `sightline tune`: which limits suit a set of images.
struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: .told(.helpTuneAbstract), discussion: .told(.helpTuneDiscussion))

  @OptionGroup var images: ImageOptions

  @Option(help: .told(.helpTuneTruth, valueName: "file"))
  var truth: String?

  @Flag(help: .told(.helpTuneAllGood))
  var allGood = false

  @Option(
    name: .customLong("parameter"),
    help: .told(.helpTuneParameter, valueName: "key=from:to:step"))
  var sweeps: [String] = []

  @Option(help: .told(.helpTuneOutput))
  var output = "sightline-tune"

  @Flag(help: .told(.helpTuneWrite))
  var write = false

  @Option(help: .told(.helpTuneReason))
  var reason: String?

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard truth == nil || !allGood else {
      throw ValidationError(.told(.usageAllGood))
    }
    let isReasoned = reason.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    guard !write || isReasoned else {
      throw ValidationError(.told(.usageWriteReason))
    }
    guard write || reason == nil else {
      throw ValidationError(.told(.usageReasonWrite))
    }
    guard !write || truth != nil || allGood else {
      throw ValidationError(.told(.usageWriteTruth))
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError(.told(.usageOutputEmpty))
    }
  }

  func run() throws {
    let words = speech.words
    let recipe: Recipe
    let grid: TuningGrid
    let jobs: [InspectionJob]
    let truths: [PartTruth?]
    do {
      recipe = try Recipe.load(path: images.recipe, overrides: images.overrides.values)
      grid = try TuningGrid(sweeps, of: recipe, unset: words[.sayNotSet])
      jobs = try images.collect(for: recipe, words: words).jobs
      truths = try truth(of: jobs)
    } catch {
      Console.error(speech.words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    // Nobody reads along any more: no reason to leave the page unwritten.
    signal(SIGPIPE, SIG_IGN)
    var progress = StudyProgress(words)
    let count = grid.recipes.count
    let study = grid.study(jobs, truths: truths, workers: images.workers.jobs) { setting, done in
      let name =
        count > 1 ? words.counted(.saySetting, count, ["number": "\(setting)"]) : ""
      progress.update(name, done, of: jobs.count)
    }
    progress.erase()
    Console.write(TuningText.text(study, words: words), to: STDOUT_FILENO)
    do throws(ReportError) {
      try Reports.createFolder(output)
      let path = output + "/tune.html"
      try TuningPage(
        study, origin: StudyOrigin(recipe, words: words),
        pictures: pictures(recipe, grid, study, jobs),
        words: words
      ).write(to: path)
      Console.line("\n\(words[.sayPage])  \(oneLine(path))")
    } catch {
      Console.error(speech.words.sentence(of: error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
    if write { try revise(recipe, grid, study) }
    if study.chosen.counts.uninspectable > 0 {
      throw ExitCode(RunStatus.uninspectable.rawValue)
    }
  }

  /// Pictures of the parts that are worth a look, as the proposal sees them.
  private func pictures(
    _ recipe: Recipe, _ grid: TuningGrid, _ study: TuningStudy, _ jobs: [InspectionJob]
  ) -> [StudiedPicture] {
    let paths = Set(study.worthALook.map(\.path))
    // The numbers stand without pictures.
    let proposal = (try? grid.proposal(of: study)) ?? recipe
    return StudyRunner(recipe: proposal, workers: 1)
      .pictures(jobs.filter { paths.contains($0.imagePath) })
  }

  private func truth(of jobs: [InspectionJob]) throws -> [PartTruth?] {
    guard let truth else { return jobs.map { _ in allGood ? .good : nil } }
    let table = try TruthTable(path: truth)
    let truths = try table.truth(of: jobs.map(\.imagePath))
    let known = truths.count { $0 != nil }
    guard known > 0 else {
      throw ValidationError(.told(.usageTruthNone, ["path": oneLine(truth)]))
    }
    if known < jobs.count {
      note(.sayTruthLacks, jobs.count - known)
    }
    if known < table.count {
      note(.sayTruthMore, table.count - known)
    }
    return truths
  }

  private func note(_ key: Phrase, _ count: Int) {
    let words = speech.words
    Console.error(words.text(.sayNote, ["text": words.counted(key, count)]))
  }

  private func revise(
    _ recipe: Recipe, _ grid: TuningGrid, _ study: TuningStudy
  ) throws {
    let words = speech.words
    let label = words[.sheetRecipe]
    do {
      guard let revised = try grid.proposal(of: study) else {
        Console.error(words[.sayNothingProposed])
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      let revision = try recipe.revise(
        to: revised, reason: reason ?? "", software: SoftwareVersion.text)
      let written = words.recipe(
        oneLine(recipe.path ?? recipe.name), version: revision.toVersion)
      let changes = revision.changes.map {
        "\($0.key) \($0.from ?? words[.sayNotSet]) → \($0.to)"
      }
      Console.line(
        label + "  "
          + words.text(.sentencePair, ["label": written, "value": words.list(changes)]))
    } catch RecipeRevisionError.nothingToChange(let path) {
      Console.line(
        label + "  " + words.text(.sayProposedAlready, ["recipe": oneLine(path)]))
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.error(speech.words.sentence(of: error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
  }
}

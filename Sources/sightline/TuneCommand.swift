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
    abstract: "Try settings of a recipe on images, and show and write what suits best.",
    discussion: """
      Inspects all images once with the recipe as it is and once with every combination of the swept \
      parameters; the operating point is swept without inspecting again. Prints yield, false rejects \
      and escapes, the parts that would change verdict and how near good parts come to failing, and \
      writes OUTPUT/tune.html with charts. No record is kept.

      Proposed is the operating point (and the setting) with the fewest escapes, then the fewest false \
      rejects, then the fewest parts to review, then in the middle of the widest gap.

      Exit code 0; 2: wrong usage or something given cannot be used; 3: with the proposed setting an \
      image is uninspectable; 4: the page or the recipe could not be written.
      """)

  @OptionGroup var images: ImageOptions

  @Option(
    help: ArgumentHelp(
      """
      What the images really show: a CSV file with the columns image, verdict (good or defective), \
      and where the defects are known x1, y1, x2, y2, class.
      """, valueName: "file"))
  var truth: String?

  @Flag(help: "All images show good parts; instead of --truth.")
  var allGood = false

  @Option(
    name: .customLong("parameter"),
    help: ArgumentHelp(
      """
      Sweep a parameter: compare.tolerance=1px:3px:1px, or decide.classifier=rules,trees. May be \
      repeated; every combination is tried.
      """, valueName: "key=from:to:step"))
  var sweeps: [String] = []

  @Option(help: "The folder for tune.html; made where there is none.")
  var output = "sightline-tune"

  @Flag(
    help: """
      Write the proposed values, and those of --set, into the recipe file, raise its version and add \
      the reason to changes.jsonl beside it.
      """)
  var write = false

  @Option(help: "Why the recipe is changed; needed with --write.")
  var reason: String?

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard truth == nil || !allGood else {
      throw ValidationError("--truth says which images are good: leave --all-good out.")
    }
    let isReasoned = reason.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    guard !write || isReasoned else {
      throw ValidationError("--write needs a --reason: why is the recipe changed?")
    }
    guard write || reason == nil else {
      throw ValidationError("--reason goes with --write only.")
    }
    guard !write || truth != nil || allGood else {
      throw ValidationError(
        "--write needs --truth or --all-good: without them nothing can be proposed.")
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--output is empty; leave it out or name a folder.")
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
      grid = try TuningGrid(sweeps, of: recipe)
      jobs = try images.collect(for: recipe, words: words).jobs
      truths = try truth(of: jobs)
    } catch {
      Console.error(speech.words.says(error))
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
      Console.error(speech.words.says(error))
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
      throw ValidationError(
        "the truth \(oneLine(truth)) names none of the images: its names must be the ends of their "
          + "paths")
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
      Console.error(speech.words.says(error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
  }
}

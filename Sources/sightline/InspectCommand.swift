import ArgumentParser
import Foundation
import Recipes
import Reporting
import Station
import Traceability
import Wording

/// `sightline inspect`: inspects a batch of images.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: .told(.helpInspectAbstract),
    discussion: .told(.helpInspectDiscussion))

  @OptionGroup var images: ImageOptions

  @OptionGroup var labels: RecordLabels

  @Option(help: .told(.helpInspectOutput))
  var output = "sightline-results"

  @Option(help: .told(.helpInspectFormat, valueName: "formats"), transform: Self.formats)
  var format = ReportFormat.allCases

  @Option(help: .told(.helpRecordsAppend, valueName: "file"))
  var records: String?

  @OptionGroup var speech: LanguageOptions

  @Flag(name: .shortAndLong, help: .told(.helpInspectQuiet))
  var quiet = false

  func validate() throws {
    try refuseBlank([("--records", records), ("--output", output)])
  }

  func run() throws {
    let words = speech.words
    let text = RunText(words: words)
    let runner: BatchRunner
    let reports: Reports
    let store: RecordStore?
    let total: Int
    do {
      let recipe = try Recipe.load(path: images.recipe, overrides: images.overrides.values)
      let parts = try PartIdentifier(labels.patterns.orElse(recipe))
      let collection = try images.collect(for: recipe, parts: parts, words: words)
      for warning in recipe.warnings {
        Console.error(words.text(.teachWarning, ["text": words.says(warning)]))
      }
      total = collection.jobs.count
      runner = BatchRunner(
        jobs: collection.jobs, recipe: recipe, origin: labels.origin, workers: images.workers.jobs)
      // The records file may lie in the folder for the reports.
      try Reports.createFolder(output)
      store = try records.map { path in try RecordStore(path: path) }
      var options = ReportOptions()
      options.words = words
      reports = try Reports(folder: output, formats: format, options: options)
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let outcome = inspect(runner, store, reports, total: total, text)
    for line in text.summary(
      outcome, reports: reports.paths, records: records, workers: images.workers.jobs)
    {
      Console.line(line)
    }
    for line in text.problems(outcome) { Console.error(line) }
    guard outcome.exitStatus == .allPassed else { throw ExitCode(outcome.exitStatus.rawValue) }
  }

  private func inspect(
    _ runner: BatchRunner, _ store: RecordStore?, _ reports: Reports, total: Int,
    _ text: RunText
  ) -> RunOutcome {
    let words = text.words
    // Nobody reads along any more: no reason to leave the reports unfinished.
    signal(SIGPIPE, SIG_IGN)
    let signals = InterruptSignals {
      runner.stop()
      // Behind the ^C and the progress line that a terminal shows.
      let start = isatty(STDERR_FILENO) == 1 ? "\n" : ""
      Console.error(start + words[.sayStopping])
    }
    var progress = ProgressLine(total: total, words: words)
    var commit: BatchRunner.Commit?
    if let store {
      commit = { records throws(RecordStoreError) in try store.append(contentsOf: records) }
    }
    let outcome = runner.run(reports: reports, commit: commit) { event in
      switch event {
      case .done(let record):
        if !quiet, let line = text.line(record) {
          progress.erase()
          Console.line(line)
        }
        progress.update(reports.tally)
      case .reportLost(let error):
        progress.erase()
        Console.error(words.sentence(of: error))
      }
    }
    progress.erase()
    do throws(RecordStoreError) {
      try store?.close()
    } catch {
      // What was committed is in the files and stays there.
      Console.error(words.sentence(of: error))
    }
    withExtendedLifetime(signals) {}
    return outcome
  }

  private static func formats(_ text: String) throws -> [ReportFormat] {
    let names = text.split(separator: ",", omittingEmptySubsequences: false)
    return try names.map { name in
      guard let format = ReportFormat(rawValue: String(name)) else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError(
          .told(.usageReportFormat, ["text": oneLine(String(name)), "known": known]))
      }
      return format
    }
  }
}

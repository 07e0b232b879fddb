import ArgumentParser
import Foundation
import Station
import Traceability
import Wording

/// `sightline trace prune`.
struct TracePruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: .told(.helpPruneAbstract),
    discussion: .told(.helpPruneDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpPruneImages, valueName: "folder"))
  var images: String

  @Option(help: .told(.helpPruneOlderThan, valueName: "span"))
  var passesOlderThan: TimeSpan

  @Option(name: .customLong("operator"), help: .told(.helpPruneOperator))
  var operatorName = "unattended"

  @Flag(help: .told(.helpPruneDryRun))
  var dryRun = false

  func run() throws {
    let words = source.speech.words
    var information = stat()
    guard stat(images, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      Console.error(words.text(.sayNoImageFolder, ["path": images]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let tally: ImagePruner.Tally
    do {
      // Writing would make a file where there is none.
      let reader = try RecordReader(path: source.records)
      let store = dryRun ? nil : try RecordStore(path: source.records)
      var pruner = ImagePruner(
        reader: store?.reader ?? reader, store: store,
        cutoff: Date(timeIntervalSinceNow: -passesOlderThan.seconds), operator: operatorName,
        reason: "image of a pass older than \(passesOlderThan)")
      tally = try pruner.prune(folder: images) { path in
        if dryRun { Console.line(words.text(.sayWouldDelete, ["path": oneLine(path)])) }
      }
      try store?.close()
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let megabytes = (Double(tally.deletedBytes) / 1e5).rounded() / 10
    Console.line(
      words.text(
        dryRun ? .sayWouldDeleteImages : .sayDeletedImages,
        ["count": "\(tally.deleted)", "size": "\(megabytes)"]))
    Console.line(
      words.text(
        .sayKeptImages,
        [
          "young": "\(tally.kept)", "needed": "\(tally.neededAsEvidence)",
          "unknown": "\(tally.unknown)",
        ]))
    for problem in tally.problems { Console.error(words.says(problem)) }
    guard tally.problems.isEmpty else { throw ExitCode(RunStatus.notWritten.rawValue) }
  }
}

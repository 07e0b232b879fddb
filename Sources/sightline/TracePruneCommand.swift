import ArgumentParser
import Foundation
import Station
import Traceability

/// `sightline trace prune`.
struct TracePruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete images of parts that passed long ago; records stay.",
    discussion: """
      Goes through the images in a folder and below. One is deleted where the records know its bytes, \
      all records of them have pass as the verdict that counts, and the newest is older than told. \
      What is deleted is recorded first, with who decided, and cannot be deleted from the records. \
      Images of other verdicts, and such as the records do not know, are kept.

      Exit code 0 when all that may go is gone; 2 for wrong usage or a records file that cannot be \
      used; 4 where an image could not be read or deleted.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(help: ArgumentHelp("The folder with the images.", valueName: "folder"))
  var images: String

  @Option(
    help: ArgumentHelp(
      "Images of passes older than this are deleted: 30d, 12h.", valueName: "span"))
  var passesOlderThan: TimeSpan

  @Option(name: .customLong("operator"), help: "Who decides; kept with each deletion.")
  var operatorName = "unattended"

  @Flag(help: "Delete nothing; tell what would be.")
  var dryRun = false

  func run() throws {
    var information = stat()
    guard stat(images, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      Console.error("\(images): this is no folder; --images names the one with the images")
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
        if dryRun { Console.line("would delete \(oneLine(path))") }
      }
      try store?.close()
    } catch {
      Console.error("Error: \(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let megabytes = (Double(tally.deletedBytes) / 1e5).rounded() / 10
    Console.line("\(dryRun ? "would delete" : "deleted") \(tally.deleted) images, \(megabytes) MB")
    Console.line(
      "kept: \(tally.kept) not old enough, \(tally.neededAsEvidence) with another verdict or a template, "
        + "\(tally.unknown) that the records do not know")
    for problem in tally.problems { Console.error(problem) }
    guard tally.problems.isEmpty else { throw ExitCode(RunStatus.notWritten.rawValue) }
  }
}

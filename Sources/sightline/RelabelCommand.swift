import ArgumentParser
import Decision
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// `sightline relabel`: a person's decision about a recorded verdict.
struct RelabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: .told(.helpRelabelAbstract),
    discussion: .told(.helpRelabelDiscussion))

  @Argument(help: .told(.helpSequence))
  var sequence: Int64

  @Option(help: .told(.helpRecordsFile, valueName: "file"))
  var records: String

  @Option(help: .told(.helpRelabelVerdict))
  var verdict: Verdict

  @Option(name: .customLong("operator"), help: .told(.helpRelabelOperator))
  var operatorName: String

  @Option(help: .told(.helpRelabelReason))
  var reason: String

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard sequence > 0 else {
      throw ValidationError(.told(.usageSequence, ["sequence": "\(sequence)"]))
    }
    for (option, value) in [("--operator", operatorName), ("--reason", reason)]
    where value.allSatisfy(\.isWhitespace) {
      throw ValidationError(.told(.usageRelabelEmpty, ["option": option]))
    }
  }

  func run() throws {
    let words = speech.words
    do throws(RecordStoreError) {
      // Writing would make a file where there is none.
      _ = try RecordReader(path: records)
      let store = try RecordStore(path: records)
      let override = try store.override(
        sequence: sequence, with: verdict, operator: operatorName, reason: reason)
      try store.close()
      Console.line(
        words.text(
          .sayRelabelled,
          [
            "sequence": "\(sequence)", "old": words.term(for: override.oldVerdict),
            "new": words.term(for: override.newVerdict), "number": "\(override.number ?? 0)",
            "operator": oneLine(override.operator),
          ]))
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
  }
}

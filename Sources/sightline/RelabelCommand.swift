import ArgumentParser
import Decision
import Foundation
import Station
import Traceability

/// `sightline relabel`: a person's decision about a recorded verdict.
struct RelabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relabel",
    abstract: "Override the verdict of a record.",
    discussion: """
      The record stays as it is; the override is kept beside it with who decided and why, and \
      cannot be changed or removed either. A record may be overridden several times: the latest \
      counts. `trace list` and `trace show` show it, and `learn` turns confirmed false alarms into \
      tolerance.

      Exit code 0 when the override is recorded; 2 for wrong usage or where it cannot be.
      """)

  @Argument(help: "The record's sequence number, as trace list shows it.")
  var sequence: Int64

  @Option(help: ArgumentHelp("The records file.", valueName: "file"))
  var records: String

  @Option(help: "The verdict that is to count: pass, fail, review or uninspectable.")
  var verdict: Verdict

  @Option(name: .customLong("operator"), help: "Who decides.")
  var operatorName: String

  @Option(help: "Why.")
  var reason: String

  func validate() throws {
    guard sequence > 0 else {
      throw ValidationError("sequence is \(sequence); records are numbered from 1")
    }
    for (option, value) in [("--operator", operatorName), ("--reason", reason)]
    where value.allSatisfy(\.isWhitespace) {
      throw ValidationError("\(option) is empty; an override says who decided and why.")
    }
  }

  func run() throws {
    do throws(RecordStoreError) {
      // Writing would make a file where there is none.
      _ = try RecordReader(path: records)
      let store = try RecordStore(path: records)
      let override = try store.override(
        sequence: sequence, with: verdict, operator: operatorName, reason: reason)
      try store.close()
      Console.line(
        "record \(sequence): \(override.oldVerdict.rawValue) → \(override.newVerdict.rawValue), "
          + "override \(override.number ?? 0) by \(oneLine(override.operator))")
    } catch {
      Console.error("Error: \(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
  }
}

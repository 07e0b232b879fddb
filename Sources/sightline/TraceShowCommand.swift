import ArgumentParser
import Reporting
import Traceability

/// `sightline trace show`.
struct TraceShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is recorded about one inspection.",
    discussion: """
      JSON is one object with the members of results.jsonl and "parameters", the values of the \
      recipe that were in effect. Exit code 2 where there is no such record.
      """)

  @OptionGroup var source: RecordsOptions

  @Argument(help: "The record's sequence number, as trace list shows it.")
  var sequence: Int64

  @Option(help: "How it is printed.")
  var format = TraceCommand.Format.table

  func validate() throws {
    guard sequence > 0 else {
      throw ValidationError("sequence is \(sequence); records are numbered from 1")
    }
  }

  func run() throws {
    try source.read { reader in
      guard let record = try reader.record(sequence: sequence) else {
        let newest = try reader.latestSequence()
        note(
          "Error: there is no record \(sequence) in \(reader.path); "
            + (newest == 0 ? "it holds none yet" : "it holds records 1 to \(newest)"))
        throw ExitCode(2)
      }
      switch format {
      case .json: print(RecordJSON.pretty(record))
      case .table:
        let link = try reader.link(of: .inspection, number: sequence)
        print(RecordSheet.text(record, link: link), terminator: "")
      }
    }
  }
}

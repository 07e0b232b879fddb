import ArgumentParser
import Reporting
import Station
import Traceability
import Wording

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
    let words = source.speech.words
    try source.read { reader in
      guard let record = try reader.record(sequence: sequence) else {
        let newest = try reader.latestSequence()
        let text = words.text(
          .sayMissingRecord,
          [
            "sequence": "\(sequence)", "path": reader.path, "holds": words.holds(newest: newest),
          ])
        note(words.text(.sayError, ["text": text]))
        throw ExitCode(2)
      }
      switch format {
      case .json: print(RecordJSON.pretty(record))
      case .table:
        let link = try reader.link(of: .inspection, number: sequence)
        print(RecordSheet.text(record, link: link, words: words), terminator: "")
      }
    }
  }
}

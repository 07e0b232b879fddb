import ArgumentParser
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace show`.
struct TraceShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: .told(.helpTraceShowAbstract),
    discussion: .told(.helpTraceShowDiscussion))

  @OptionGroup var source: RecordsOptions

  @Argument(help: .told(.helpSequence))
  var sequence: Int64

  @Option(help: .told(.helpHowOnePrinted))
  var format = TraceCommand.Format.table

  func validate() throws {
    guard sequence > 0 else {
      throw ValidationError(.told(.usageSequence, ["sequence": "\(sequence)"]))
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

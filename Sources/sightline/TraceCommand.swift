import ArgumentParser
import Foundation
import Station
import Traceability
import Wording

/// `sightline trace …`: finding out what was inspected, when, and with what result.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: .told(.helpTraceAbstract),
    discussion: .told(.helpTraceDiscussion),
    subcommands: [
      TraceListCommand.self, TraceShowCommand.self, TraceVerifyCommand.self, TraceHeadCommand.self,
      TraceKeyCommand.self, TraceExportCommand.self, TraceVerifyDossierCommand.self,
      TraceGenealogyCommand.self, TracePruneCommand.self, TraceAuditCommand.self,
      TraceBenchmarkCommand.self,
    ])

  /// How records are printed.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table, json
  }
}

/// `--records FILE`, for every command that reads records.
struct RecordsOptions: ParsableArguments {
  @Option(help: .told(.helpRecordsFile, valueName: "file"))
  var records: String

  @OptionGroup var speech: LanguageOptions

  /// Calls `body` with the records file; what goes wrong is said on standard error and ends the
  /// command with exit code 2.
  func read(_ body: (RecordReader) throws -> Void) throws {
    do {
      try body(RecordReader(path: records))
    } catch let error as RecordStoreError {
      note(speech.words.text(.sayError, ["text": speech.words.sentence(of: error)]))
      throw ExitCode(2)
    }
  }
}

/// Says `text` on standard error, where it does not get mixed up with results.
func note(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

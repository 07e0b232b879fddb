import ArgumentParser
import Foundation
import Reporting
import Station
import Traceability

/// `sightline trace audit`.
struct TraceAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List who did what: logins, overrides, exports and changes of recipes, newest first.",
    discussion: """
      JSON is one object a line with number, recordedAt, action, actor, source and subject.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(help: "At most so many entries; 0 for all.")
  var limit = 100

  @Option(help: "How they are printed.")
  var format = TraceCommand.Format.table

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError("--limit is \(limit); allowed are 0 (all) and more")
    }
  }

  func run() throws {
    try source.read { reader in
      var (before, remaining) = (Int64.max, limit == 0 ? Int.max : limit)
      var count = 0
      while remaining > 0 {
        let portion = try reader.audit(before: before, limit: min(remaining, 500))
        guard let last = portion.last?.number else { break }
        for entry in portion { print(text(entry)) }
        (before, remaining, count) = (last, remaining - portion.count, count + portion.count)
      }
      fflush(nil)
      if count == 0 { note("nobody did anything that is audited") }
    }
  }

  private func text(_ entry: AuditEntry) -> String {
    switch format {
    case .json: RecordJSON.line(entry)
    case .table:
      [
        RecordTime.text(entry.recordedAt), entry.action.rawValue, oneLine(entry.actor),
        oneLine(entry.source), oneLine(entry.subject),
      ].joined(separator: "  ")
    }
  }
}

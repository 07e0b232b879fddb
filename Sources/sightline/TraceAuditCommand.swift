import ArgumentParser
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace audit`.
struct TraceAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: .told(.helpAuditAbstract),
    discussion: .told(.helpAuditDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpEntryLimit))
  var limit = 100

  @Option(help: .told(.helpHowPrinted))
  var format = TraceCommand.Format.table

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError(.told(.usageRecordLimit, ["limit": "\(limit)"]))
    }
  }

  func run() throws {
    let words = source.speech.words
    try source.read { reader in
      var (before, remaining) = (Int64.max, limit == 0 ? Int.max : limit)
      var count = 0
      while remaining > 0 {
        let portion = try reader.audit(before: before, limit: min(remaining, 500))
        guard let last = portion.last?.number else { break }
        for entry in portion { print(text(entry, words)) }
        (before, remaining, count) = (last, remaining - portion.count, count + portion.count)
      }
      fflush(nil)
      if count == 0 { note(words[.sayNoAudit]) }
    }
  }

  private func text(_ entry: AuditEntry, _ words: Words) -> String {
    switch format {
    case .json: RecordJSON.line(entry)
    case .table:
      [
        RecordTime.text(entry.recordedAt), words[Self.name(of: entry.action)],
        oneLine(entry.actor), oneLine(entry.source), oneLine(entry.subject),
      ].joined(separator: "  ")
    }
  }

  private static func name(of action: AuditEntry.Action) -> Phrase {
    switch action {
    case .login: .auditLogin
    case .failedLogin: .auditFailedLogin
    case .logout: .auditLogout
    case .override: .auditOverride
    case .export: .auditExport
    case .recipeChange: .auditRecipeChange
    }
  }
}

import ArgumentParser
import Decision
import Foundation
import Reporting
import Traceability
import Wording

/// `sightline trace list`.
struct TraceListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: .told(.helpTraceListAbstract),
    discussion: .told(.helpTraceListDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpOnlySerial))
  var serial: String?

  @Option(help: .told(.helpOnlyLot))
  var lot: String?

  @Option(help: .told(.helpOnlyVerdict))
  var verdict: [Verdict] = []

  @Option(
    name: .customLong("class"),
    help: .told(.helpOnlyClass, valueName: "class"))
  var defectClass: String?

  @Option(help: .told(.helpOnlyRecipe))
  var recipe: String?

  @Option(help: .told(.helpOnlyRecipeVersion))
  var recipeVersion: Int?

  @Option(
    help: .told(.helpFromTime, valueName: "time"),
    transform: { try moment($0, .since) })
  var since: Date?

  @Option(
    help: .told(.helpToTime, valueName: "time"),
    transform: { try moment($0, .until) })
  var until: Date?

  @Option(help: .told(.helpRecordLimit))
  var limit = 100

  @Option(help: .told(.helpHowPrinted))
  var format = TraceCommand.Format.table

  func validate() throws {
    guard limit >= 0 else {
      throw ValidationError(.told(.usageRecordLimit, ["limit": "\(limit)"]))
    }
    guard recipeVersion == nil || recipe != nil else {
      throw ValidationError(.told(.usageRecipeVersion))
    }
    if let since, let until, since >= until {
      throw ValidationError(
        .told(
          .usageSinceUntil,
          ["since": RecordTime.text(since), "until": RecordTime.text(until)]))
    }
  }

  func run() throws {
    let query = RecordQuery(
      serial: serial, lot: lot, verdicts: Set(verdict),
      defectClass: defectClass.map { DefectClass(rawValue: $0) }, since: since, until: until,
      recipe: recipe.map { RecordQuery.RecipeSelector(name: $0, version: recipeVersion) },
      // One more tells whether there are more.
      limit: limit == 0 ? nil : limit + 1)
    try source.read { reader in
      var output = RecordOutput(format: format, words: source.speech.words)
      var count = 0
      try reader.forEachRecord(matching: query) { record in
        count += 1
        if limit == 0 || count <= limit { output.put(record) }
      }
      output.finish()
      // What is said about the list stands below it.
      fflush(nil)
      if count == 0 {
        note(source.speech.words[.sayNoRecord])
      } else if limit > 0, count > limit {
        note(source.speech.words.text(.sayNewest, ["limit": "\(limit)"]))
      }
    }
  }
}

/// Prints records as they come, a portion at a time, so that any number of them fits in memory.
private struct RecordOutput {
  private static let portion = 500

  private let format: TraceCommand.Format
  private var table: RecordTable
  private var waiting: [InspectionRecord] = []

  init(format: TraceCommand.Format, words: Words) {
    self.format = format
    table = RecordTable(terminalWidth: terminalWidth(), words: words)
  }

  mutating func put(_ record: InspectionRecord) {
    switch format {
    case .json:
      print(RecordJSON.line(record))
    case .table:
      waiting.append(record)
      if waiting.count == Self.portion { finish() }
    }
  }

  mutating func finish() {
    guard !waiting.isEmpty else { return }
    print(table.lines(for: waiting), terminator: "")
    waiting.removeAll(keepingCapacity: true)
  }
}

/// Columns of the terminal that standard output goes to; `nil` where it goes elsewhere.
private func terminalWidth() -> Int? {
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

private func moment(_ text: String, _ bound: TimeBound) throws -> Date {
  guard let date = bound.date(text) else {
    throw ValidationError(.told(.usageMoment))
  }
  return date
}

extension Verdict: ExpressibleByArgument {}

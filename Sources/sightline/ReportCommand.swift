import ArgumentParser
import Foundation
import Pages
import Reporting
import Station
import Traceability
import Wording

/// `sightline report`: what a shift or a lot was like, to print and to sign.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of a shift, period or lot: yield, defects, worst parts, alarms.",
    discussion: """
      One HTML file that loads nothing and prints on A4, and a PDF of it with --pdf. Without \
      --from, --to and --lot it is of the shift that goes on. Times are days (2025-06-01) or \
      moments (2025-06-01T14:30), local unless they end in Z or an offset such as +02:00.

      Exit code 0 when it is written; 2 for wrong usage or a file that cannot be read, or --pdf \
      without a browser; 4 where it cannot be written.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(
    help: ArgumentHelp("Only from this time, or from this day, on.", valueName: "time"))
  var from: String?

  @Option(
    help: ArgumentHelp("Only before this time, or up to and with this day.", valueName: "time"))
  var to: String?

  @Option(help: "Only this lot.")
  var lot: String?

  @Option(help: ArgumentHelp("When shifts begin.", valueName: "times"))
  var shifts = "06:00,14:00,22:00"

  @Option(help: ArgumentHelp("The page to write.", valueName: "file"))
  var output: String

  @Flag(help: "Also print it to a PDF of the same name; wants Chromium or Google Chrome.")
  var pdf = false

  func validate() throws {
    try refuseBlank([("--lot", lot), ("--output", output)])
    guard ShiftPlan(shifts, zone: .current) != nil else {
      throw ValidationError("--shifts '\(shifts)': write times of day such as 06:00,14:00,22:00")
    }
    let (since, until) = (try moment("--from", from, .since), try moment("--to", to, .until))
    if let since, let until, since >= until {
      throw ValidationError("--from is not before --to; no part can lie between")
    }
  }

  func run() throws {
    let printer: PagePrinter?
    do {
      printer = pdf ? try PagePrinter() : nil
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let (since, until) = (try moment("--from", from, .since), try moment("--to", to, .until))
    try source.read { reader in
      let report = ShiftReport(
        records: reader,
        settings: PageSettings(
          shifts: ShiftPlan(shifts, zone: .current) ?? .standard, software: SoftwareVersion.text),
        since: since, until: until, lot: lot, language: source.speech.words.language)
      do {
        try report.write(to: output)
        try printer?.print(output, to: Self.pdfPath(output))
      } catch let error as RecordStoreError {
        throw error
      } catch {
        Console.error("Error: \(error)")
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      Console.line(oneLine(pdf ? "\(output), \(Self.pdfPath(output))" : output))
    }
  }

  /// The name of the page with the ending `.pdf` instead of its own.
  private static func pdfPath(_ page: String) -> String {
    let file = page as NSString
    return (file.pathExtension.isEmpty ? page : file.deletingPathExtension) + ".pdf"
  }

  private func moment(_ option: String, _ text: String?, _ bound: TimeBound) throws -> Date? {
    guard let text else { return nil }
    guard let date = bound.date(text) else {
      throw ValidationError(
        "\(option) '\(text)': allowed are a day such as 2025-06-01 and a moment such as "
          + "2025-06-01T14:30:00, which may end in Z or +02:00")
    }
    return date
  }
}

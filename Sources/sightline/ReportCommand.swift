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
    abstract: .told(.helpReportAbstract),
    discussion: .told(.helpReportDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpFromTime, valueName: "time"))
  var from: String?

  @Option(help: .told(.helpToTime, valueName: "time"))
  var to: String?

  @Option(help: .told(.helpOnlyLot))
  var lot: String?

  @Option(help: .told(.helpShifts, valueName: "times"))
  var shifts = "06:00,14:00,22:00"

  @Option(help: .told(.helpReportOutput, valueName: "file"))
  var output: String

  @Flag(help: .told(.helpReportPDF))
  var pdf = false

  func validate() throws {
    try refuseBlank([("--lot", lot), ("--output", output)])
    guard ShiftPlan(shifts, zone: .current) != nil else {
      throw ValidationError(
        .told(
          .usageValue,
          ["option": "--shifts", "value": shifts, "problem": .told(.usageShifts)]))
    }
    let (since, until) = (try moment("--from", from, .since), try moment("--to", to, .until))
    if let since, let until, since >= until {
      throw ValidationError(.told(.usageReportSpan))
    }
  }

  func run() throws {
    let words = source.speech.words
    let printer: PagePrinter?
    do {
      printer = pdf ? try PagePrinter() : nil
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let (since, until) = (try moment("--from", from, .since), try moment("--to", to, .until))
    try source.read { reader in
      let report = ShiftReport(
        records: reader,
        settings: PageSettings(
          shifts: ShiftPlan(shifts, zone: .current) ?? .standard, software: SoftwareVersion.text),
        since: since, until: until, lot: lot, language: words.language)
      do {
        try report.write(to: output)
        try printer?.print(output, in: words.language, to: Self.pdfPath(output))
      } catch let error as RecordStoreError {
        throw error
      } catch {
        Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
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
        .told(.usageValue, ["option": option, "value": text, "problem": .told(.usageMoment)]))
    }
    return date
  }
}

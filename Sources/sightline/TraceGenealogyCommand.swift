import ArgumentParser
import Foundation
import Reporting
import Station
import Traceability

/// `sightline trace genealogy`.
struct TraceGenealogyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genealogy",
    abstract: "Show every inspection of a part or lot, where it came from and what became of it.",
    discussion: """
      Takes the records files of all stations at once. What a part was made from is told by a file \
      beside its image (see docs/traceability.md). Backwards, that is what it was made from, and what \
      that was made from; forwards, what was made from it.

      Exit code 0 also where nothing is known; 2 for wrong usage or a file that cannot be read.
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The records files of the stations.", valueName: "file"))
  var records: [String]

  @Option(help: "The serial number of the part.")
  var serial: String?

  @Option(help: "The lot.")
  var lot: String?

  func validate() throws {
    guard (lot == nil) != (serial == nil) else {
      throw ValidationError("Name a --serial or a --lot, and not both.")
    }
  }

  func run() throws {
    let genealogy: Genealogy
    do {
      let readers = try records.map { try RecordReader(path: $0) }
      let subject = serial.map { Genealogy.Subject.serial($0) } ?? .lot(lot ?? "")
      genealogy = try Genealogy(of: subject, in: readers)
    } catch {
      Console.error("Error: \(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    print(GenealogyText.text(genealogy), terminator: "")
    fflush(nil)
    if genealogy.isCutOff {
      note("there is more; of each kind the first \(Genealogy.limit) are shown")
    }
  }
}

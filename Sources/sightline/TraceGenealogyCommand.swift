import ArgumentParser
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace genealogy`.
struct TraceGenealogyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genealogy",
    abstract: .told(.helpGenealogyAbstract),
    discussion: .told(.helpGenealogyDiscussion))

  @Option(
    parsing: .upToNextOption,
    help: .told(.helpRecordsFiles, valueName: "file"))
  var records: [String]

  @Option(help: .told(.helpSerialOfPart))
  var serial: String?

  @Option(help: .told(.helpLot))
  var lot: String?

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard (lot == nil) != (serial == nil) else {
      throw ValidationError(.told(.usageSerialOrLot))
    }
  }

  func run() throws {
    let words = speech.words
    let genealogy: Genealogy
    do {
      let readers = try records.map { try RecordReader(path: $0) }
      let subject = serial.map { Genealogy.Subject.serial($0) } ?? .lot(lot ?? "")
      genealogy = try Genealogy(of: subject, in: readers)
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    print(GenealogyText.text(genealogy, words: words), terminator: "")
    fflush(nil)
    if genealogy.isCutOff {
      note(words.text(.sayGenealogyMore, ["limit": "\(Genealogy.limit)"]))
    }
  }
}

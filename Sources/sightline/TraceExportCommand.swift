import ArgumentParser
import Foundation
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace export`.
struct TraceExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: .told(.helpExportAbstract),
    discussion: .told(.helpExportDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpLot))
  var lot: String?

  @Option(help: .told(.helpSerialOfPart))
  var serial: String?

  @Option(help: .told(.helpSigningKey, valueName: "file"))
  var key: String

  @Option(help: .told(.helpExportOutput, valueName: "folder"))
  var output: String

  @Flag(help: .told(.helpExportPDF))
  var pdf = false

  func validate() throws {
    guard (lot == nil) != (serial == nil) else {
      throw ValidationError(.told(.usageLotOrSerial))
    }
  }

  func run() throws {
    let words = source.speech.words
    let signer: SigningKey
    let printer: PagePrinter?
    do {
      signer = try SigningKey(path: key)
      printer = pdf ? try PagePrinter() : nil
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in
      let (dossier, records, head): (Dossier, [InspectionRecord], ChainHead)
      do {
        (dossier, records, head) = try reader.dossier(
          of: Dossier.Subject(lot: lot, serial: serial), key: signer,
          software: SoftwareVersion.text)
      } catch let error as DossierError {
        Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
        guard case .broken = error else { throw ExitCode(RunStatus.nothingInspected.rawValue) }
        throw ExitCode(RunStatus.rejected.rawValue)
      }
      do {
        try DossierFolder.write(dossier, to: output)
        let page = output + "/dossier.html"
        try DossierPage(
          dossier, records: records, head: head, key: signer.publicKey, words: words
        ).write(to: page)
        try printer?.print(page, in: words.language, to: output + "/dossier.pdf")
        try DossierFolder.seal(output, key: signer)
      } catch {
        Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      audit(records.count)
      Console.line(
        words.text(
          .sayExported,
          [
            "path": output, "count": "\(records.count)", "key": signer.publicKey.fingerprint,
          ]))
    }
  }

  /// Writes into the audit that `count` records were handed on. An archive may be of an older version, or may
  /// not be written: the dossier is none the worse for it.
  private func audit(_ count: Int) {
    let what = lot.map { "lot \($0)" } ?? serial.map { "serial number \($0)" } ?? ""
    // In a container nobody may have a name.
    let actor = NSUserName().isEmpty ? "uid \(getuid())" : NSUserName()
    let entry = AuditEntry(
      action: .export, actor: actor, source: "command line",
      subject: "dossier of \(what), \(count) inspections")
    let words = source.speech.words
    do {
      guard try !entry.append(toFileAt: source.records) else { return }
      note(words.text(.sayNotAudited, ["problem": words[.storeNoAudit]]))
    } catch {
      note(words.text(.sayNotAudited, ["problem": words.sentence(of: error)]))
    }
  }
}

/// `sightline trace verify-dossier`.
struct TraceVerifyDossierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-dossier",
    abstract: .told(.helpVerifyDossierAbstract),
    discussion: .told(.helpVerifyDossierDiscussion))

  @Argument(help: .told(.helpVerifyDossierPath, valueName: "path"))
  var path: String

  @Option(help: .told(.helpVerifyDossierKey, valueName: "file"))
  var publicKey: String?

  @OptionGroup var speech: LanguageOptions

  func run() throws {
    let words = speech.words
    let report: DossierFolder.Report
    do {
      let trusted = try publicKey.map { try VerifyingKey(path: $0) }
      report = try DossierFolder.check(path, trusted: trusted)
    } catch {
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    if let flaw = report.flaw {
      Console.line(words.text(.sayChanged, ["found": words.says(flaw)]))
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    let inspections = report.dossier.entries.count { $0.kind == .inspection }
    // Whoever takes an override out of the file alone changes no record in it.
    let key: Phrase = report.files.isEmpty ? .sayRecordsUnchanged : .sayGenuine
    Console.line(
      words.text(key, ["count": "\(inspections)", "made": report.dossier.made]))
    if !report.files.isEmpty {
      Console.line(words.text(.sayChecked, ["files": words.list(report.files)]))
    }
    if publicKey == nil { note(words.text(.sayKeyNotChecked, ["key": report.key])) }
  }
}

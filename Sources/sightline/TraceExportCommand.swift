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
    abstract: "Write a dossier of a lot or a part that a customer can check.",
    discussion: """
      The dossier is a folder: dossier.html to read, dossier.json with the records, their hashes and \
      the links that lead from the signed end of the chain to each, and signature.json over all files. \
      `trace verify-dossier` checks it without the records file.

      Exit code 0 when it is complete; 1 where the chain is broken at one of the records; 2 for wrong \
      usage, a file that cannot be read, or no record; 4 where it cannot be written.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(help: "The lot.")
  var lot: String?

  @Option(help: "The serial number of the part.")
  var serial: String?

  @Option(help: ArgumentHelp("The private key that signs.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The folder for the dossier; new or empty.", valueName: "folder"))
  var output: String

  @Flag(help: "Also print the page to dossier.pdf; wants Chromium or Google Chrome.")
  var pdf = false

  func validate() throws {
    guard (lot == nil) != (serial == nil) else {
      throw ValidationError("Name a --lot or a --serial, and not both.")
    }
  }

  func run() throws {
    let signer: SigningKey
    let printer: PagePrinter?
    do {
      signer = try SigningKey(path: key)
      printer = pdf ? try PagePrinter() : nil
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in
      let (dossier, records, head): (Dossier, [InspectionRecord], ChainHead)
      do {
        (dossier, records, head) = try reader.dossier(
          of: Dossier.Subject(lot: lot, serial: serial), key: signer,
          software: SoftwareVersion.text)
      } catch let error as DossierError {
        Console.error("Error: \(error)")
        guard case .broken = error else { throw ExitCode(RunStatus.nothingInspected.rawValue) }
        throw ExitCode(RunStatus.rejected.rawValue)
      }
      do {
        try DossierFolder.write(dossier, to: output)
        let page = output + "/dossier.html"
        try DossierPage(
          dossier, records: records, head: head, key: signer.publicKey, words: source.speech.words
        ).write(to: page)
        try printer?.print(page, to: output + "/dossier.pdf")
        try DossierFolder.seal(output, key: signer)
      } catch {
        Console.error("Error: \(error)")
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      Console.line(
        "\(output): \(records.count) inspections, "
          + "signed by the key \(signer.publicKey.fingerprint)")
    }
  }
}

/// `sightline trace verify-dossier`.
struct TraceVerifyDossierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-dossier",
    abstract: "Find out whether anything in a dossier was changed.",
    discussion: """
      Needs nothing but the dossier, and the public key of whoever made it: without the key, it is \
      only known that all fits together, not who put it together. Of dossier.json alone, the records \
      are checked, not the page.

      Exit code 0: nothing was changed; 1: something was; 2: wrong usage, or there is no dossier.
      """)

  @Argument(help: ArgumentHelp("The folder of the dossier, or dossier.json.", valueName: "path"))
  var path: String

  @Option(help: ArgumentHelp("The public key that must have signed.", valueName: "file"))
  var publicKey: String?

  func run() throws {
    let report: DossierFolder.Report
    do {
      let trusted = try publicKey.map { try VerifyingKey(path: $0) }
      report = try DossierFolder.check(path, trusted: trusted)
    } catch {
      Console.error("Error: \(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    if let flaw = report.flaw {
      Console.line("CHANGED: \(flaw)")
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    let inspections = report.dossier.entries.count { $0.kind == .inspection }
    if report.files.isEmpty {
      // Whoever takes an override out of the file alone changes no record in it.
      Console.line(
        "unchanged records: \(inspections) inspections, made \(report.dossier.made); whether any was "
          + "left out, such as an override, only the whole folder tells")
    } else {
      Console.line("genuine: \(inspections) inspections, made \(report.dossier.made)")
      Console.line("checked: \(report.files.joined(separator: ", "))")
    }
    if publicKey == nil {
      note(
        "signed by the key \(report.key), which was not checked; --public-key does")
    }
  }
}

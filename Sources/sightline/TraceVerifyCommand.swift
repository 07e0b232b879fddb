import ArgumentParser
import Station
import Traceability

/// `sightline trace verify`.
struct TraceVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Find out whether any record was changed, deleted, inserted or reordered.",
    discussion: """
      Goes along the chain that all records of the file form, and names the first that breaks it and \
      how. What was cut off at the end shows only against heads that were exported before and kept \
      elsewhere. docs/traceability.md tells how to do the same with a program of your own.

      Exit code 0: nothing was found; 1: the chain breaks, or a head does not fit; 2: wrong usage or \
      a file that cannot be read, nothing was verified.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Heads that `trace head` or `watch` exported; may be repeated.", valueName: "head.json"))
  var head: [String] = []

  @Option(
    help: ArgumentHelp(
      "The public key that the heads must be signed with.", valueName: "file"))
  var publicKey: String?

  func validate() throws {
    guard publicKey == nil || !head.isEmpty else {
      throw ValidationError("--public-key is for the signatures of heads, but there is no --head")
    }
  }

  func run() throws {
    var heads: [(name: String, head: ChainHead)] = []
    do {
      let trusted = try publicKey.map { try VerifyingKey(path: $0) }
      for path in head {
        let signed = try SignedHead(path: path, trusted: trusted)
        heads.append(("the head \(oneLine(path))", signed.head))
        if trusted == nil {
          note(
            "\(path): signed by the key \(signed.publicKey.fingerprint), which was not checked; "
              + "--public-key does")
        }
      }
    } catch let error as HeadFileError {
      Console.error("\(error)")
      // A head that was forged is a finding, one that is not there is wrong usage.
      switch error.cause {
      case .badSignature, .otherKey: throw ExitCode(RunStatus.rejected.rawValue)
      default: throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
    } catch let error as KeyFileError {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in try verify(reader, heads) }
  }

  private func verify(
    _ reader: RecordReader, _ heads: [(name: String, head: ChainHead)]
  ) throws {
    let report: ChainReport
    do throws(RecordStoreError) {
      report = try ChainVerifier(reader, heads: heads).verify()
    } catch {
      guard case .damaged = error.cause else { throw error }
      Console.error("\(error)")
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    if let found = report.firstBreak {
      Console.line("BROKEN: \(found)")
      Console.line("intact until then: \(Self.counts(report))")
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    Console.line("intact: \(Self.counts(report))")
    Console.line("newest link \(report.links): \(report.newest)")
    if heads.isEmpty {
      note("without --head, records that were cut off at the end do not show")
    } else {
      Console.line("\(heads.count) \(heads.count == 1 ? "head fits" : "heads fit")")
    }
  }

  private static func counts(_ report: ChainReport) -> String {
    var text =
      "\(report.inspections) records, \(report.overrides) overrides, "
      + "\(report.prunings) deletions of images"
    if report.adopted > 0 {
      text += "; \(report.adopted) of them are older than the chain and proved since it began"
    }
    return text
  }
}

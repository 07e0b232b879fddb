import ArgumentParser
import Reporting
import Station
import Traceability
import Wording

/// `sightline trace verify`.
struct TraceVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: .told(.helpVerifyAbstract),
    discussion: .told(.helpVerifyDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(
    parsing: .upToNextOption,
    help: .told(.helpVerifyHead, valueName: "head.json"))
  var head: [String] = []

  @Option(help: .told(.helpVerifyPublicKey, valueName: "file"))
  var publicKey: String?

  func validate() throws {
    guard publicKey == nil || !head.isEmpty else {
      throw ValidationError(.told(.usagePublicKey))
    }
  }

  func run() throws {
    let words = source.speech.words
    var heads: [(name: String, head: ChainHead)] = []
    do {
      let trusted = try publicKey.map { try VerifyingKey(path: $0) }
      for path in head {
        let signed = try SignedHead(path: path, trusted: trusted)
        heads.append((words.text(.sayHead, ["path": oneLine(path)]), signed.head))
        if trusted == nil {
          let key = words.text(.sayKeyNotChecked, ["key": signed.publicKey.fingerprint])
          note(words.text(.errorPair, ["subject": path, "problem": key]))
        }
      }
    } catch let error as HeadFileError {
      Console.error(words.sentence(of: error))
      // A head that was forged is a finding, one that is not there is wrong usage.
      switch error.cause {
      case .badSignature, .otherKey: throw ExitCode(RunStatus.rejected.rawValue)
      default: throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
    } catch let error as KeyFileError {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in try verify(reader, heads, words) }
  }

  private func verify(
    _ reader: RecordReader, _ heads: [(name: String, head: ChainHead)], _ words: Words
  ) throws {
    let report: ChainReport
    do throws(RecordStoreError) {
      report = try ChainVerifier(reader, heads: heads).verify()
    } catch {
      guard case .damaged = error.cause else { throw error }
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    let counts = Self.counts(report, words)
    if let found = report.firstBreak {
      Console.line(words.text(.sayBroken, ["found": words.says(found)]))
      Console.line(words.text(.sayIntactUntil, ["counts": counts]))
      throw ExitCode(RunStatus.rejected.rawValue)
    }
    Console.line(words.text(.sayIntact, ["counts": counts]))
    Console.line(
      words.text(.sayNewestLink, ["position": "\(report.links)", "hash": "\(report.newest)"]))
    if heads.isEmpty {
      note(words[.sayNoHead])
    } else {
      Console.line(words.counted(.sayHeadsFit, heads.count))
    }
  }

  private static func counts(_ report: ChainReport, _ words: Words) -> String {
    let counts = words.text(
      .sayChainCounts,
      [
        "inspections": "\(report.inspections)", "overrides": "\(report.overrides)",
        "prunings": "\(report.prunings)",
      ])
    return report.adopted > 0
      ? words.text(.sayAdopted, ["counts": counts, "adopted": "\(report.adopted)"]) : counts
  }
}

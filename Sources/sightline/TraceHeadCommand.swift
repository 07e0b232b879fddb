import ArgumentParser
import Station
import Traceability
import Wording

/// `sightline trace head`.
struct TraceHeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: .told(.helpHeadAbstract),
    discussion: .told(.helpHeadDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpSigningKey, valueName: "file"))
  var key: String

  @Option(help: .told(.helpHeadOutput, valueName: "head.json"))
  var output: String

  func run() throws {
    let words = source.speech.words
    let signer: SigningKey
    do {
      signer = try SigningKey(path: key)
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in
      let head = try reader.head()
      do throws(HeadFileError) {
        try SignedHead(head, key: signer).write(to: output)
      } catch {
        Console.error(words.sentence(of: error))
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      Console.line(
        words.text(
          .sayHeadWritten,
          ["path": output, "position": "\(head.position)", "hash": "\(head.hash)"]))
    }
  }
}

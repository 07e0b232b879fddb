import ArgumentParser
import Station
import Traceability
import Wording

/// `sightline trace key …`.
struct TraceKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: .told(.helpKeyAbstract),
    subcommands: [Create.self])

  /// `sightline trace key create`.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: .told(.helpKeyCreateAbstract),
      discussion: .told(.helpKeyCreateDiscussion))

    @Option(help: .told(.helpKeyOutput, valueName: "file"))
    var output: String

    @OptionGroup var speech: LanguageOptions

    func run() throws {
      let words = speech.words
      let key = SigningKey()
      do {
        try key.create(path: output)
      } catch {
        Console.error(words.sentence(of: error))
        throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
      Console.line(words.text(.sayPrivateKey, ["path": output]))
      Console.line(
        words.text(
          .sayPublicKey, ["path": output + ".pub", "key": key.publicKey.fingerprint]))
    }
  }
}

import ArgumentParser
import Station
import Traceability

/// `sightline trace key …`.
struct TraceKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make the key that signs heads and dossiers.",
    subcommands: [Create.self])

  /// `sightline trace key create`.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make a key.",
      discussion: """
        Writes a private Ed25519 key, which only its owner may read, and beside it the public key, \
        with .pub behind the name, for those who verify. Keep the private key where those who could \
        gain by changed records cannot read it, and the public key where they cannot change it. \
        Neither file is ever written over.

        Exit code 0 when both are written; 2 for wrong usage or where they cannot be.
        """)

    @Option(help: ArgumentHelp("The file for the private key.", valueName: "file"))
    var output: String

    func run() throws {
      let key = SigningKey()
      do {
        try key.create(path: output)
      } catch {
        Console.error("\(error)")
        throw ExitCode(RunStatus.nothingInspected.rawValue)
      }
      Console.line("\(output): private key, keep it secret")
      Console.line("\(output).pub: public key \(key.publicKey.fingerprint)")
    }
  }
}

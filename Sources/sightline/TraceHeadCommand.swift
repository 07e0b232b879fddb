import ArgumentParser
import Station
import Traceability

/// `sightline trace head`.
struct TraceHeadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "head",
    abstract: "Export the signed end of the chain of records.",
    discussion: """
      Whoever keeps it, on another machine, can tell later with `trace verify --head` that nothing \
      recorded until now was changed or cut off. `watch --export-heads` does it on a schedule.

      Exit code 0 when it is written; 2 for wrong usage, a file that cannot be read, or no key; 4 \
      where it cannot be written.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(help: ArgumentHelp("The private key that signs.", valueName: "file"))
  var key: String

  @Option(help: ArgumentHelp("The file for the head; written over.", valueName: "head.json"))
  var output: String

  func run() throws {
    let signer: SigningKey
    do {
      signer = try SigningKey(path: key)
    } catch {
      Console.error("\(error)")
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try source.read { reader in
      let head = try reader.head()
      do throws(HeadFileError) {
        try SignedHead(head, key: signer).write(to: output)
      } catch {
        Console.error("\(error)")
        throw ExitCode(RunStatus.notWritten.rawValue)
      }
      Console.line("\(output): link \(head.position), \(head.hash)")
    }
  }
}

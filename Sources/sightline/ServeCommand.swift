import Accounts
import ArgumentParser
import Dashboard
import Foundation
import Recipes
import Station
import Traceability
import Wording

/// `sightline serve`: the dashboard over a records file.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: .told(.helpServeAbstract),
    discussion: .told(.helpServeDiscussion))

  @OptionGroup var source: RecordsOptions

  @Option(help: .told(.helpServeListen, valueName: "host:port"))
  var listen = ListeningAddress.standard

  @OptionGroup var arguments: DashboardArguments

  @Option(help: .told(.helpServeRecipe, valueName: "recipe"))
  var recipe: [String] = []

  @OptionGroup var overrides: OverrideOptions

  /// A station started this: it ends with its standard input, where the station says what waits, and a
  /// recipe that is broken just now is no reason to serve nothing.
  @Flag(help: .hidden) var forStation = false

  func run() async throws {
    signal(SIGPIPE, SIG_IGN)
    ProgramPriority.stepBack()
    do {
      let station = forStation ? StationInput() : nil
      var options = arguments.options(listen: listen, recipes: try recipes())
      if let station { options.queueLength = { station.imagesWaiting } }
      let dashboard = try Dashboard(
        records: source.records, accounts: arguments.accounts, options: options)
      let serving = Task {
        try await dashboard.run {
          Console.line("http://\(listen.shown(port: dashboard.port))/")
        }
      }
      let end: @Sendable () -> Void = {
        serving.cancel()
        // A browser that takes nothing must not hold the end up; what people decided is on the disk.
        DispatchQueue.global().asyncAfter(deadline: .now() + 2) { _exit(0) }
      }
      let signals = InterruptSignals(stop: end)
      station?.follow(atEnd: end)
      do {
        try await serving.value
      } catch is CancellationError {
        // Ended by a signal.
      }
      withExtendedLifetime(signals) {}
    } catch {
      let words = source.speech.words
      Console.error(words.text(.sayError, ["text": words.sentence(of: error)]))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
  }

  private func recipes() throws -> [Recipe] {
    try recipe.compactMap { path in
      do {
        return try Recipe.load(path: path, overrides: overrides.values)
      } catch {
        guard forStation else { throw error }
        return nil
      }
    }
  }
}

extension ListeningAddress {
  /// The address as a browser is given it, once the port is known.
  func shown(port: Int) -> String {
    let isAny = host == "0.0.0.0" || host == "::"
    return ListeningAddress(host: isAny ? "127.0.0.1" : host, port: port).description
  }
}

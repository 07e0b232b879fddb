import Accounts
import ArgumentParser
import Dashboard
import Foundation
import Recipes
import Station
import Traceability

/// `sightline serve`: the dashboard over a records file.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show records in a browser, live, and let people review them.",
    discussion: """
      Pages, pictures, and an API (/api/v1/openapi.yaml) with numbers for Prometheus (/metrics). \
      Without --accounts it can be reached from this machine only, and whoever works at it may do \
      everything. docs/dashboard.md says how to let others in.

      SIGTERM or Ctrl-C ends it within seconds.

      Exit code 0: ended by a signal; 2: wrong usage or something given cannot be used.
      """)

  @OptionGroup var source: RecordsOptions

  @Option(help: ArgumentHelp("Where it listens.", valueName: "host:port"))
  var listen = ListeningAddress.standard

  @OptionGroup var arguments: DashboardArguments

  @Option(
    help: ArgumentHelp(
      """
      A recipe file or its folder, for showing what differed in images that it judged; may be \
      repeated.
      """, valueName: "recipe"))
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
      Console.error("Error: \(error)")
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

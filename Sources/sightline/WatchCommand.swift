import ArgumentParser
import Dashboard
import Foundation
import Recipes
import Station
import Traceability
import Wording

/// `sightline watch`: inspects images as they arrive in folders.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: .told(.helpWatchAbstract),
    discussion: .told(.helpWatchDiscussion))

  @OptionGroup var place: WatchPlaceOptions

  @Option(help: .told(.helpWatchWebhook, valueName: "url"))
  var webhook: String?

  @Option(help: .told(.helpWatchOnVerdict, valueName: "command"))
  var onVerdict: String?

  @Option(help: .told(.helpWatchHookTimeout, valueName: "time"))
  var hookTimeout = TimeSpan(.seconds(5), "5s")

  @OptionGroup var heads: HeadExportOptions

  @Option(
    defaultAsFlag: ListeningAddress.standard,
    help: .told(.helpWatchServe, valueName: "host:port"))
  var serve: ListeningAddress?

  @OptionGroup var dashboard: DashboardArguments

  func run() throws {
    // Nobody reads along any more: no reason to end.
    signal(SIGPIPE, SIG_IGN)
    let watch: StationWatch
    do {
      watch = try StationWatch(
        options: try place.options(), records: place.records,
        listeners: StationWatch.Listeners(
          verdict: { Console.line(StationLine.of($0)) },
          alarm: { Console.error(StationLine.of($0)) },
          note: { Console.error(StationLine.of(note: $0)) }),
        webhook: try webhook.map { url in try Webhook(url: url) },
        heads: try heads.plan(),
        hook: onVerdict.map { VerdictHook(command: $0, timeout: hookTimeout.duration) })
    } catch {
      Console.error(place.speech.words.says(error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    try startDashboard(of: watch)
    let signals = InterruptSignals { watch.stop() }
    do {
      try watch.run()
    } catch {
      Console.error(place.speech.words.says(error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
    withExtendedLifetime(signals) {}
  }

  /// Serves the dashboard on threads of its own, where that is wanted. What cannot be used is said now;
  /// what fails later is an alarm.
  private func startDashboard(of watch: StationWatch) throws {
    guard let serve else { return }
    let made: Dashboard
    do {
      let recipes = try place.options().folders.map {
        try Recipe.load(path: $0.recipe, overrides: $0.overrides)
      }
      var options = dashboard.options(listen: serve, recipes: recipes)
      options.queueLength = { watch.queueLength }
      made = try Dashboard(
        records: place.records, accounts: dashboard.accounts, options: options)
    } catch let error as DashboardError {
      Console.error(place.speech.words.says(error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    } catch {
      watch.reportDashboard(problem: "\(error)")
      return
    }
    Task.detached {
      do {
        try await made.run {
          Console.error(
            StationLine.of(note: "dashboard at http://\(serve.shown(port: made.port))/"))
        }
        watch.reportDashboard(problem: "it ended")
      } catch {
        watch.reportDashboard(problem: "\(error)")
      }
    }
  }
}

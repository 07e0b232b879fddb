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
    // Whoever started this may have wanted to hear nothing of its programs; here their ends matter.
    signal(SIGCHLD, SIG_DFL)
    let watch: StationWatch
    do {
      let options = try place.options()
      watch = try StationWatch(
        options: options, records: place.records,
        listeners: StationWatch.Listeners(
          verdict: { Console.line(StationLine.of($0)) },
          alarm: { Console.error(StationLine.of($0)) },
          note: { Console.error(StationLine.of(note: $0)) }),
        webhook: try webhook.map { url in try Webhook(url: url) },
        heads: try heads.plan(),
        hook: onVerdict.map { VerdictHook(command: $0, timeout: hookTimeout.duration) },
        dashboard: try serve.map { address in try dashboardPlan(at: address, options.folders) })
    } catch {
      Console.error(place.speech.words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let signals = InterruptSignals { watch.stop() }
    do {
      try watch.run()
    } catch {
      Console.error(place.speech.words.sentence(of: error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
    withExtendedLifetime(signals) {}
  }

  /// How the dashboard is started. What cannot be used is said now; what fails later is an alarm.
  private func dashboardPlan(
    at address: ListeningAddress, _ folders: [WatchedFolderOptions]
  ) throws -> DashboardPlan {
    try Dashboard.check(
      accounts: dashboard.accounts, options: dashboard.options(listen: address, recipes: []))
    return DashboardPlan(
      program: try Self.ownProgram(),
      // With an equals sign a value may begin with a dash.
      arguments: ["serve", "--for-station", "--records=\(place.records)", "--listen=\(address)"]
        + dashboard.arguments + folders.map { "--recipe=\($0.recipe)" }
        + place.overrides.values.map { "--set=\($0)" })
  }

  /// The file that this program runs from, whatever was put in its place since.
  private static func ownProgram() throws -> String {
    #if os(Linux)
      return "/proc/self/exe"
    #else
      guard let path = Bundle.main.executablePath else {
        throw ValidationError("--serve: this program's own file cannot be found")
      }
      return path
    #endif
  }
}

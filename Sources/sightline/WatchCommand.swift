import ArgumentParser
import Dashboard
import Foundation
import Recipes
import Station
import Traceability

/// `sightline watch`: inspects images as they arrive in folders.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watch folders and inspect each image that arrives, day and night.",
    discussion: """
      Each image (.png, .jpg, .jpeg) directly in DIR gets exactly one record. It is inspected when it \
      was closed or moved in, or has not changed for --settle. A file of which no image can be made \
      is tried again for --patience, then recorded as uninspectable and put into the quarantine. A \
      verdict is printed, as a line of JSON, after its record is on the disk. Alarms are lines of \
      JSON on standard error. A recipe is read again when it changes; one that is broken is not \
      taken. What a crash leaves and the next start does: docs/station.md.

      SIGTERM or Ctrl-C finishes the images in flight and ends; a second one ends at once.

      Exit code 0: ended by a signal; 2: wrong usage or something given cannot be used, nothing was \
      inspected; 4: records could not be written.
      """)

  @OptionGroup var place: WatchPlaceOptions

  @Option(
    help: ArgumentHelp(
      """
      Send each verdict and alarm to this address with POST, again until it is taken; https needs the \
      program curl.
      """, valueName: "url"))
  var webhook: String?

  @Option(
    help: ArgumentHelp(
      "Run this command in the shell for each verdict, with its line on standard input.",
      valueName: "command"))
  var onVerdict: String?

  @Option(help: ArgumentHelp("How long that command may take.", valueName: "time"))
  var hookTimeout = TimeSpan(.seconds(5), "5s")

  @OptionGroup var heads: HeadExportOptions

  @Option(
    defaultAsFlag: ListeningAddress.standard,
    help: ArgumentHelp(
      """
      Serve the dashboard as well (sightline serve), at this address. If it fails, inspection goes \
      on and an alarm says so.
      """, valueName: "host:port"))
  var serve: ListeningAddress?

  @OptionGroup var dashboard: DashboardArguments

  func run() throws {
    // Nobody reads along any more: no reason to end.
    signal(SIGPIPE, SIG_IGN)
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
      Console.error(place.speech.words.says(error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let signals = InterruptSignals { watch.stop() }
    do {
      try watch.run()
    } catch {
      Console.error(place.speech.words.says(error))
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

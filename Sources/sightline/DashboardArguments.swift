import ArgumentParser
import Dashboard
import Foundation
import Recipes

/// How the dashboard is served: the same for `serve` and `watch --serve`.
struct DashboardArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who may log in (sightline accounts). Needed to listen for other machines.",
      valueName: "file"))
  var accounts: String?

  @Option(
    help: ArgumentHelp(
      """
      Another name by which browsers call it; may be repeated. Requests for names that are not \
      listed are refused.
      """, valueName: "name"))
  var host: [String] = []

  @Flag(
    help: """
      A proxy on this machine stands in front and speaks https to browsers: cookies need https, and \
      who asks is taken from X-Forwarded-For.
      """)
  var behindProxy = false

  func validate() throws {
    try refuseBlank([("--accounts", accounts)])
    for name in host where !Self.isName(name) {
      throw ValidationError("--host '\(name)': a name or an address, without a port")
    }
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (97...122).contains($0 | 0x20) || ".-:_".utf8.contains($0)
      }
  }

  /// The same for another start of this program.
  var arguments: [String] {
    (accounts.map { ["--accounts=\($0)"] } ?? []) + host.map { "--host=\($0)" }
      + (behindProxy ? ["--behind-proxy"] : [])
  }

  /// What they say, for listening on `address` with differences by `recipes`.
  func options(listen address: ListeningAddress, recipes: [Recipe]) -> DashboardOptions {
    var options = DashboardOptions()
    options.listen = address
    options.hosts = host
    options.isBehindProxy = behindProxy
    options.recipes = recipes
    return options
  }
}

extension ListeningAddress: ExpressibleByArgument {
  /// What `argument` says, as ``ListeningAddress/init(_:)``.
  public init?(argument: String) { self.init(argument) }
}

import ArgumentParser
import Dashboard
import Foundation
import Recipes
import Wording

/// How the dashboard is served: the same for `serve` and `watch --serve`.
struct DashboardArguments: ParsableArguments {
  @Option(help: .told(.helpDashboardAccounts, valueName: "file"))
  var accounts: String?

  @Option(help: .told(.helpDashboardHost, valueName: "name"))
  var host: [String] = []

  @Flag(help: .told(.helpDashboardProxy))
  var behindProxy = false

  func validate() throws {
    try refuseBlank([("--accounts", accounts)])
    for name in host where !Self.isName(name) {
      throw ValidationError(
        .told(.usageValue, ["option": "--host", "value": name, "problem": .told(.usageHost)]))
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

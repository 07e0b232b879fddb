import Recipes
import Traceability

/// How the dashboard is served.
public struct DashboardOptions: Sendable {
  /// Where it listens.
  public var listen = ListeningAddress.standard
  /// Names by which browsers may call it, beside the address they reach and `localhost`.
  public var hosts: [String] = []
  /// Whether a proxy on this machine stands in front and speaks https to browsers: cookies are sent by
  /// https only, and who asks is taken from the proxy's `X-Forwarded-For`.
  public var isBehindProxy = false
  /// The recipes for which differences can be shown.
  public var recipes: [Recipe] = []
  /// What a connection may cost.
  public var limits = ServingLimits()
  /// Images that wait to be inspected, where a station tells.
  public var queueLength: (@Sendable () -> Int)?

  /// The defaults.
  public init() {}
}

/// What connections may cost the machine, whose work is inspection.
public struct ServingLimits: Sendable, Equatable {
  /// Connections at a time; others are closed at once.
  public var connections = 2000
  /// Bytes of a header line.
  public var headerLine = 8 << 10
  /// Bytes of all header lines.
  public var header = 32 << 10
  /// Header lines.
  public var headerLines = 64
  /// Bytes of what is sent with a form.
  public var body = 64 << 10
  /// Seconds in which a request must have come, its header and again its body.
  public var request = 15.0
  /// Seconds that a connection may be kept without a request.
  public var idle = 60.0
  /// Seconds in which a browser must take something of what waits for it.
  public var stall = 30.0
  /// Bytes of large answers on their way, of all connections together.
  public var answers = 256 << 20
  /// Listeners to live events.
  public var listeners = 1000
  /// Seconds after which a listener has to connect anew.
  public var listening = 600.0
  /// Bytes of made pictures kept in memory.
  public var pictures = 64 << 20

  /// The defaults.
  public init() {}
}

/// Why the dashboard cannot be served: what is wrong and what to do.
public enum DashboardError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Others than this machine would reach it, and nobody would have to log in.
  case openWithoutAccounts(ListeningAddress)
  /// The accounts file has nobody who could log in.
  case nobodyMayLogIn(accounts: String)
  /// The records file cannot be written, which logins must be.
  case cannotAudit(RecordStoreError)
  /// The address cannot be listened on.
  case cannotListen(ListeningAddress, reason: String)

  /// One sentence.
  public var description: String {
    switch self {
    case .openWithoutAccounts(let address):
      "\(address), or a proxy before it, can be reached from other machines; give --accounts FILE, "
        + "or listen on 127.0.0.1 without a proxy"
    case .nobodyMayLogIn(let accounts):
      "\(accounts) has no account that may log in; add one with sightline accounts add"
    case .cannotAudit(let error):
      "logins could not be recorded: \(error)"
    case .cannotListen(let address, let reason):
      "cannot listen on \(address): \(reason); name another with --listen"
    }
  }
}

import Accounts
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Pages
import Station
import ServiceLifecycle
import Synchronization
import Traceability

/// The web pages and the API over a records file.
///
/// It reads the file on connections of its own, a few records at a time, and writes to it only what
/// people decide and the audit. Whoever runs it beside inspection does so in a program of its own, of lower
/// priority.
public final class Dashboard: Service {
  private let options: DashboardOptions
  private let dispatcher: Dispatcher
  private let workshop: Workshop
  private let feed: EventFeed
  private let reader: RecordReader
  private let connections: ConnectionCount
  private let boundPort = Atomic(0)

  /// All routes, for tests that go through them.
  let routes: [Route]

  /// Opens `records` and `accounts`; nothing listens yet.
  ///
  /// - Parameters:
  ///   - records: the records file, which must exist.
  ///   - accounts: the accounts file; without it only this machine may be listened on, and whoever
  ///     works at it may do everything.
  ///   - options: where and how.
  /// - Throws: ``DashboardError``, `RecordStoreError` or `AccountError`.
  public convenience init(
    records: String, accounts: String?, options: DashboardOptions = DashboardOptions()
  ) throws {
    try self.init(
      records: records, accounts: accounts.map { path in try AccountStore(path: path) },
      options: options)
  }

  /// The same with accounts that are open.
  init(
    records: String, accounts: AccountStore?, options: DashboardOptions = DashboardOptions()
  ) throws {
    try Self.check(accounts, options)
    let reader = try RecordReader(path: records)
    var store: RecordStore?
    do throws(RecordStoreError) {
      store = try RecordStore(path: records)
    } catch {
      // An archive can be looked at, by whoever works at this machine.
      guard accounts == nil, error.cause == .readOnly else {
        throw DashboardError.cannotAudit(error)
      }
    }
    let workshop = Workshop()
    let connections = ConnectionCount()
    let feed = EventFeed(limit: options.limits.listeners)
    let reception = Reception(accounts: accounts, isBehindProxy: options.isBehindProxy)
    let desk = accounts.flatMap { accounts in
      store.map { LoginDesk(accounts: accounts, reception: reception, records: $0) }
    }
    let metrics = Metrics(
      reader: reader, queueLength: options.queueLength, connections: connections,
      listeners: { feed.listenerCount })
    let routes =
      PageDesk(
        pages: PageSet(records: reader, settings: Self.settings(records, options)), store: store,
        reception: reception, login: desk
      ).routes
      + PictureDesk(
        reader: reader, cache: PictureCache(limit: options.limits.pictures),
        differences: DifferenceMaker(recipes: options.recipes)
      ).routes
      + RecordAPI(reader: reader, store: store, accounts: accounts, workshop: workshop).routes
      + StatusAPI(
        reader: reader, metrics: metrics, queueLength: options.queueLength,
        connections: connections
      ).routes
      + EventRoute(
        feed: feed, reception: reception, workshop: workshop, limits: options.limits
      ).routes
    (self.options, self.reader, self.routes) = (options, reader, routes)
    (self.workshop, self.connections, self.feed) = (workshop, connections, feed)
    dispatcher = Dispatcher(
      routes: RouteTable(routes: routes),
      check: RequestCheck(hosts: options.hosts + [options.listen.host]), reception: reception,
      workshop: workshop, budget: ByteBudget(options.limits.answers), limits: options.limits)
  }

  /// Throws ``DashboardError`` or `AccountError` where a dashboard with these `accounts` and `options`
  /// would let in nobody, or everybody.
  public static func check(accounts: String?, options: DashboardOptions) throws {
    try check(try accounts.map { path in try AccountStore(path: path) }, options)
  }

  private static func check(_ accounts: AccountStore?, _ options: DashboardOptions) throws {
    if accounts == nil, options.isBehindProxy || !options.listen.isOnThisMachineOnly {
      throw DashboardError.openWithoutAccounts(options.listen)
    }
    if let accounts, try accounts.accounts().allSatisfy(\.isDisabled) {
      throw DashboardError.nobodyMayLogIn(accounts: accounts.path)
    }
  }

  private static func settings(_ records: String, _ options: DashboardOptions) -> PageSettings {
    let folder = (records as NSString).deletingLastPathComponent
    var settings = PageSettings(
      software: SoftwareVersion.text, folders: [folder.isEmpty ? "." : folder])
    if let length = options.queueLength { settings.station = { StationState(waiting: length()) } }
    return settings
  }

  /// The port that is listened on; 0 until then.
  public var port: Int { boundPort.load(ordering: .acquiring) }

  /// Serves until the task is cancelled or the service is shut down; `isReady` is called once it
  /// listens. May be called once.
  ///
  /// - Throws: ``DashboardError`` where the address cannot be listened on.
  public func run(isReady: @escaping @Sendable () -> Void) async throws {
    let loops = MultiThreadedEventLoopGroup.singleton
    let connections = connections
    let limits = options.limits.bounded
    var http = HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(limits: limits, connections: connections)],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headerLine, maxHeaderListSize: limits.header,
        maxHeaderFieldCount: limits.headerLines))
    http.idleTimeout = nil
    var logger = Logger(label: "dashboard") { _ in QuietLog() }
    // What Hummingbird calls an error is a connection that ended; our own are critical.
    logger.logLevel = .critical
    let application = Application(
      responder: dispatcher, server: .http1(configuration: http),
      configuration: ApplicationConfiguration(
        address: .hostname(options.listen.host, port: options.listen.port), backlog: 512),
      onServerRunning: { [self] channel in
        boundPort.store(channel.localAddress?.port ?? 0, ordering: .releasing)
        isReady()
      },
      eventLoopGroupProvider: .shared(loops), logger: logger)
    let (feed, reader, workshop) = (feed, reader, workshop)
    let listen = options.listen
    defer {
      feed.close()
      workshop.close()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        do {
          try await application.run()
        } catch let error as IOError {
          throw DashboardError.cannotListen(
            listen, reason: String(cString: strerror(error.errnoCode)))
        }
      }
      group.addTask {
        await withGracefulShutdownHandler {
          await feed.run { try await workshop.run(in: .reading) { try reader.newestNumbers() } }
        } onGracefulShutdown: {
          // Listeners would hold the shutdown up.
          feed.close()
        }
      }
      // Whichever ends first ends the other.
      try await group.next()
      group.cancelAll()
    }
  }

  /// The same without being told.
  public func run() async throws { try await run {} }
}

extension ServingLimits {
  /// With no more connections than leave half of the files that this process may have open to others:
  /// inspection needs files too.
  var bounded: ServingLimits {
    var (bounded, files) = (self, rlimit())
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    guard getrlimit(kind, &files) == 0 else { return bounded }
    let wanted = rlim_t(clamping: 2 * connections + 512)
    if files.rlim_cur < wanted {
      files.rlim_cur = min(wanted, files.rlim_max)
      _ = setrlimit(kind, &files)
      _ = getrlimit(kind, &files)
    }
    bounded.connections = min(connections, Int(clamping: files.rlim_cur / 2))
    return bounded
  }
}

import Accounts
import Codecs
import Decision
import Foundation
import Pixels
import Testing
import Traceability

@testable import Dashboard

/// A dashboard that serves the records of one test.
final class Site: Sendable {
  static let password = "correct horse"
  static let cheap = PasswordCost(rounds: 16, blockSize: 1, parallelism: 1)
  /// 2025-06-01T06:30:00.000Z.
  static let time = Date(timeIntervalSince1970: 1_748_759_400)

  let folder: String
  let store: RecordStore
  let accounts: AccountStore?
  let dashboard: Dashboard
  var port: Int { dashboard.port }
  var records: String { folder + "/records.sqlite" }

  private init(
    folder: String, roles: [Role], options: DashboardOptions
  ) throws {
    self.folder = folder
    store = try RecordStore(path: folder + "/records.sqlite")
    var accounts: AccountStore?
    if !roles.isEmpty {
      let made = try AccountStore(path: folder + "/accounts", mayBeNew: true, cost: Self.cheap)
      for role in roles { try made.add(name: role.rawValue, role: role, password: Self.password) }
      accounts = made
    }
    self.accounts = accounts
    dashboard = try Dashboard(
      records: folder + "/records.sqlite", accounts: accounts, options: options)
  }

  /// Serves until `body` has ended. An account of each of `roles` is called as its role.
  static func serve(
    roles: [Role] = [], limits: ServingLimits = ServingLimits(), behindProxy: Bool = false,
    hosts: [String] = [], prepare: (Site) throws -> Void = { _ in },
    _ body: (Site) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/site-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var options = DashboardOptions()
    options.listen.port = 0
    options.limits = limits
    options.isBehindProxy = behindProxy
    options.hosts = hosts
    let site = try Site(folder: folder, roles: roles, options: options)
    try prepare(site)
    let (ready, continuation) = AsyncStream<Void>.makeStream()
    let serving = Task {
      defer { continuation.finish() }
      try await site.dashboard.run { continuation.finish() }
    }
    for await _ in ready {}
    do {
      try await body(site)
    } catch {
      serving.cancel()
      throw error
    }
    serving.cancel()
    _ = await serving.result
  }

  // MARK: - Records

  /// A picture that is unlike all others with another `shade`.
  static func picture(_ shade: UInt8 = 90, side: Int = 64) throws -> [UInt8] {
    var samples = [UInt8](repeating: shade, count: side * side)
    for place in 0..<side { samples[place * side + place] = 255 - shade }
    return try ImageEncoder.png(Image(width: side, height: side, samples: samples))
  }

  /// Writes `bytes` to the file `name` and returns its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) -> String {
    let path = folder + "/" + name
    #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    return path
  }

  /// Appends a record of the file `name` with `bytes`, which is written too unless `isThere` is false.
  @discardableResult
  func record(
    _ name: String = "part.png", bytes: [UInt8]? = nil, isThere: Bool = true,
    verdict: Verdict = .fail, seconds: Double = 0, lot: String? = nil, serial: String? = nil,
    classes: [DefectClass] = [.open], reason: String = ""
  ) throws -> Int64 {
    let bytes = try bytes ?? Self.picture()
    let path = folder + "/" + name
    if isThere { write(bytes, to: name) }
    let record = InspectionRecord(
      recordedAt: Self.time.addingTimeInterval(seconds), imagePath: path,
      imageSHA256: SHA256Hex.of(bytes), imageBytes: bytes.count,
      imageSize: PixelSize(width: 64, height: 64), verdict: verdict, reason: reason,
      defects: classes.enumerated().map { index, defectClass in
        Defect(
          defectClass: defectClass, confidence: 0.9, area: 20,
          box: PixelBox(x1: 10 + index, y1: 10, x2: 30 + index, y2: 30))
      },
      timings: [StageTiming(stage: "decode", milliseconds: 3.5)], recipe: "bare-pcb",
      recipeVersion: 1, recipeSHA256: "11", effectiveParameters: "{\"a\":1}",
      software: "sightline test", lot: lot, serial: serial)
    let recorded = try store.append(record)
    return try #require(recorded.sequence)
  }

  // MARK: - Requests

  /// Sends `method target` with `headers` and `body` and returns what comes back; `nil` where that is
  /// no answer. A Host field is added unless there is one, and the connection is to end.
  func ask(
    _ method: String = "GET", _ target: String, _ headers: [String] = [], body: [UInt8] = [],
    host: String? = "localhost", headOnly: Bool = false
  ) async -> HTTPAnswer? {
    var lines = ["\(method) \(target) HTTP/1.1"]
    if let host { lines.append("Host: \(host)") }
    lines += headers
    if !body.isEmpty || method == "POST" { lines.append("Content-Length: \(body.count)") }
    lines += ["Connection: close", "", ""]
    let bytes = Array(lines.joined(separator: "\r\n").utf8) + body
    return await send(bytes, headOnly: headOnly)
  }

  /// Sends `bytes` as they are.
  func send(_ bytes: [UInt8], headOnly: Bool = false) async -> HTTPAnswer? {
    let port = port
    return await blocking {
      guard let connection = HTTPConnection(port: port) else { return nil }
      connection.send(bytes)
      return HTTPAnswer(
        connection.receive { headOnly && Data($0).range(of: Data("\r\n\r\n".utf8)) != nil })
    }
  }

  /// GET, which must be answered.
  func get(_ target: String, _ headers: [String] = []) async throws -> HTTPAnswer {
    try #require(await ask("GET", target, headers), "no answer for \(target)")
  }

  /// Sends a form as a browser does that has its page.
  func post(
    _ target: String, _ fields: [String: String], _ headers: [String] = []
  ) async throws -> HTTPAnswer {
    let body = fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
    return try #require(
      await ask(
        "POST", target, ["Content-Type: application/x-www-form-urlencoded"] + headers,
        body: Array(body.utf8)))
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte | 0x20)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// A browser that has opened a page: its cookies and what its forms carry.
  struct Browser: Sendable {
    var cookies: [String: String]
    var form: String
    var cookieField: String {
      "Cookie: " + cookies.map { "\($0)=\($1)" }.joined(separator: "; ")
    }
  }

  /// Opens `page` and keeps what it gets.
  func open(_ page: String, with cookies: [String: String] = [:]) async throws -> Browser {
    var browser = Browser(cookies: cookies, form: "")
    let answer = try await get(page, cookies.isEmpty ? [] : [browser.cookieField])
    browser.cookies.merge(answer.cookies) { $1 }
    browser.form = try #require(Self.formToken(in: answer.text), "\(answer.status) of \(page)")
    return browser
  }

  /// The value of the hidden field `csrf`.
  static func formToken(in page: String) -> String? {
    guard let name = page.range(of: "name=\"csrf\""),
      let value = page.range(of: "value=\"", range: name.upperBound..<page.endIndex)
    else { return nil }
    return String(page[value.upperBound...].prefix { $0 != "\"" })
  }

  /// Logs in as the account of `role` and opens the review page.
  func logIn(_ role: Role, password: String = Site.password) async throws -> Browser {
    let visitor = try await open("/login")
    let answer = try await post(
      "/login", ["name": role.rawValue, "password": password, "csrf": visitor.form],
      [visitor.cookieField])
    try #require(answer.status == 303, "\(answer.status) \(answer.text)")
    let cookies = answer.cookies.filter { !$0.value.isEmpty }
    return try await open("/review", with: cookies)
  }
}

/// Waits for `condition`, generously.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  for _ in 0..<600 {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(50))
  }
  return false
}

extension Site {
  /// `samples` as a gray PNG.
  static func encoded(_ samples: [UInt8], side: Int) throws -> [UInt8] {
    try ImageEncoder.png(Image(width: side, height: side, samples: samples))
  }

  /// How many connections there are, this one included.
  func connections() async -> Int {
    let json = try? await ask("GET", "/api/v1/status")?.json()
    return json?["connections"] as? Int ?? -1
  }

  /// How many listen to events.
  func listeners() async -> Int {
    let text = await ask("GET", "/metrics")?.text ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("sightline_dashboard_listeners ") }
    return line?.split(separator: " ").last.flatMap { Int($0) } ?? -1
  }
}

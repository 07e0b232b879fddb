import Accounts
import Foundation
import Testing
import Traceability

@testable import Dashboard

struct LoginTests {
  @Test func othersMachinesAreNotLetInWithoutAccounts() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/site-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let records = folder + "/records.sqlite"
    _ = try RecordStore(path: records)
    var options = DashboardOptions()
    options.listen = ListeningAddress(host: "0.0.0.0", port: 0)
    #expect(throws: DashboardError.openWithoutAccounts(options.listen)) {
      _ = try Dashboard(records: records, accounts: nil as String?, options: options)
    }
    var proxied = DashboardOptions()
    proxied.isBehindProxy = true
    #expect(throws: DashboardError.openWithoutAccounts(proxied.listen)) {
      _ = try Dashboard(records: records, accounts: nil as String?, options: proxied)
    }
    let accounts = folder + "/accounts"
    let store = try AccountStore(path: accounts, mayBeNew: true, cost: Site.cheap)
    #expect(throws: DashboardError.nobodyMayLogIn(accounts: accounts)) {
      _ = try Dashboard(records: records, accounts: accounts, options: options)
    }
    try store.add(name: "anna", role: .viewer, password: Site.password)
    _ = try Dashboard(records: records, accounts: accounts, options: options)
  }

  @Test func anAddressInUseIsSaid() async throws {
    try await Site.serve { site async throws in
      var options = DashboardOptions()
      options.listen.port = site.port
      let second = try Dashboard(
        records: site.records, accounts: nil as AccountStore?, options: options)
      await #expect(throws: DashboardError.self) { try await second.run() }
    }
  }

  @Test func cookiesAreOutOfReachOfScriptsAndOtherSites() async throws {
    try await Site.serve(roles: [.viewer]) { site async throws in
      let visitor = try await site.open("/login")
      let answer = try await site.post(
        "/login", ["name": "viewer", "password": Site.password, "csrf": visitor.form],
        [visitor.cookieField])
      #expect(answer.status == 303 && answer["location"] == "/")
      let fields = answer.headers.filter { $0.name == "set-cookie" }.map(\.value)
      #expect(fields.count == 2)
      for field in fields {
        #expect(field.contains("; HttpOnly") && field.contains("; SameSite=Strict"))
        #expect(field.contains("; Path=/") && !field.contains("Domain"))
      }
      #expect(answer.cookies["sightline"]?.utf8.count == 43)
    }
  }

  @Test func behindAProxyCookiesNeedHTTPS() async throws {
    try await Site.serve(roles: [.viewer], behindProxy: true) { site async throws in
      let answer = try await site.get("/login")
      let field = try #require(answer["set-cookie"])
      #expect(field.hasPrefix("__Host-sightline-visit=") && field.contains("; Secure"))
      #expect(answer["strict-transport-security"] != nil)
    }
  }

  @Test func eachLoginGetsAnIdOfItsOwnAndEndsTheOneBefore() async throws {
    try await Site.serve(roles: [.viewer, .operator]) { site async throws in
      let first = try await site.logIn(.viewer)
      // Logged in again, in the browser that is logged in: a form of that session.
      let answer = try await site.post(
        "/login", ["name": "operator", "password": Site.password, "csrf": first.form],
        [first.cookieField])
      #expect(answer.status == 303)
      #expect(answer.cookies["sightline"] != first.cookies["sightline"])
      #expect(try await site.get("/api/v1/status", [first.cookieField]).status == 401)
      // A cookie that somebody else chose is worth nothing.
      let chosen = SecretToken().text
      #expect(try await site.get("/api/v1/status", ["Cookie: sightline=\(chosen)"]).status == 401)
    }
  }

  @Test func logoutEndsTheSession() async throws {
    try await Site.serve(roles: [.viewer]) { site async throws in
      let browser = try await site.logIn(.viewer)
      let answer = try await site.post("/logout", ["csrf": browser.form], [browser.cookieField])
      #expect(answer.status == 303 && answer["location"] == "/login")
      #expect(try await site.get("/api/v1/status", [browser.cookieField]).status == 401)
      #expect(try site.store.reader.audit(limit: 9).map(\.action) == [.logout, .login])
    }
  }

  @Test func wrongLoginsAreRefusedAlikeAuditedAndSlowedDown() async throws {
    try await Site.serve(roles: [.viewer]) { site async throws in
      let visitor = try await site.open("/login")
      func attempt(_ name: String, _ password: String) async throws -> HTTPAnswer {
        try await site.post(
          "/login", ["name": name, "password": password, "csrf": visitor.form],
          [visitor.cookieField])
      }
      let wrong = try await attempt("viewer", "battery staple")
      let unknown = try await attempt("secret password", "battery staple")
      #expect(wrong.status == 401 && unknown.status == 401)
      #expect(wrong.text == unknown.text && wrong.cookies["sightline"] == nil)
      let audit = try site.store.reader.audit(limit: 9)
      #expect(audit.map(\.action) == [.failedLogin, .failedLogin])
      // What is typed in place of a name may be a password.
      #expect(audit.map(\.actor) == ["unknown name", "viewer"])
      // However long each attempt takes, waits outgrow it.
      var (failures, later): (Int, HTTPAnswer?) = (2, nil)
      while later == nil, failures < 20 {
        let answer = try await attempt("viewer", "battery staple")
        if answer.status == 429 { later = answer } else { failures += 1 }
      }
      let wait = try #require(later?["retry-after"])
      #expect(Int(wait) ?? 0 >= 1)
      // Attempts that are not even looked at are not audited: they would fill the records.
      #expect(try site.store.reader.audit(limit: 99).count == failures)
    }
  }

  @Test func whoIsNotLoggedInIsLedToTheLoginAndToldNothing() async throws {
    try await Site.serve(roles: [.viewer], prepare: { try $0.record(serial: "S-4711") }) {
      site async throws in
      for target in ["/", "/results", "/results/1", "/quality", "/review", "/station", "/report"] {
        let answer = try await site.get(target)
        #expect(answer.status == 303 && answer["location"] == "/login", "\(target)")
      }
      for target in [
        "/api/v1/inspections", "/api/v1/inspections/1", "/images/1", "/images/1/overlay", "/events",
        "/fragments/line", "/metrics", "/api/v1/openapi.yaml", "/api/v1/accounts",
      ] {
        let answer = try await site.get(target)
        #expect(answer.status == 401 && !answer.text.contains("S-4711"), "\(target)")
      }
    }
  }

  @Test func aProgramsTokenReadsAndDecidesNothing() async throws {
    try await Site.serve(roles: [.engineer], prepare: { try $0.record() }) { site async throws in
      let accounts = try #require(site.accounts)
      let token = try accounts.issueToken(for: "engineer", lifetime: 100)
      let field = "Authorization: Bearer \(token.text)"
      #expect(try await site.get("/api/v1/inspections", [field]).status == 200)
      #expect(try await site.get("/metrics", [field]).status == 200)
      for wrong in ["Bearer x", "Basic \(token.text)", "Bearer \(SecretToken().text)", "Bearer"] {
        let answer = try await site.get("/api/v1/inspections", ["Authorization: \(wrong)"])
        #expect(answer.status == 401 && answer["www-authenticate"] != nil)
      }
      // As a cookie it is none, and a form it cannot send.
      #expect(try await site.get("/metrics", ["Cookie: sightline=\(token.text)"]).status == 401)
      let visitor = try await site.open("/login")
      let fields = ["record": "1", "decision": "accept", "reason": "x", "csrf": visitor.form]
      let answer = try await site.post(
        "/review/decisions", fields, [field, visitor.cookieField])
      #expect(answer.status == 403)
      try accounts.setDisabled(true, of: "engineer")
      #expect(try await site.get("/metrics", [field]).status == 401)
    }
  }

  @Test func onlyAProxyOnThisMachineSaysWhoAsks() throws {
    let behind = Reception(accounts: nil, isBehindProxy: true)
    let open = Reception(accounts: nil, isBehindProxy: false)
    var headers: [(String, String, String)] = []
    headers.append(("127.0.0.1", "203.0.113.9, 10.0.0.7", "10.0.0.7"))
    headers.append(("10.0.0.5", "203.0.113.9", "10.0.0.5"))
    for (connection, forwarded, expected) in headers {
      let fields = [("X-Forwarded-For", forwarded)].fields
      #expect(behind.address(connection: connection, fields) == expected)
      #expect(open.address(connection: connection, fields) == connection)
    }
  }

  @Test func theAddressDoesNotSayWhatWentWrong() async throws {
    try await Site.serve(roles: [.viewer]) { site async throws in
      let answer = try await site.get("/login?problem=throttled")
      #expect(!answer.text.contains("throttled"))
    }
  }
}

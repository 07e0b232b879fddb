import Accounts
import Foundation
import Testing

@testable import Dashboard

/// What another site may try through the browser of somebody who is logged in.
struct ForgeryTests {
  private func decision(_ browser: Site.Browser, _ changes: [String: String?] = [:]) -> [String:
    String]
  {
    var fields = ["record": "1", "decision": "accept", "reason": "dust", "csrf": browser.form]
    for (name, value) in changes { fields[name] = value }
    return fields
  }

  @Test func aDecisionWithoutTheTokenOfItsFormIsRefused() async throws {
    try await Site.serve(roles: [.operator, .engineer], prepare: { try $0.record() }) {
      site async throws in
      let browser = try await site.logIn(.operator)
      let other = try await site.logIn(.engineer)
      let visitor = try await site.open("/login")
      for token in [nil, "", "x", other.form, visitor.form, String(browser.form.dropLast()) + "!"] {
        let answer = try await site.post(
          "/review/decisions", decision(browser, ["csrf": token]), [browser.cookieField])
        #expect(answer.status == 403)
      }
      #expect(try site.store.reader.record(sequence: 1)?.overrides.isEmpty == true)
      let answer = try await site.post(
        "/review/decisions", decision(browser), [browser.cookieField])
      #expect(answer.status == 303)
    }
  }

  @Test(arguments: [
    ["Origin: http://evil.example"], ["Origin: null"], ["Origin: http://localhost.evil.example"],
    ["Origin: http://localhost:1"], ["Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: same-site"],
    ["Sec-Fetch-Site: none"], ["Origin: http://localhost", "Sec-Fetch-Site: cross-site"],
    ["Origin: http://evil.example", "Sec-Fetch-Site: same-origin"],
  ])
  func aPostFromAnotherSiteIsRefused(_ headers: [String]) async throws {
    try await Site.serve(roles: [.operator], prepare: { try $0.record() }) { site async throws in
      let browser = try await site.logIn(.operator)
      for (target, fields) in [
        ("/review/decisions", decision(browser)), ("/logout", ["csrf": browser.form]),
        ("/login", ["name": "operator", "password": Site.password, "csrf": browser.form]),
      ] {
        let answer = try await site.post(target, fields, [browser.cookieField] + headers)
        #expect(answer.status == 403, "\(target)")
      }
      #expect(try site.store.reader.record(sequence: 1)?.overrides.isEmpty == true)
      #expect(try await site.get("/results", [browser.cookieField]).status == 200)
    }
  }

  @Test(arguments: [
    ["Origin: http://localhost"], ["Sec-Fetch-Site: same-origin"],
    ["Origin: https://localhost", "Sec-Fetch-Site: same-origin"],
  ])
  func aPostFromItsOwnPageIsTaken(_ headers: [String]) async throws {
    try await Site.serve(roles: [.operator], prepare: { try $0.record() }) { site async throws in
      let browser = try await site.logIn(.operator)
      let answer = try await site.post(
        "/review/decisions", decision(browser), [browser.cookieField] + headers)
      #expect(answer.status == 303)
    }
  }

  @Test func withoutAccountsFormsNeedTheirTokenToo() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let browser = try await site.open("/review")
      #expect(try await site.post("/review/decisions", decision(browser)).status == 403)
      let answer = try await site.post(
        "/review/decisions", decision(browser), [browser.cookieField])
      #expect(answer.status == 303)
      let record = try #require(try site.store.reader.record(sequence: 1))
      #expect(record.overrides.map(\.operator) == ["at this machine"])
    }
  }

  @Test func aFormInAnotherShapeIsRefused() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let browser = try await site.open("/review")
      let json = try #require(
        await site.ask(
          "POST", "/review/decisions", [browser.cookieField, "Content-Type: application/json"],
          body: Array("{}".utf8)))
      #expect(json.status == 415)
      let large = try await site.post(
        "/review/decisions",
        decision(browser, ["reason": String(repeating: "a", count: 70_000)]), [browser.cookieField])
      #expect(large.status == 413)
      // Without a length that could be looked at first.
      let chunk = String(repeating: "a", count: 70_000)
      let chunked = await site.send(
        Array(
          """
          POST /review/decisions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
          Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\
          \(browser.cookieField)\r\n\r\n\(String(70_000, radix: 16))\r\n\(chunk)\r\n0\r\n\r\n
          """.utf8))
      #expect(chunked?.status == 413)
    }
  }

  @Test(arguments: [
    ("record", "0", 400), ("record", "x", 400), ("record", "99", 404), ("decision", "delete", 400),
    ("decision", "", 400), ("reason", "", 303), ("reason", "  ", 303), ("record", "1 OR 1=1", 400),
  ])
  func aDecisionThatIsNoneIsRefused(_ name: String, _ value: String, _ status: Int) async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let browser = try await site.open("/review")
      let answer = try await site.post(
        "/review/decisions", decision(browser, [name: value]), [browser.cookieField])
      #expect(answer.status == status)
      #expect(try site.store.reader.record(sequence: 1)?.overrides.isEmpty == true)
    }
  }

  @Test func aDecisionBecomesAnOverrideUnderTheNameOfWhoIsLoggedIn() async throws {
    try await Site.serve(roles: [.operator], prepare: { try $0.record() }) { site async throws in
      let browser = try await site.logIn(.operator)
      let answer = try await site.post(
        "/review/decisions",
        decision(browser, ["reason": "灰尘 & dust", "reviewer": "somebody else"]),
        [browser.cookieField])
      #expect(answer.status == 303 && answer["location"] == "/review?show=all")
      let record = try #require(try site.store.reader.record(sequence: 1))
      #expect(record.verdict == .fail && record.finalVerdict == .pass)
      #expect(record.overrides.map(\.operator) == ["operator"])
      #expect(record.overrides.map(\.reason) == ["灰尘 & dust"])
      let audit = try site.store.reader.audit(limit: 1)
      #expect(audit.map(\.action) == [.override] && audit.map(\.source) == ["127.0.0.1"])
      #expect(audit.map(\.actor) == ["operator"])
    }
  }

  @Test func whatAnotherSiteEmbedsIsRefused() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let embedded = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"]
      for target in ["/quality", "/images/1", "/api/v1/inspections.csv", "/events", "/metrics"] {
        #expect(try await site.get(target, embedded + ["Sec-Fetch-Dest: image"]).status == 403)
      }
      let link = [
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document",
      ]
      #expect(try await site.get("/results", link).status == 200)
      #expect(try await site.get("/api/v1/inspections.csv", link).status == 403)
      let frame = [link[0], link[1], "Sec-Fetch-Dest: iframe"]
      #expect(try await site.get("/results", frame).status == 403)
      #expect(try await site.get("/results", ["Sec-Fetch-Site: same-origin"]).status == 200)
      #expect(try await site.get("/results", ["Sec-Fetch-Site: none"]).status == 200)
      #expect(try site.store.reader.audit(limit: 9).isEmpty)
    }
  }
}

import Accounts
import Foundation
import HTTPTypes
import Testing

@testable import Dashboard

/// Every role at every address.
struct PermissionTests {
  /// Who may ask for what, written out a second time; nil for everybody.
  private static let needed: [String: Permission?] = [
    "GET /": .view, "GET /results": .view, "GET /results/{record}": .view, "GET /quality": .view,
    "GET /review": .view, "GET /station": .view, "GET /report": .view,
    "GET /fragments/line": .view, "GET /fragments/station": .view,
    "GET /images/{record}": .view, "GET /images/{record}/thumbnail": .view,
    "GET /images/{record}/overlay": .view, "GET /images/{record}/difference": .view,
    "GET /events": .view, "GET /metrics": .view, "GET /api/v1/status": .view,
    "GET /api/v1/inspections": .view, "GET /api/v1/inspections/{record}": .view,
    "GET /api/v1/quality": .view, "GET /api/v1/alarms": .view, "GET /api/v1/openapi.yaml": .view,
    "GET /api/v1/inspections.csv": .export, "GET /api/v1/audit": .readAudit,
    "GET /api/v1/accounts": .manageAccounts, "POST /review/decisions": .review,
    "GET /assets/{name}": nil, "GET /login": nil, "POST /login": nil, "POST /logout": nil,
    "GET /healthz": nil,
  ]

  private static func target(_ pattern: Substring) -> String {
    String(pattern.replacing("{record}", with: "1").replacing("{name}", with: "x.css"))
  }

  @Test func everyRouteIsInTheTable() async throws {
    try await Site.serve { site async throws in
      let names = site.dashboard.routes.map { "\($0.method.rawValue) \($0.pattern)" }
      #expect(Set(names) == Set(Self.needed.keys))
      #expect(Set(names).count == names.count)
    }
  }

  @Test(arguments: Role.allCases)
  func aRoleMayWhatItsTableSaysAndNothingElse(_ role: Role) async throws {
    try await Site.serve(roles: [role], prepare: { try $0.record() }) { site async throws in
      for (name, permission) in Self.needed {
        let browser = try await site.logIn(role)
        let parts = name.split(separator: " ")
        let target = Self.target(parts[1])
        let fields = ["csrf": browser.form, "record": "1", "decision": "unsure", "reason": "x"]
        let answer =
          parts[0] == "POST"
          ? try await site.post(target, fields, [browser.cookieField])
          : try #require(
            await site.ask("GET", target, [browser.cookieField], headOnly: name == "GET /events"))
        let isRefused = answer.status == 403 || (answer.status == 401 && name != "POST /login")
        let isAllowed = permission.map { role.may($0) } ?? true
        #expect(isRefused == !isAllowed, "\(role) \(name): \(answer.status)")
        #expect(answer.status < 500, "\(role) \(name): \(answer.status)")
      }
    }
  }

  @Test func withoutLoginOnlyTheLoginIsOpen() async throws {
    try await Site.serve(roles: [.viewer], prepare: { try $0.record() }) { site async throws in
      let visitor = try await site.open("/login")
      for (name, permission) in Self.needed {
        let parts = name.split(separator: " ")
        let target = Self.target(parts[1])
        let answer =
          parts[0] == "POST"
          ? try await site.post(target, ["csrf": visitor.form], [visitor.cookieField])
          : try #require(await site.ask("GET", target, headOnly: name == "GET /events"))
        let isRefused =
          answer.status == 401 || (answer.status == 303 && answer["location"] == "/login")
        guard permission != nil else { continue }
        #expect(isRefused, "\(name): \(answer.status)")
      }
    }
  }

  @Test func withoutAccountsThisMachineMayEverythingThatThereIs() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      for (name, _) in Self.needed where name.hasPrefix("GET ") && name != "GET /events" {
        let target = Self.target(name.dropFirst(4))
        let answer = try await site.get(target)
        let expected = name == "GET /api/v1/accounts" ? [403] : [200, 303, 404]
        #expect(expected.contains(answer.status), "\(name): \(answer.status)")
      }
    }
  }
}

import Accounts
import Foundation
import HTTPTypes
import Pages
import Traceability
import Wording

/// The pages, the forms on them, and what they need: everything that people see.
struct PageDesk: Sendable {
  let pages: PageSet
  /// Nil where the file cannot be written.
  let store: RecordStore?
  let reception: Reception
  /// Nil where there are no accounts.
  let login: LoginDesk?

  var routes: [Route] {
    let plain: [(String, PageAddress)] = [
      ("/", .line), ("/results", .results), ("/quality", .quality), ("/review", .review),
      ("/station", .station), ("/report", .report),
    ]
    let fragments: [(String, PageAddress)] = [
      ("/fragments/line", .line), ("/fragments/station", .station),
    ]
    return plain.map { path, address in
      .get(path, lane: address == .quality || address == .report ? .statistics : .reading) {
        try self.page(address, $0)
      }
    }
      + fragments.map { path, address in
        .get(path) { exchange in
          .html(try self.pages.fragment(self.request(address, exchange)))
        }
      }
      + [
        .get("/results/{record}") { exchange in
          try self.page(.part(record: exchange.requireRecord()), exchange)
        },
        .get("/assets/{name}", .everybody) { try self.asset($0) },
        .get("/login", .everybody) { try self.loginPage($0) },
        .post("/login", .everybody, lane: .login) { try self.logIn($0) },
        .post("/logout", .everybody) { try self.logOut($0) },
        .post("/review/decisions", .only(.review)) { try self.decide($0) },
      ]
  }

  // MARK: - Pages

  private func page(
    _ address: PageAddress, _ exchange: Exchange
  ) throws -> Answer {
    let request = request(address, exchange)
    var answer = Answer.html(
      try pages.html(request), status: HTTPResponse.Status(code: try pages.status(request)))
    if !exchange.visitor.hasToken {
      answer.headers.append(
        HTTPField(name: .setCookie, value: reception.visitField(exchange.visitor)))
    }
    if let asked = exchange.query["lang"], let language = Language(tag: asked) {
      answer.headers.append(
        HTTPField(name: .setCookie, value: reception.languageField(language.tag)))
    }
    answer.headers[.vary] = "Cookie, Accept-Language"
    return answer
  }

  private func request(_ address: PageAddress, _ exchange: Exchange) -> PageRequest {
    let visitor = exchange.visitor
    return PageRequest(
      address: address, parameters: exchange.query.values, language: language(exchange),
      viewer: visitor.account.map { Viewer(name: $0.name, role: $0.role.rawValue) },
      mayReview: store != nil && visitor.may(.review), csrfToken: visitor.formToken, now: Date())
  }

  /// The address says it, then the cookie, then the browser.
  private func language(_ exchange: Exchange) -> Language {
    exchange.query["lang"].flatMap { Language(tag: $0) }
      ?? reception.language(exchange.cookies).flatMap { Language(tag: $0) }
      ?? Language(accepting: exchange.headers[.acceptLanguage] ?? "")
  }

  private func asset(_ exchange: Exchange) throws -> Answer {
    guard let name = exchange.name, let asset = PageSet.asset(named: name) else {
      throw Refusal(.notFound, "there is no such file")
    }
    return .cacheable(
      (asset.contentType, asset.bytes), tag: asset.sha256, for: exchange, cache: "no-cache")
  }

  // MARK: - Login

  private func loginPage(_ exchange: Exchange) throws -> Answer {
    guard login != nil, exchange.visitor.account == nil else { return .redirect(to: "/") }
    var exchange = exchange
    // Only the server says what went wrong.
    exchange.query.remove("problem")
    return try page(.login, exchange)
  }

  private func logIn(_ exchange: Exchange) throws -> Answer {
    guard let login else { throw Refusal(.notFound, "there are no accounts here") }
    switch try login.login(exchange) {
    case .loggedIn(let answer): return answer
    case .wrong: return try loginAgain("wrong", exchange, .unauthorized)
    case .later(let seconds):
      var answer = try loginAgain("throttled", exchange, .tooManyRequests)
      answer.headers[.retryAfter] = "\(Int(seconds.rounded(.up)))"
      return answer
    }
  }

  private func loginAgain(
    _ problem: String, _ exchange: Exchange, _ status: HTTPResponse.Status
  ) throws -> Answer {
    var request = request(.login, exchange)
    request.parameters = ["problem": [problem]]
    request.viewer = nil
    return .html(try pages.html(request), status: status)
  }

  private func logOut(_ exchange: Exchange) throws -> Answer {
    guard let login else { throw Refusal(.notFound, "there are no accounts here") }
    return try login.logout(exchange)
  }

  // MARK: - Review

  private func decide(_ exchange: Exchange) throws -> Answer {
    guard let store else { throw Refusal(.forbidden, "the records file may not be written") }
    guard let sequence = exchange.form["record"].flatMap({ Int64($0) }), sequence > 0 else {
      throw Refusal(.badRequest, "record: the number of a record")
    }
    guard
      let answer = exchange.form["decision"].flatMap({ ReviewDecision.Answer(rawValue: $0) })
    else { throw Refusal(.badRequest, "decision: accept, reject or unsure") }
    let asked = exchange.form["show"] ?? "all"
    let shown = ["review", "fail", "second"].contains(asked) ? asked : "all"
    guard let reason = exchange.form["reason"], !reason.allSatisfy(\.isWhitespace) else {
      return .redirect(to: "/review?show=\(shown)&record=\(sequence)&problem=reason")
    }
    do throws(RecordStoreError) {
      _ = try store.decide(
        answer, about: sequence, reviewer: exchange.visitor.name,
        reason: String(reason.prefix(1000)), from: exchange.address)
    } catch {
      switch error.cause {
      case .noSuchRecord: throw Refusal(.notFound, "there is no record \(sequence)")
      case .locked: throw Refusal.later(.serviceUnavailable, seconds: 2, "try again")
      default: throw error
      }
    }
    return .redirect(to: "/review?show=\(shown)")
  }
}

import Accounts
import Crypto
import Foundation
import HTTPTypes
import Pages

/// Who asks.
struct Visitor: Sendable {
  /// Who is logged in; `nil` where nobody is, or where there are no accounts.
  var account: Account?
  /// Whether there are no accounts: everybody at this machine may do everything.
  var isAlone: Bool
  /// What the forms of this browser belong to.
  var token: SecretToken
  /// Whether the browser has `token` already.
  var hasToken: Bool
  /// What makes the tokens of forms.
  var formKey: SymmetricKey

  /// What overrides and the audit call them.
  var name: String { account?.name ?? (isAlone ? Viewer.atThisMachine : "not logged in") }

  /// What a form of this browser must carry.
  var formToken: String { token.formToken(key: formKey) }

  func may(_ permission: Permission) -> Bool {
    isAlone ? permission != .manageAccounts : account?.role.may(permission) ?? false
  }
}

/// Recognises visitors and makes the cookies by which it does.
struct Reception: Sendable {
  /// Nil where everybody at this machine may do everything.
  let accounts: AccountStore?
  let isBehindProxy: Bool
  /// For forms where there are no accounts.
  private let ownKey = SymmetricKey(size: .bits256)

  init(accounts: AccountStore?, isBehindProxy: Bool) {
    (self.accounts, self.isBehindProxy) = (accounts, isBehindProxy)
  }

  // The browser itself refuses __Host- cookies of other hosts and of plain http.
  private var prefix: String { isBehindProxy ? "__Host-" : "" }
  /// The cookie of who is logged in.
  private var sessionCookie: String { prefix + "sightline" }
  /// The cookie of who is not.
  private var visitCookie: String { prefix + "sightline-visit" }

  /// Who asks with these headers and cookies. Waits for the disk.
  func visitor(
    _ headers: HTTPFields, _ cookies: [String: String], countsAsUse: Bool = true
  ) throws -> Visitor {
    let visit = cookies[visitCookie].flatMap { SecretToken($0) }
    var visitor = Visitor(
      account: nil, isAlone: accounts == nil, token: visit ?? SecretToken(),
      hasToken: visit != nil, formKey: accounts?.formKey ?? ownKey)
    guard let accounts else { return visitor }
    if let value = headers[.authorization] {
      guard value.lowercased().hasPrefix("bearer "),
        let token = SecretToken(value.dropFirst("bearer ".count)),
        let session = try accounts.session(
          of: token, isProgram: true, countsAsUse: countsAsUse)
      else { return visitor }
      visitor.account = session.account
    } else if let token = cookies[sessionCookie].flatMap({ SecretToken($0) }),
      let session = try accounts.session(of: token, countsAsUse: countsAsUse)
    {
      visitor.account = session.account
      (visitor.token, visitor.hasToken) = (token, true)
    }
    return visitor
  }

  /// Whether a program asks, which has no cookies and fills in no forms.
  static func isProgram(_ headers: HTTPFields) -> Bool { headers[.authorization] != nil }

  /// The cookie for a browser that has none yet.
  func visitField(_ visitor: Visitor) -> String {
    cookie(visitCookie, visitor.token.text)
  }

  /// The cookies of somebody who has just logged in.
  func loginFields(_ token: SecretToken) -> [String] {
    [cookie(sessionCookie, token.text), cookie(visitCookie, "", maximumAge: 0)]
  }

  /// The cookies of somebody who has just logged out.
  func logoutFields() -> [String] {
    [
      cookie(sessionCookie, "", maximumAge: 0), cookie(visitCookie, "", maximumAge: 0),
    ]
  }

  /// The cookie that remembers a language.
  func languageField(_ tag: String) -> String {
    cookie(prefix + "language", tag, maximumAge: 365 * 86400)
  }

  /// The language that the browser remembers.
  func language(_ cookies: [String: String]) -> String? { cookies[prefix + "language"] }

  private func cookie(_ name: String, _ value: String, maximumAge: Int? = nil) -> String {
    "\(name)=\(value); Path=/; HttpOnly; SameSite=Strict" + (isBehindProxy ? "; Secure" : "")
      + (maximumAge.map { "; Max-Age=\($0)" } ?? "")
  }

  /// The cookies that `headers` carry; of several of one name the first.
  static func cookies(_ headers: HTTPFields) -> [String: String] {
    var cookies: [String: String] = [:]
    for field in headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { continue }
        let name = String(parts[0].drop { $0 == " " })
        if cookies[name] == nil { cookies[name] = String(parts[1]) }
      }
    }
    return cookies
  }

  /// From where a request comes: the other end of the connection, or, where that is a proxy on this
  /// machine, whom the proxy names last.
  func address(connection: String?, _ headers: HTTPFields) -> String {
    let direct = connection ?? "unknown"
    guard isBehindProxy, ListeningAddress(host: direct, port: 0).isOnThisMachineOnly else {
      return direct
    }
    let named = headers[values: HTTPField.Name("X-Forwarded-For")!].last?
      .split(separator: ",").last?.filter { $0 != " " }
    return named.map { String($0.prefix(64)) } ?? direct
  }
}

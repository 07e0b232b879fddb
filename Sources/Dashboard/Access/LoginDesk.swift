import Accounts
import Foundation
import HTTPTypes
import Traceability

/// Logs people in and out.
struct LoginDesk: Sendable {
  let accounts: AccountStore
  let reception: Reception
  let records: RecordStore
  private let throttle = LoginThrottle()

  init(accounts: AccountStore, reception: Reception, records: RecordStore) {
    (self.accounts, self.reception, self.records) = (accounts, reception, records)
  }

  /// What came of an attempt.
  enum Outcome: Sendable {
    case loggedIn(Answer)
    case wrong
    case later(seconds: Double)
  }

  /// Looks at name and password. A name that is no account's costs the same time, and is not kept: some
  /// type their password there.
  func login(_ exchange: Exchange) throws -> Outcome {
    let name = String((exchange.form["name"] ?? "").prefix(Account.longestName))
    let password = exchange.form["password"] ?? ""
    if let wait = throttle.begin(name: name, address: exchange.address) {
      return .later(seconds: wait)
    }
    guard password.utf8.count <= Account.longestPassword,
      let account = try accounts.verify(name: name, password: password)
    else {
      let isKnown = try accounts.knows(name: name)
      try records.audit(
        AuditEntry(
          action: .failedLogin, actor: isKnown ? name : "unknown name",
          source: exchange.address, subject: "dashboard"))
      return .wrong
    }
    throttle.succeeded(name: name, address: exchange.address)
    // First the audit: nobody is in without it.
    try records.audit(
      AuditEntry(
        action: .login, actor: account.name, source: exchange.address,
        subject: "dashboard, as \(account.role.rawValue)"))
    // Whoever was logged in here before is not any more, and what they had is worth nothing.
    if exchange.visitor.account != nil { try accounts.endSession(of: exchange.visitor.token) }
    let token = try accounts.beginSession(of: account)
    var answer = Answer.redirect(to: "/")
    for field in reception.loginFields(token) {
      answer.headers.append(HTTPField(name: .setCookie, value: field))
    }
    return .loggedIn(answer)
  }

  /// Ends the session.
  func logout(_ exchange: Exchange) throws -> Answer {
    if exchange.visitor.account != nil {
      try accounts.endSession(of: exchange.visitor.token)
      try records.audit(
        AuditEntry(
          action: .logout, actor: exchange.visitor.name, source: exchange.address,
          subject: "dashboard"))
    }
    var answer = Answer.redirect(to: "/login")
    for field in reception.logoutFields() {
      answer.headers.append(HTTPField(name: .setCookie, value: field))
    }
    return answer
  }
}

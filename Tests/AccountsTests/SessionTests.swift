import Accounts
import Foundation
import Testing

struct SessionTests {
  private let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func anna(_ file: borrowing AccountFile) throws -> (AccountStore, Account) {
    let store = try file.store()
    try store.add(name: "anna", role: .operator, password: "correct horse")
    return (store, try store.accounts()[0])
  }

  @Test func aTokenTellsWhoItIs() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let token = try store.beginSession(of: account, at: start)
    let again = try #require(SecretToken(token.text))
    #expect(try store.session(of: again, at: start + 1)?.account.name == "anna")
    #expect(try store.session(of: SecretToken(), at: start + 1) == nil)
  }

  @Test func everyLoginHasAnotherToken() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let tokens = try (0..<20).map { _ in try store.beginSession(of: account).text }
    #expect(Set(tokens).count == 20)
    #expect(tokens.allSatisfy { $0.utf8.count == 43 })
  }

  @Test func itEndsWhenItIsNotUsed() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let limits = SessionLimits(idle: 100, absolute: 1000)
    let token = try store.beginSession(of: account, limits: limits, at: start)
    for second in stride(from: 90.0, through: 360, by: 90) {
      #expect(try store.session(of: token, at: start + second) != nil)
    }
    #expect(try store.session(of: token, at: start + 360 + 101) == nil)
  }

  @Test func itEndsHoweverMuchItIsUsed() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let limits = SessionLimits(idle: 100, absolute: 300)
    let token = try store.beginSession(of: account, limits: limits, at: start)
    for second in stride(from: 50.0, to: 300, by: 50) {
      #expect(try store.session(of: token, at: start + second) != nil)
    }
    #expect(try store.session(of: token, at: start + 300) == nil)
  }

  @Test func logoutEndsOneSessionOnly() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let (first, second) = try (store.beginSession(of: account), store.beginSession(of: account))
    try store.endSession(of: first)
    #expect(try store.session(of: first) == nil)
    #expect(try store.session(of: second) != nil)
  }

  @Test func anotherPasswordOrDisablingEndsAll() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let before = try store.beginSession(of: account)
    try store.setPassword("battery staple", of: "anna")
    #expect(try store.session(of: before) == nil)
    let after = try store.beginSession(of: account)
    try store.setDisabled(true, of: "anna")
    try store.setDisabled(false, of: "anna")
    #expect(try store.session(of: after) == nil)
  }

  @Test func anotherRoleCountsAtOnce() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let token = try store.beginSession(of: account)
    try store.setRole(.viewer, of: "anna")
    #expect(try store.session(of: token)?.account.role == .viewer)
  }

  @Test func programsAndBrowsersHaveTokensOfTheirOwn() throws {
    let file = try AccountFile()
    let (store, account) = try anna(file)
    let program = try store.issueToken(for: "anna", lifetime: 1000, at: start)
    let browser = try store.beginSession(of: account, at: start)
    #expect(try store.session(of: program, isProgram: true, at: start + 900) != nil)
    #expect(try store.session(of: program, isProgram: true, at: start + 1000) == nil)
    #expect(try store.session(of: program, at: start) == nil)
    #expect(try store.session(of: browser, isProgram: true, at: start) == nil)
  }

  @Test(arguments: [
    "", "abc", String(repeating: "=", count: 43), String(repeating: "é", count: 43),
  ])
  func textThatIsNoTokenIsNone(_ text: String) {
    #expect(SecretToken(text) == nil)
  }

  @Test func aFormTokenBelongsToOneSession() throws {
    let file = try AccountFile()
    let store = try file.store()
    let (one, other) = (SecretToken(), SecretToken())
    let form = one.formToken(key: store.formKey)
    #expect(one.accepts(formToken: form, key: store.formKey))
    #expect(!other.accepts(formToken: form, key: store.formKey))
    #expect(!one.accepts(formToken: "", key: store.formKey))
    #expect(!one.accepts(formToken: form + "a", key: store.formKey))
    #expect(form != one.text)
    // After a restart the pages that are open still work.
    #expect(try one.formToken(key: file.store().formKey) == form)
  }
}

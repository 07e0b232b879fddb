import Crypto
import Foundation
import GRDB

/// The accounts of an installation and who is logged in. Safe to use from several threads and
/// processes; every call may wait for the disk.
public final class AccountStore: Sendable {
  /// The path of the accounts file as it was given.
  public let path: String
  /// What makes the tokens of forms.
  public let formKey: SymmetricKey

  let queue: DatabaseQueue
  private let cost: PasswordCost
  // Of nobody: what is compared where there is no such account.
  private let decoy: PasswordHash

  /// Opens the accounts file at `path`; makes it, for its owner only, where there is none and it
  /// `mayBeNew`. New passwords get `cost`.
  public init(
    path: String, mayBeNew: Bool = false, cost: PasswordCost = .standard
  ) throws(AccountError) {
    self.path = path
    self.cost = cost
    let queue = try AccountSchema.open(path: path, mayBeNew: mayBeNew)
    self.queue = queue
    let key = try Self.withErrors(path) {
      try queue.read { try Data.fetchOne($0, sql: "SELECT form_key FROM secrets") }
    }
    guard let key, key.count == 32 else {
      throw AccountError(path: path, cause: .notAnAccountsFile)
    }
    formKey = SymmetricKey(data: key)
    decoy = PasswordHash(SecretToken().text, cost: cost)
  }

  /// Adds an account.
  ///
  /// Throws that name or password cannot be used, or that the name is taken.
  public func add(
    name: String, role: Role, password: String, at date: Date = Date()
  ) throws(AccountError) {
    let name = Self.normal(name)
    if let problem = Account.problem(ofName: name) {
      throw AccountError(path: path, cause: .name(name, problem))
    }
    let hash = try hash(password, name: name)
    try write { [path] db in
      guard
        try Row.fetchOne(db, sql: "SELECT 1 FROM accounts WHERE name = ?", arguments: [name]) == nil
      else { throw AccountError(path: path, cause: .nameTaken(name)) }
      try db.execute(
        sql: """
          INSERT INTO accounts (name, role, password, is_disabled, created_at)
          VALUES (?, ?, ?, 0, ?)
          """,
        arguments: [name, role.rawValue, hash.text, date.timeIntervalSince1970])
    }
  }

  /// All accounts by name.
  public func accounts() throws(AccountError) -> [Account] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT \(Self.columns) FROM accounts a ORDER BY a.name")
        .map { try Self.account($0, path: self.path) }
    }
  }

  /// Gives the account `name` another role, from its next request on.
  public func setRole(_ role: Role, of name: String) throws(AccountError) {
    try change(name, "UPDATE accounts SET role = ? WHERE name = ?", [role.rawValue])
  }

  /// Gives the account `name` another password and ends its sessions and tokens.
  public func setPassword(_ password: String, of name: String) throws(AccountError) {
    let hash = try hash(password, name: Self.normal(name))
    try change(
      name, "UPDATE accounts SET password = ? WHERE name = ?", [hash.text], endsSessions: true)
  }

  /// Disables the account `name` and ends its sessions and tokens, or enables it.
  public func setDisabled(_ isDisabled: Bool, of name: String) throws(AccountError) {
    try change(
      name, "UPDATE accounts SET is_disabled = ? WHERE name = ?", [isDisabled],
      endsSessions: isDisabled)
  }

  /// The account `name` where `password` is its password and it is not disabled.
  ///
  /// - Returns: the account; `nil` in every other case, after the same time.
  /// - Throws: what is wrong with the file.
  ///
  /// A password that was kept at another cost than new ones get is kept anew.
  public func verify(name: String, password: String) throws(AccountError) -> Account? {
    let name = Self.normal(name)
    let row = try read { db in
      try Row.fetchOne(
        db, sql: "SELECT \(Self.columns), a.password FROM accounts a WHERE a.name = ?",
        arguments: [name])
    }
    let kept = try row.flatMap { row throws(AccountError) in
      try Self.withErrors(path) { PasswordHash(try row.decode(String.self, forColumn: "password")) }
    }
    let isRight = (kept ?? decoy).matches(password)
    guard isRight, let row, let kept else { return nil }
    let account = try Self.withErrors(path) { try Self.account(row, path: path) }
    guard !account.isDisabled else { return nil }
    if kept.cost != cost {
      let hash = PasswordHash(password, cost: cost)
      try change(
        name, "UPDATE accounts SET password = ? WHERE name = ? AND password = ?",
        [hash.text], and: [kept.text])
    }
    return account
  }

  /// Whether there is an account of this name, disabled or not.
  public func knows(name: String) throws(AccountError) -> Bool {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT 1 FROM accounts WHERE name = ?", arguments: [Self.normal(name)]) != nil
    }
  }

  // MARK: - Rows

  // `a` is the account.
  static let columns = "a.name, a.role, a.is_disabled, a.created_at"

  static func account(_ row: Row, path: String) throws -> Account {
    let text = try row.decode(String.self, forColumn: "role")
    guard let role = Role(rawValue: text) else {
      throw AccountError(path: path, cause: .database("there is an account of the role \(text)"))
    }
    return Account(
      name: try row.decode(forColumn: "name"), role: role,
      isDisabled: try row.decode(forColumn: "is_disabled"),
      createdAt: Date(timeIntervalSince1970: try row.decode(forColumn: "created_at")))
  }

  static func normal(_ name: String) -> String { name.precomposedStringWithCanonicalMapping }

  private func hash(_ password: String, name: String) throws(AccountError) -> PasswordHash {
    if let problem = Account.problem(ofPassword: password, name: name) {
      throw AccountError(path: path, cause: .password(problem))
    }
    return PasswordHash(password, cost: cost)
  }

  private func change(
    _ name: String, _ sql: String, _ values: StatementArguments,
    and more: StatementArguments = [], endsSessions: Bool = false
  ) throws(AccountError) {
    let name = Self.normal(name)
    try write { [path] db in
      try db.execute(sql: sql, arguments: values + [name] + more)
      guard db.changesCount > 0 else {
        throw AccountError(path: path, cause: .noSuchAccount(name))
      }
      if endsSessions {
        try db.execute(sql: "DELETE FROM sessions WHERE name = ?", arguments: [name])
      }
    }
  }

  // MARK: - Errors

  func read<Value>(_ body: (Database) throws -> Value) throws(AccountError) -> Value {
    try Self.withErrors(path) { try queue.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(AccountError) -> Value {
    try Self.withErrors(path) { try queue.write(body) }
  }

  private static func withErrors<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(AccountError) -> Value {
    do {
      return try body()
    } catch let error as AccountError {
      throw error
    } catch let error as DatabaseError {
      throw AccountError(
        path: path, cause: .database("\(error.message ?? "") (\(error.resultCode.rawValue))"))
    } catch {
      throw AccountError(path: path, cause: .database("\(error)"))
    }
  }
}

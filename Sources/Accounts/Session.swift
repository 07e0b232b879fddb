import Foundation
import GRDB

/// Somebody who is logged in.
public struct Session: Sendable, Equatable {
  /// Who; as the account is now, not as it was at login.
  public var account: Account
  /// Until when at most.
  public var expiresAt: Date
}

/// How long a login lasts.
public struct SessionLimits: Sendable, Equatable {
  /// Seconds without a request after which it is over.
  public var idle: TimeInterval
  /// Seconds after which it is over in any case.
  public var absolute: TimeInterval

  /// An hour without a request, and no longer than a shift of twelve hours.
  public init(idle: TimeInterval = 3600, absolute: TimeInterval = 12 * 3600) {
    (self.idle, self.absolute) = (idle, absolute)
  }
}

extension AccountStore {
  // What a session's last use may be behind the truth: not every request shall write.
  private static let useStep: TimeInterval = 30

  /// Logs `account` in.
  ///
  /// - Returns: a new token, which the browser is to show with each request; it is not kept.
  public func beginSession(
    of account: Account, limits: SessionLimits = SessionLimits(), at date: Date = Date()
  ) throws(AccountError) -> SecretToken {
    try issue(account.name, lifetime: limits.absolute, idle: limits.idle, at: date)
  }

  /// Makes a token with which a program may read as the account `name` for `lifetime` seconds.
  ///
  /// Throws that there is no such account, or it is disabled.
  public func issueToken(
    for name: String, lifetime: TimeInterval, at date: Date = Date()
  ) throws(AccountError) -> SecretToken {
    let name = Self.normal(name)
    guard try accounts().contains(where: { $0.name == name && !$0.isDisabled }) else {
      throw AccountError(path: path, cause: .noSuchAccount(name))
    }
    return try issue(name, lifetime: lifetime, idle: nil, at: date)
  }

  private func issue(
    _ name: String, lifetime: TimeInterval, idle: TimeInterval?, at date: Date
  ) throws(AccountError) -> SecretToken {
    let token = SecretToken()
    let now = date.timeIntervalSince1970
    try write { db in
      try db.execute(
        sql: """
          DELETE FROM sessions
          WHERE expires_at <= ? OR (idle_limit IS NOT NULL AND used_at + idle_limit <= ?)
          """, arguments: [now, now])
      try db.execute(
        sql: """
          INSERT INTO sessions (token_hash, name, created_at, used_at, expires_at, idle_limit)
          VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [token.hash, name, now, now, now + lifetime, idle])
    }
    return token
  }

  /// Who shows `token`; `nil` where nobody is logged in with it any more. Counts as use
  /// unless told otherwise.
  ///
  /// A program's token (``issueToken(for:lifetime:at:)``) is taken only where `isProgram`, a
  /// browser's only where not.
  public func session(
    of token: SecretToken, isProgram: Bool = false, countsAsUse: Bool = true,
    at date: Date = Date()
  ) throws(AccountError) -> Session? {
    let hash = token.hash
    let now = date.timeIntervalSince1970
    let found = try read { [path] db -> (session: Session, usedAt: Double)? in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT \(Self.columns), s.expires_at, s.used_at
          FROM sessions s JOIN accounts a ON a.name = s.name
          WHERE s.token_hash = ? AND s.expires_at > ? AND a.is_disabled = 0
            AND (s.idle_limit IS NULL) = ?
            AND (s.idle_limit IS NULL OR s.used_at + s.idle_limit > ?)
          """, arguments: [hash, now, isProgram, now])
      return try row.map { row in
        (
          Session(
            account: try Self.account(row, path: path),
            expiresAt: Date(timeIntervalSince1970: try row.decode(forColumn: "expires_at"))),
          try row.decode(Double.self, forColumn: "used_at")
        )
      }
    }
    guard let found else { return nil }
    if countsAsUse, now - found.usedAt >= Self.useStep {
      try write { db in
        try db.execute(
          sql: "UPDATE sessions SET used_at = max(used_at, ?) WHERE token_hash = ?",
          arguments: [now, hash])
      }
    }
    return found.session
  }

  /// Ends the session of `token`, if there is one.
  public func endSession(of token: SecretToken) throws(AccountError) {
    try write { db in
      try db.execute(sql: "DELETE FROM sessions WHERE token_hash = ?", arguments: [token.hash])
    }
  }
}

import Foundation

/// What somebody did that others may want to know of later. Appended, never changed.
public struct AuditEntry: Sendable, Equatable {
  /// What was done; the raw value is what the file has.
  public enum Action: String, Sendable, CaseIterable, Codable {
    /// Somebody logged in.
    case login
    /// Somebody tried to log in and was refused.
    case failedLogin = "failed-login"
    /// Somebody logged out.
    case logout
    /// Somebody overrode a verdict.
    case override
    /// Somebody took records away in bulk.
    case export
    /// A recipe in use was changed.
    case recipeChange = "recipe-change"
  }

  /// Position in the audit, from 1, without gaps; `nil` until it is committed.
  public var number: Int64?
  /// When.
  public var recordedAt: Date
  /// What was done.
  public var action: Action
  /// Who did it: an account, an operator, or what is known of who it was.
  public var actor: String
  /// From where: an address, or `command line`.
  public var source: String
  /// What it was done to, in words.
  public var subject: String

  /// See the properties.
  public init(
    number: Int64? = nil, recordedAt: Date = Date(), action: Action, actor: String,
    source: String, subject: String
  ) {
    (self.number, self.recordedAt, self.action) = (number, recordedAt, action)
    (self.actor, self.source, self.subject) = (actor, source, subject)
  }
}

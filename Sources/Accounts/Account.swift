import Foundation

/// Somebody who may log in.
public struct Account: Sendable, Equatable {
  /// By which name; stands in overrides and in the audit.
  public var name: String
  /// What for.
  public var role: Role
  /// Whether the account may not be used.
  public var isDisabled: Bool
  /// Since when it is there.
  public var createdAt: Date

  /// See the properties.
  public init(name: String, role: Role, isDisabled: Bool = false, createdAt: Date) {
    (self.name, self.role, self.isDisabled) = (name, role, isDisabled)
    self.createdAt = createdAt
  }

  /// Longest name in bytes of UTF-8.
  public static let longestName = 64

  /// Why `name` cannot be an account's; `nil` where it can.
  static func problem(ofName name: String) -> String? {
    if name.isEmpty { return "it is empty" }
    if name.utf8.count > longestName { return "it is longer than \(longestName) bytes" }
    let allowed = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || ".-_@".unicodeScalars.contains($0)
    }
    return allowed ? nil : "letters, digits and . - _ @ are allowed"
  }

  /// Fewest characters of a password.
  public static let shortestPassword = 10
  /// Longest password in bytes of UTF-8.
  public static let longestPassword = 1024

  /// Why `password` is none for `name`; `nil` where it is one.
  static func problem(ofPassword password: String, name: String) -> String? {
    if password.count < shortestPassword {
      return "it has fewer than \(shortestPassword) characters"
    }
    if password.utf8.count > longestPassword {
      return "it is longer than \(longestPassword) bytes"
    }
    if password.utf8.contains(0) || password.contains(where: \.isNewline) {
      return "it contains a line end or a zero byte"
    }
    if password.lowercased() == name.lowercased() { return "it is the name" }
    if Set(password).count < 4 { return "it has fewer than 4 different characters" }
    return nil
  }
}

/// Why accounts cannot be used or changed.
public struct AccountError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// The file cannot be made or opened.
    case unusable(reason: String)
    /// Others than its owner may read or write it; `mode` are its permission bits.
    case open(mode: UInt16)
    /// A file of another kind.
    case notAnAccountsFile
    /// Written by a newer program.
    case newerVersion(Int64)
    /// There is an account of this name already.
    case nameTaken(String)
    /// There is no account of this name.
    case noSuchAccount(String)
    /// The name cannot be used.
    case name(String, reason: String)
    /// The password cannot be used.
    case password(reason: String)
    /// SQLite failed.
    case database(String)
  }

  /// The accounts file.
  public var path: String
  /// What is wrong with it.
  public var cause: Cause

  /// `cause` prevents the use of the accounts file at `path`.
  public init(path: String, cause: Cause) { (self.path, self.cause) = (path, cause) }

  /// What is wrong and what to do, in one sentence that begins with the path.
  public var description: String { "accounts file \(path): " + explanation }

  private var explanation: String {
    switch cause {
    case .missing: "there is no such file; `sightline accounts add` makes it"
    case .unusable(let reason): reason
    case .open(let mode):
      "others than its owner may use it (mode \(String(mode, radix: 8))); chmod 600 it"
    case .notAnAccountsFile:
      "this is no Sightline accounts file; name another file, it was left as it is"
    case .newerVersion(let version):
      "written by a newer Sightline (version \(version)); use the newer program"
    case .nameTaken(let name): "there is an account \(name) already"
    case .noSuchAccount(let name): "there is no account \(name)"
    case .name(let name, let reason): "the name \(name) cannot be used: \(reason)"
    case .password(let reason): "the password cannot be used: \(reason)"
    case .database(let message): "SQLite answers \"\(message)\""
    }
  }
}

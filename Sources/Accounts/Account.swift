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
  static func problem(ofName name: String) -> AccountError.NameProblem? {
    if name.isEmpty { return .empty }
    if name.utf8.count > longestName { return .tooLong(limit: longestName) }
    let allowed = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || ".-_@".unicodeScalars.contains($0)
    }
    return allowed ? nil : .characters
  }

  /// Fewest characters of a password.
  public static let shortestPassword = 10
  /// Longest password in bytes of UTF-8.
  public static let longestPassword = 1024

  /// Why `password` is none for `name`; `nil` where it is one.
  static func problem(
    ofPassword password: String, name: String
  ) -> AccountError.PasswordProblem? {
    if password.count < shortestPassword { return .tooShort(least: shortestPassword) }
    if password.utf8.count > longestPassword { return .tooLong(limit: longestPassword) }
    if password.utf8.contains(0) || password.contains(where: \.isNewline) { return .lineEnd }
    if password.lowercased() == name.lowercased() { return .isName }
    return Set(password).count < fewestCharacters ? .tooUniform(least: fewestCharacters) : nil
  }

  /// Fewest different characters of a password.
  private static let fewestCharacters = 4
}

/// Why accounts cannot be used or changed.
public struct AccountError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Sendable, Equatable {
    /// There is no such file.
    case missing
    /// The file cannot be made or opened; the words of the system.
    case unusable(reason: String)
    /// The path is none.
    case notAPath
    /// The path leads to something that is no file.
    case notAFile
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
    case name(String, NameProblem)
    /// The password cannot be used.
    case password(PasswordProblem)
    /// SQLite failed.
    case database(String)
  }

  /// Why a name cannot be an account's.
  public enum NameProblem: Sendable, Equatable, CustomStringConvertible {
    /// It is empty.
    case empty
    /// It has more than `limit` bytes of UTF-8.
    case tooLong(limit: Int)
    /// It has characters that a name may not have.
    case characters

    /// What is wrong, in a few words.
    public var description: String {
      switch self {
      case .empty: "it is empty"
      case .tooLong(let limit): "it is longer than \(limit) bytes"
      case .characters: "letters, digits and . - _ @ are allowed"
      }
    }
  }

  /// Why a password cannot be used.
  public enum PasswordProblem: Sendable, Equatable, CustomStringConvertible {
    /// It has fewer than `least` characters.
    case tooShort(least: Int)
    /// It has more than `limit` bytes of UTF-8.
    case tooLong(limit: Int)
    /// It contains a line end or a zero byte.
    case lineEnd
    /// It is the name of the account.
    case isName
    /// It has fewer than `least` different characters.
    case tooUniform(least: Int)

    /// What is wrong, in a few words.
    public var description: String {
      switch self {
      case .tooShort(let least): "it has fewer than \(least) characters"
      case .tooLong(let limit): "it is longer than \(limit) bytes"
      case .lineEnd: "it contains a line end or a zero byte"
      case .isName: "it is the name"
      case .tooUniform(let least): "it has fewer than \(least) different characters"
      }
    }
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
    case .notAPath: "this is no path; name a file"
    case .notAFile: "this is no file; name a file"
    case .open(let mode):
      "others than its owner may use it (mode \(String(mode, radix: 8))); chmod 600 it"
    case .notAnAccountsFile:
      "this is no Sightline accounts file; name another file, it was left as it is"
    case .newerVersion(let version):
      "written by a newer Sightline (version \(version)); use the newer program"
    case .nameTaken(let name): "there is an account \(name) already"
    case .noSuchAccount(let name): "there is no account \(name)"
    case .name(let name, let problem): "the name \(name) cannot be used: \(problem)"
    case .password(let problem): "the password cannot be used: \(problem)"
    case .database(let message): "SQLite answers \"\(message)\""
    }
  }
}

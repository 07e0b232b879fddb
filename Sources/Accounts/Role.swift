/// What somebody may do with the dashboard.
public enum Permission: String, Sendable, CaseIterable {
  /// See pages, pictures and the API.
  case view
  /// Decide about verdicts, which become overrides.
  case review
  /// Take records away in bulk.
  case export
  /// Read who did what.
  case readAudit
  /// See and change accounts.
  case manageAccounts
}

/// What an account is for.
public enum Role: String, Sendable, CaseIterable {
  /// Looks.
  case viewer
  /// Runs the station and reviews parts.
  case `operator`
  /// Answers for recipes and quality.
  case engineer
  /// Checks what others did.
  case auditor
  /// Answers for the installation.
  case admin

  /// What the role may do; what is not listed here is denied.
  public var permissions: Set<Permission> {
    switch self {
    case .viewer: [.view]
    case .operator: [.view, .review]
    case .engineer: [.view, .review, .export]
    case .auditor: [.view, .export, .readAudit]
    case .admin: [.view, .review, .export, .readAudit, .manageAccounts]
    }
  }

  /// Whether the role may do what `permission` says.
  public func may(_ permission: Permission) -> Bool { permissions.contains(permission) }
}

import Accounts
import Testing

/// Who may do what, written out a second time: whoever changes the table changes this too.
struct RoleTests {
  @Test func whatIsNotGrantedIsDenied() {
    let granted: [Role: Set<Permission>] = [
      .viewer: [.view],
      .operator: [.view, .review],
      .engineer: [.view, .review, .export],
      .auditor: [.view, .export, .readAudit],
      .admin: Set(Permission.allCases),
    ]
    for role in Role.allCases {
      for permission in Permission.allCases {
        #expect(
          role.may(permission) == (granted[role]?.contains(permission) == true),
          "\(role) \(permission)")
      }
    }
  }
}

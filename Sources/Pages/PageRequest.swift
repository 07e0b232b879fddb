import Foundation
import Wording

/// The pages by what they show.
public enum PageAddress: Sendable, Hashable {
  /// The line at a glance.
  case line
  /// Records, filtered.
  case results
  /// One record.
  case part(record: Int64)
  /// Quality over time.
  case quality
  /// What waits for a person's decision.
  case review
  /// How the station does.
  case station
  /// Signing in.
  case login
  /// The report of a shift or a lot.
  case report

  /// The path at which the page is served.
  public var path: String {
    switch self {
    case .line: "/"
    case .results: "/results"
    case .part(let record): "/results/\(record)"
    case .quality: "/quality"
    case .review: "/review"
    case .station: "/station"
    case .login: "/login"
    case .report: "/report"
    }
  }
}

/// Who looks at a page.
public struct Viewer: Sendable, Equatable {
  /// The account's name.
  public var name: String
  /// The account's role: `viewer`, `operator`, `engineer`, `auditor`, `admin`.
  public var role: String

  /// What whoever works at the station's own machine is called in decisions and in the audit where there
  /// are no accounts: one reviewer. No account can have this name, which has blanks in it.
  public static let atThisMachine = "at this machine"

  /// See the properties.
  public init(name: String, role: String) { (self.name, self.role) = (name, role) }
}

/// What a page is to show, and to whom.
public struct PageRequest: Sendable {
  /// Which page.
  public var address: PageAddress
  /// The decoded query of the address, by name.
  public var parameters: [String: [String]]
  /// The language.
  public var language: Language
  /// Who looks; `nil` where there are no accounts.
  public var viewer: Viewer?
  /// Whether they may decide about parts.
  public var mayReview: Bool
  /// What forms have to send back.
  public var csrfToken: String
  /// The moment that the page is of.
  public var now: Date

  /// See the properties.
  public init(
    address: PageAddress, parameters: [String: [String]] = [:], language: Language = .standard,
    viewer: Viewer? = nil, mayReview: Bool = false, csrfToken: String = "", now: Date = Date()
  ) {
    (self.address, self.parameters, self.language) = (address, parameters, language)
    (self.viewer, self.mayReview, self.csrfToken) = (viewer, mayReview, csrfToken)
    self.now = now
  }

  /// Who decides about parts on this page.
  var reviewer: String { viewer?.name ?? Viewer.atThisMachine }

  /// The last value of the parameter `name` that is not blank, without blanks at its ends.
  func value(_ name: String) -> String? {
    parameters[name]?.last { !$0.allSatisfy(\.isWhitespace) }?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

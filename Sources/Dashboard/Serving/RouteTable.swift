import Accounts
import HTTPTypes

/// One address of the dashboard, who may use it, and what answers.
struct Route: Sendable {
  /// Who may ask.
  enum Access: Sendable, Equatable {
    /// Anybody, logged in or not.
    case everybody
    /// Whoever may do this.
    case only(Permission)
  }

  /// Where the work is done; each has threads of its own, so that none holds up another.
  enum Lane: Sendable, Hashable, CaseIterable {
    /// Pages and data.
    case reading
    /// Statistics over many records, which may take a second.
    case statistics
    /// Whether records can be read at all.
    case health
    /// Whether listeners may still listen.
    case listening
    /// Decoding and encoding pictures.
    case pictures
    /// Deriving keys from passwords.
    case login
    /// Inspecting an image once more.
    case inspecting
  }

  var method: HTTPRequest.Method
  /// Segments; `{record}` stands for the number of a record, `{name}` for a plain file name.
  var pattern: String
  var access: Access
  var lane: Lane
  var handle: @Sendable (Exchange) throws -> Answer

  /// `GET pattern`.
  static func get(
    _ pattern: String, _ access: Access = .only(.view), lane: Lane = .reading,
    _ handle: @escaping @Sendable (Exchange) throws -> Answer
  ) -> Route {
    Route(method: .get, pattern: pattern, access: access, lane: lane, handle: handle)
  }

  /// `POST pattern`.
  static func post(
    _ pattern: String, _ access: Access, lane: Lane = .reading,
    _ handle: @escaping @Sendable (Exchange) throws -> Answer
  ) -> Route {
    Route(method: .post, pattern: pattern, access: access, lane: lane, handle: handle)
  }
}

/// All routes; there are no others.
struct RouteTable: Sendable {
  let routes: [Route]

  /// What a path leads to.
  enum Match {
    case found(Route, record: Int64?, name: String?)
    /// There is the path, but not by this method.
    case otherMethod(allowed: [HTTPRequest.Method])
    case none
  }

  /// The route for `path`, which has no percent signs. HEAD is as GET.
  func match(_ method: HTTPRequest.Method, _ path: Substring) -> Match {
    let segments = path.split(separator: "/", omittingEmptySubsequences: false)
    let wanted = method == .head ? .get : method
    var allowed: [HTTPRequest.Method] = []
    for route in routes {
      guard let (record, name) = Self.parameters(route.pattern, segments) else { continue }
      if route.method == wanted { return .found(route, record: record, name: name) }
      allowed.append(route.method)
      if route.method == .get { allowed.append(.head) }
    }
    return allowed.isEmpty ? .none : .otherMethod(allowed: allowed)
  }

  private static func parameters(
    _ pattern: String, _ segments: [Substring]
  ) -> (record: Int64?, name: String?)? {
    let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
    guard wanted.count == segments.count else { return nil }
    var (record, name): (Int64?, String?)
    for (part, segment) in zip(wanted, segments) {
      switch part {
      case "{record}":
        guard segment.utf8.count <= 18, segment.utf8.first != UInt8(ascii: "0"),
          segment.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(segment)
        else { return nil }
        record = number
      case "{name}":
        guard !segment.isEmpty else { return nil }
        name = String(segment)
      default:
        guard part == segment else { return nil }
      }
    }
    return (record, name)
  }
}

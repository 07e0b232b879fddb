import HTTPTypes

/// What is refused before anybody is asked who they are.
struct RequestCheck: Sendable {
  private let hosts: Set<String>

  /// Only requests for `hosts`, for `localhost` and for the address that the connection reached.
  init(hosts: [String]) {
    self.hosts = Set(hosts.map { $0.lowercased() } + ["localhost"])
  }

  /// Path and query of `target`.
  ///
  /// Ours have no characters that need a percent sign, and no dots for folders: everything else is no
  /// mistake of a browser.
  static func target(_ target: String?) throws(Refusal) -> (path: Substring, query: Substring) {
    guard let target, target.utf8.first == UInt8(ascii: "/") else {
      throw Refusal(.badRequest, "the address is no path")
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0]
    let isPlain = path.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0 | 0x20) || "/._-".utf8.contains($0)
    }
    guard isPlain else { throw Refusal(.badRequest, "the path has characters that no path has") }
    let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard !segments.contains("."), !segments.contains(".."), !segments.dropLast().contains("")
    else { throw Refusal(.badRequest, "the path leads nowhere") }
    return (path, parts.count > 1 ? parts[1] : "")
  }

  /// Refuses a request that a browser sends because a name of somebody else's was made to point here
  /// (DNS rebinding), or that does not say whom it is for, or says it twice (RFC 9112, section 3.2):
  /// `authority` is the first Host field, `others` are those after it.
  func host(
    _ authority: String?, others: [String], reached address: String?
  ) throws(Refusal) {
    guard others.isEmpty, let authority, let name = Self.name(of: authority) else {
      throw Refusal(.badRequest, "the Host field is missing, wrong, or there twice")
    }
    guard hosts.contains(name) || name == address?.lowercased() else {
      throw Refusal(.forbidden, "this name is not served here; start with --host to allow it")
    }
  }

  /// Refuses what another site embeds: only a page may be gone to from elsewhere, by a link. So no site
  /// learns anything, has anything exported, or keeps this machine busy through somebody's browser.
  static func fetch(_ headers: HTTPFields, isPage: Bool) throws(Refusal) {
    guard let site = headers[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin",
      site != "none"
    else { return }
    let isLink =
      headers[HTTPField.Name("Sec-Fetch-Mode")!] == "navigate"
      && headers[HTTPField.Name("Sec-Fetch-Dest")!] == "document"
    guard isPage, isLink else { throw Refusal(.forbidden, "this was asked for by another site") }
  }

  /// Refuses a POST that another site made a browser send.
  static func origin(_ headers: HTTPFields, authority: String?) throws(Refusal) {
    let refusal = Refusal(.forbidden, "this was sent by another site")
    if let site = headers[HTTPField.Name("Sec-Fetch-Site")!], site != "same-origin" {
      throw refusal
    }
    if let origin = headers[.origin] {
      let own = authority.map { ["http://\($0)", "https://\($0)"] } ?? []
      guard own.contains(where: { $0.lowercased() == origin.lowercased() }) else { throw refusal }
    }
  }

  /// The name in `name`, `name:port`, `[address]` or `[address]:port`, in lower case.
  private static func name(of authority: String) -> String? {
    var rest = Substring(authority.lowercased())
    var name: Substring
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      name = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
    } else {
      name = rest.prefix { $0 != ":" }
      rest = rest[name.endIndex...]
    }
    guard !name.isEmpty else { return nil }
    if rest.isEmpty { return String(name) }
    guard rest.removeFirst() == ":", !rest.isEmpty,
      rest.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return String(name)
  }
}

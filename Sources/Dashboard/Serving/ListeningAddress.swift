#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the dashboard listens: an address of this machine and a port.
public struct ListeningAddress: Sendable, Equatable, CustomStringConvertible {
  /// A name or an IP address, IPv6 without brackets.
  public var host: String
  /// The port; 0 for any that is free.
  public var port: Int

  /// This machine only, port 8080.
  public static let standard = ListeningAddress(host: "127.0.0.1", port: 8080)

  /// `host`, `port`.
  public init(host: String, port: Int) { (self.host, self.port) = (host, port) }

  /// What `text` says: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, `8080` or `:8080` (this
  /// machine only); `nil` where it is none of these.
  public init?(_ text: String) {
    func port(_ text: Substring) -> Int? {
      guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(text),
        port <= 65_535
      else { return nil }
      return port
    }
    if let only = port(Substring(text)) {
      self.init(host: Self.standard.host, port: only)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let number = port(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard host.contains(":") else { return nil }
    } else if host.contains(":") {
      return nil
    }
    let allowed = host.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0 | 0x20) || ".-:_%".utf8.contains($0)
    }
    guard allowed else { return nil }
    self.init(host: host.isEmpty ? Self.standard.host : String(host), port: number)
  }

  /// As people write it, IPv6 in brackets.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Whether only programs of this machine reach it.
  public var isOnThisMachineOnly: Bool {
    if host.lowercased() == "localhost" { return true }
    var four = in_addr()
    if inet_pton(AF_INET, host, &four) == 1 {
      return UInt32(bigEndian: four.s_addr) >> 24 == 127
    }
    var six = in6_addr()
    if inet_pton(AF_INET6, host, &six) == 1 {
      return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }
    return false
  }
}

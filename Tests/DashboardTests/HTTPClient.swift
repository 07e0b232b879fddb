import Dispatch
import Foundation

/// What came back.
struct HTTPAnswer: Sendable {
  var status: Int
  /// Names in lower case, in their order.
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }

  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The values of the cookies that were set, by name.
  var cookies: [String: String] {
    var cookies: [String: String] = [:]
    for (name, value) in headers where name == "set-cookie" {
      let pair = value.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = String(pair[1])
    }
    return cookies
  }

  func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
  }
}

/// A socket to the dashboard that sends just the bytes it is given. Blocking, so never on a thread of
/// Swift's pool, which the dashboard needs.
final class HTTPConnection: Sendable {
  private let file: Int32

  /// To `port`; of what is not read yet the system keeps `buffer` bytes, or what it likes.
  init?(port: Int, seconds: Int = 20, buffer: Int32? = nil) {
    #if canImport(Glibc)
      file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      file = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var timeout = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, size)
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &timeout, size)
    if var buffer {
      setsockopt(file, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(file)
      return nil
    }
  }

  deinit { close(file) }

  /// Sends `bytes`; what the other side does not take any more is left out.
  func send(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(file, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      done += count
    }
  }

  /// What comes next; empty at the end, or after waiting too long.
  func receive() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = bytes.withUnsafeMutableBytes { recv(file, $0.baseAddress!, $0.count, 0) }
    return count > 0 ? Array(bytes[..<count]) : []
  }

  /// All that comes until the other side ends, or `isEnough`.
  func receive(until isEnough: ([UInt8]) -> Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    while !isEnough(bytes) {
      let more = receive()
      if more.isEmpty { break }
      bytes += more
    }
    return bytes
  }
}

/// Runs what blocks on a thread of its own.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: body()) }
    thread.start()
  }
}

extension HTTPAnswer {
  /// What `bytes` say; `nil` where they are no answer.
  init?(_ bytes: [UInt8]) {
    let data = Data(bytes)
    guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    self.status = status
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (
        parts[0].lowercased(),
        parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
      )
    }
    body = Array(data[end.upperBound...])
    if self["transfer-encoding"] == "chunked" { body = Self.joined(body) }
  }

  private static func joined(_ chunked: [UInt8]) -> [UInt8] {
    var (rest, body) = (chunked[...], [UInt8]())
    while let line = rest.firstIndex(of: 13) {
      guard let length = Int(String(decoding: rest[..<line], as: UTF8.self), radix: 16),
        length > 0, rest.count >= line - rest.startIndex + 2 + length
      else { break }
      let start = line + 2
      body += rest[start..<start + length]
      rest = rest[(start + length)...].dropFirst(2)
    }
    return body
  }
}

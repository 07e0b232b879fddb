import Foundation

/// Host, port and path of a URL that begins with `http://`.
struct HTTPAddress: Sendable, Equatable {
  let host: String
  let port: UInt16
  /// Path and query, percent-encoded.
  let target: String

  init?(_ url: String) {
    guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http",
      let host = parts.host, !host.isEmpty, parts.user == nil
    else { return nil }
    guard let port = UInt16(exactly: parts.port ?? 80) else { return nil }
    // Brackets are for URLs, not for the system.
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    self.port = port
    let path = parts.percentEncodedPath
    target = (path.isEmpty ? "/" : path) + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
  }
}

/// Why there is no answer.
struct HTTPFailure: Error, Equatable {
  let words: String
}

/// One POST request (RFC 9112), one connection. Nothing of the answer but its status is wanted.
enum HTTPPost {
  /// Sends `body`, JSON, and returns the status of the answer. Throws where none comes in `timeout`.
  static func send(
    _ body: String, key: String, to address: HTTPAddress, timeout: Duration
  ) throws(HTTPFailure) -> Int {
    let deadline = ContinuousClock.now + timeout
    let descriptor = try connect(address, deadline)
    defer { close(descriptor) }
    let host = address.host.contains(":") ? "[\(address.host)]" : address.host
    let head = """
      POST \(address.target) HTTP/1.1\r
      Host: \(host):\(address.port)\r
      Content-Type: application/json\r
      Content-Length: \(body.utf8.count)\r
      Idempotency-Key: \(key)\r
      User-Agent: \(SoftwareVersion.text.replacing(" ", with: "/"))\r
      Connection: close\r
      \r\n
      """
    try write(Array(head.utf8) + Array(body.utf8), to: descriptor, deadline)
    return try status(from: descriptor, deadline)
  }

  private static func connect(
    _ address: HTTPAddress, _ deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) -> Int32 {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, "\(address.port)", &hints, &list)
    guard code == 0 else { throw HTTPFailure(words: String(cString: gai_strerror(code))) }
    defer { freeaddrinfo(list) }
    var failure = HTTPFailure(words: "the host has no address")
    var next = list
    while let entry = next?.pointee {
      next = entry.ai_next
      let descriptor = socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol)
      guard descriptor >= 0 else {
        failure = HTTPFailure(words: "\(SystemError.last)")
        continue
      }
      do throws(HTTPFailure) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        if Foundation.connect(descriptor, entry.ai_addr, entry.ai_addrlen) != 0 {
          guard errno == EINPROGRESS else { throw HTTPFailure(words: "\(SystemError.last)") }
          try wait(descriptor, for: POLLOUT, deadline)
          var (code, length) = (Int32(0), socklen_t(4))
          getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
          guard code == 0 else { throw HTTPFailure(words: "\(SystemError(code: code))") }
        }
        return descriptor
      } catch {
        close(descriptor)
        failure = error
      }
    }
    throw failure
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress!, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        done += count
      } else if errno == EAGAIN {
        try wait(descriptor, for: POLLOUT, deadline)
      } else if errno != EINTR {
        throw HTTPFailure(words: "\(SystemError.last)")
      }
    }
  }

  /// The status in the first line of the answer.
  private static func status(
    from descriptor: Int32, _ deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) -> Int {
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1024)
    while !answer.contains(UInt8(ascii: "\n")), answer.count < 4096 {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 {
        answer += buffer[..<count]
      } else if count == 0 {
        break
      } else if errno == EAGAIN {
        try wait(descriptor, for: POLLIN, deadline)
      } else if errno != EINTR {
        throw HTTPFailure(words: "\(SystemError.last)")
      }
    }
    let line = String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let fields = line.split(separator: " ")
    guard fields.count >= 2, fields[0].hasPrefix("HTTP/1."),
      let status = Int(fields[1].trimmingCharacters(in: .whitespacesAndNewlines))
    else { throw HTTPFailure(words: "what answers does not speak HTTP") }
    return status
  }

  private static func wait(
    _ descriptor: Int32, for event: Int32, _ deadline: ContinuousClock.Instant
  ) throws(HTTPFailure) {
    var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    let left = (deadline - ContinuousClock.now) / .milliseconds(1)
    guard left > 0, poll(&request, 1, Int32(left.rounded(.up))) > 0 else {
      throw HTTPFailure(words: "no answer in time")
    }
  }
}

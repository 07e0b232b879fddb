import Foundation

/// Tells systemd how the service is (sd_notify(3)): messages to the socket that it names in the
/// environment. Does nothing where there is none.
struct StationNotice: Sendable {
  private let socketPath: [UInt8]?
  /// How often the watchdog wants to hear something; `nil` where there is none.
  let watchdog: Duration?

  /// Reads the environment.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    socketPath = environment["NOTIFY_SOCKET"].map { Array($0.utf8) }.flatMap {
      // Of a path there is room for 107 bytes and a zero.
      $0.isEmpty || $0.count > 107 ? nil : $0
    }
    let isOurs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdog =
      isOurs
      ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds($0) } : nil
  }

  /// Sends `message`, such as `READY=1`; what cannot be sent is lost.
  func send(_ message: String) {
    guard let socketPath else { return }
    #if canImport(Glibc)
      let kind = Int32(SOCK_DGRAM.rawValue)
    #else
      let kind = SOCK_DGRAM
    #endif
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { bytes in
      bytes.copyBytes(from: socketPath)
      // An @ stands for the zero byte of a name that is no file's.
      if socketPath[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    }
    let length = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + socketPath.count
    let bytes = Array(message.utf8)
    _ = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bytes.withUnsafeBytes {
          sendto(
            descriptor, $0.baseAddress!, $0.count, Int32(MSG_DONTWAIT), address,
            socklen_t(length))
        }
      }
    }
  }
}

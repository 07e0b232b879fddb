import Crypto
import Foundation

/// Reading of regular files with the system's own words for what went wrong. Devices and pipes are
/// refused: they may never end.
enum FileReading {
  /// Why a file was not read.
  enum Failure: Error {
    /// In the system's words.
    case system(reason: String)
    /// More bytes than asked for.
    case tooLarge
  }

  /// All bytes of the file at `path`, of which there must be no more than `limit`.
  static func bytes(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try chunks(path) { chunk throws(Failure) in
      guard bytes.count + chunk.count <= limit else { throw .tooLarge }
      bytes += chunk
    }
    return bytes
  }

  /// SHA-256 of the file at `path` in lower-case hexadecimal; memory does not grow with the file.
  static func sha256(_ path: String) throws(Failure) -> String {
    var hash = SHA256()
    try chunks(path) { chunk throws(Failure) in hash.update(data: chunk) }
    return hash.finalize().hexadecimal
  }

  private static func chunks(
    _ path: String, _ body: (ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    // O_NONBLOCK: a pipe must not hold us up before we have seen that it is one.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw lastFailure() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw lastFailure() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(reason: "it is not a regular file")
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastFailure() }
      guard count > 0 else { return }
      try body(buffer[..<count])
    }
  }

  private static func lastFailure() -> Failure {
    .system(reason: String(cString: strerror(errno)))
  }
}

extension Sequence<UInt8> {
  /// Two lower-case hexadecimal digits a byte.
  var hexadecimal: String {
    var text = ""
    for byte in self {
      if byte < 16 { text += "0" }
      text += String(byte, radix: 16)
    }
    return text
  }
}

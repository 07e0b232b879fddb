import Foundation

/// Why the file of a key cannot be used or written: which file, what is wrong, what to do.
public struct KeyFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Sendable, Equatable {
    /// There is a file already, which is never written over.
    case exists
    /// The system does not let it be read.
    case unreadable(code: Int32)
    /// The system does not let it be written.
    case unwritable(code: Int32)
    /// Others than its owner may read it.
    case readableByOthers
    /// It does not hold a private Ed25519 key.
    case notAPrivateKey
    /// It does not hold a public Ed25519 key.
    case notAPublicKey
  }

  /// The file.
  public var path: String
  /// What is wrong with it.
  public var cause: Cause

  /// `cause` prevents the use of the file at `path`.
  public init(path: String, cause: Cause) { (self.path, self.cause) = (path, cause) }

  /// What is wrong and what to do, in one sentence that begins with the path.
  public var description: String {
    let what =
      switch cause {
      case .exists: "there is a file already, and keys are never written over; name another place"
      case .unreadable(let code): "cannot be read: \(String(cString: strerror(code)))"
      case .unwritable(let code): "cannot be written: \(String(cString: strerror(code)))"
      case .readableByOthers:
        "others than its owner may read it, so that they can sign too; chmod 600, or make a new key"
      case .notAPrivateKey:
        "this is no private Ed25519 key in PEM; `sightline trace key create` makes one"
      case .notAPublicKey:
        "this is no public Ed25519 key in PEM; `sightline trace key create` writes it beside the "
          + "private one, with .pub behind its name"
      }
    return "key file \(path): \(what)"
  }
}

/// Reads and writes files of keys.
enum KeyFile {
  /// A key of 32 bytes in PEM. The bytes of the ASN.1 around it are always the same (RFC 8410).
  struct Form {
    let label: String
    let prefix: [UInt8]

    func text(_ key: Data) -> String {
      let content = (Data(prefix) + key).base64EncodedString()
      return "-----BEGIN \(label)-----\n\(content)\n-----END \(label)-----\n"
    }

    func bytes(in text: String) -> [UInt8]? {
      let lines = text.split(whereSeparator: \.isNewline)
      guard let begin = lines.firstIndex(of: "-----BEGIN \(label)-----"),
        let end = lines[begin...].firstIndex(of: "-----END \(label)-----"),
        let content = Data(base64Encoded: lines[(begin + 1)..<end].joined()),
        content.count == prefix.count + 32, content.starts(with: prefix)
      else { return nil }
      return Array(content.dropFirst(prefix.count))
    }
  }

  static let privateForm = Form(
    label: "PRIVATE KEY",
    prefix: [0x30, 0x2E, 2, 1, 0, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 4, 0x22, 4, 0x20])
  static let publicForm = Form(
    label: "PUBLIC KEY", prefix: [0x30, 0x2A, 0x30, 5, 6, 3, 0x2B, 0x65, 0x70, 3, 0x21, 0])

  /// More than any file of one key has, in bytes.
  private static let maximumBytes = 16_384

  static func read(_ path: String) throws(KeyFileError) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw KeyFileError(path: path, cause: .unreadable(code: errno)) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: maximumBytes)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw KeyFileError(path: path, cause: .unreadable(code: errno)) }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Writes a new file that is on the disk when this returns.
  static func create(_ path: String, _ text: String, mode: mode_t) throws(KeyFileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else {
      throw KeyFileError(path: path, cause: errno == EEXIST ? .exists : .unwritable(code: errno))
    }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    let count = write(descriptor, bytes, bytes.count)
    guard count == bytes.count, fsync(descriptor) == 0 else {
      let code = count < 0 || count == bytes.count ? errno : ENOSPC
      unlink(path)
      throw KeyFileError(path: path, cause: .unwritable(code: code))
    }
  }
}

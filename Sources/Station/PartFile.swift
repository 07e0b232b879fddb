import Codecs

/// A file that a worker has read whole, and its hash. One serves many files, each in its turn; the
/// memory is used again.
struct PartFile {
  /// The bytes; empty after an error.
  private(set) var bytes: [UInt8] = []

  /// Reads the image file at `path` and returns the SHA-256 of its bytes.
  mutating func read(_ path: String, limits: DecodeLimits) throws(DecodeError) -> String {
    let special: String? =
      switch FileKind(of: path) {
      case .pipe: "pipe"
      case .socket: "socket"
      case .device: "device"
      case .file, .folder, .unreachable: nil
      }
    if let special {
      bytes.removeAll(keepingCapacity: true)
      throw .notARegularFile(path: path, kind: special)
    }
    try ImageFile.read(path, limits: limits, into: &bytes)
    return SHA256Hex.of(bytes)
  }
}

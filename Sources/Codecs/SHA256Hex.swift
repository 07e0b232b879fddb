import Crypto

/// SHA-256 as 64 lower-case hexadecimal digits, the way files, recipes and records name content.
public enum SHA256Hex {
  /// The hash of `bytes`.
  public static func of(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { of($0) }
  }

  /// The hash of the memory behind `bytes`.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    return hex(hash.finalize())
  }

  /// The hash of the UTF-8 bytes of `text`.
  public static func of(_ text: String) -> String { of(Array(text.utf8)) }

  static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(64)
    for byte in digest {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }
}

import Crypto
import Foundation

/// A private Ed25519 key (RFC 8032) that signs heads and dossiers, in a file as OpenSSL writes it: PEM
/// around PKCS #8 (RFC 8410).
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// A new key, from the system's source of randomness.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// The key in the file at `path`.
  ///
  /// - Throws: what is wrong with the file; also where others than its owner may read it.
  public init(path: String) throws(KeyFileError) {
    let content = try KeyFile.read(path)
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & 0o077 == 0 else {
      throw KeyFileError(path: path, cause: .readableByOthers)
    }
    guard let bytes = KeyFile.privateForm.bytes(in: content),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { throw KeyFileError(path: path, cause: .notAPrivateKey) }
    self.key = key
  }

  /// Writes the key to `path`, for its owner alone, and its public key to `path` with `.pub` behind,
  /// for everybody. Neither may exist.
  public func create(path: String) throws(KeyFileError) {
    try KeyFile.create(path, KeyFile.privateForm.text(key.rawRepresentation), mode: 0o600)
    do {
      try KeyFile.create(path + ".pub", publicKey.text, mode: 0o644)
    } catch {
      // A private key alone is of no use, and would be in the way of the next attempt.
      unlink(path)
      throw error
    }
  }

  /// The key that verifies what this one signs.
  public var publicKey: VerifyingKey { VerifyingKey(key.publicKey) }

  /// The signature of `message`, 64 bytes.
  public func signature(of message: [UInt8]) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      preconditionFailure("signing with Ed25519 cannot fail: \(error)")
    }
  }
}

/// A public Ed25519 key, in a file as OpenSSL writes it: PEM around SubjectPublicKeyInfo (RFC 8410).
public struct VerifyingKey: Sendable, Equatable {
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

  /// The key in the file at `path`.
  public init(path: String) throws(KeyFileError) {
    guard let key = VerifyingKey(text: try KeyFile.read(path)) else {
      throw KeyFileError(path: path, cause: .notAPublicKey)
    }
    self = key
  }

  /// The key that `text`, the content of a file, holds; `nil` where it holds none.
  public init?(text: String) {
    guard let bytes = KeyFile.publicForm.bytes(in: text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The key with these 32 bytes; `nil` for another number.
  init?(bytes: [UInt8]) {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
    self.key = key
  }

  /// The content of a file with the key.
  public var text: String { KeyFile.publicForm.text(key.rawRepresentation) }

  /// The 32 bytes in base64.
  public var base64: String { key.rawRepresentation.base64EncodedString() }

  /// The first 16 hexadecimal digits of the SHA-256 of the 32 bytes, by which people tell keys apart.
  public var fingerprint: String {
    String(ChainHash(of: Array(key.rawRepresentation)).hexadecimal.prefix(16))
  }

  /// Whether `signature` is one of `message` by the private key.
  public func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: message)
  }

  /// Whether both are the same key.
  public static func == (one: VerifyingKey, other: VerifyingKey) -> Bool {
    one.key.rawRepresentation == other.key.rawRepresentation
  }
}

import Crypto
import Foundation

/// 256 random bits that somebody shows to be recognised. Only its hash is ever kept.
public struct SecretToken: Sendable {
  private let bytes: [UInt8]

  /// A new one, of the system's random numbers.
  public init() {
    var generator = SystemRandomNumberGenerator()
    bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The token that ``text`` wrote; `nil` where it is nothing of the kind.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 43 else { return nil }
    let standard = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
    guard let data = Data(base64Encoded: standard), data.count == 32 else { return nil }
    bytes = Array(data)
  }

  /// 43 letters, digits, `-` and `_`.
  public var text: String { base64URL(bytes) }

  /// What is kept of it.
  var hash: Data { Data(SHA256.hash(data: bytes)) }

  /// What a form of whoever has this token must carry, so that another site cannot send it
  /// (cross-site request forgery). It belongs to this token: with the next login it is another one.
  public func formToken(key: SymmetricKey) -> String {
    base64URL(Array(HMAC<SHA256>.authenticationCode(for: message, using: key)))
  }

  /// Whether `text` is ``formToken(key:)``, in constant time.
  public func accepts(formToken text: String, key: SymmetricKey) -> Bool {
    areEqual(Array(formToken(key: key).utf8), Array(text.utf8))
  }

  private var message: [UInt8] { Array("sightline form 1".utf8) + bytes }
}

private func base64URL(_ bytes: [UInt8]) -> String {
  String(
    Data(bytes).base64EncodedString().filter { $0 != "=" }
      .map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
}

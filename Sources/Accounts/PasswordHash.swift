import Crypto
import CryptoExtras
import Foundation

/// What deriving a key from a password costs. Memory is 128 × `rounds` × `blockSize` bytes.
public struct PasswordCost: Sendable, Equatable {
  /// N of scrypt, a power of 2 above 1.
  public var rounds: Int
  /// r of scrypt.
  public var blockSize: Int
  /// p of scrypt.
  public var parallelism: Int

  /// N, r and p of scrypt.
  public init(rounds: Int, blockSize: Int, parallelism: Int) {
    (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
  }

  /// 32 MB and three passes: of the settings that the OWASP Password Storage Cheat Sheet calls
  /// equivalent, one whose memory an inspection PC can spare.
  public static let standard = PasswordCost(rounds: 1 << 15, blockSize: 8, parallelism: 3)

  /// What a file may ask for: a damaged one shall not take all memory.
  var isReasonable: Bool {
    rounds > 1 && rounds <= 1 << 20 && rounds & (rounds - 1) == 0 && (1...32).contains(blockSize)
      && (1...16).contains(parallelism) && rounds * blockSize <= 1 << 23
  }
}

/// A password as it is kept: a key derived from it by scrypt (RFC 7914), with what it was derived by.
struct PasswordHash: Equatable {
  /// What it cost.
  var cost: PasswordCost
  /// 16 random bytes.
  var salt: [UInt8]
  /// 32 bytes.
  var key: [UInt8]

  /// The hash of `password` with a new salt.
  init(_ password: String, cost: PasswordCost) {
    var generator = SystemRandomNumberGenerator()
    let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    self.init(password, cost: cost, salt: salt)
  }

  /// The hash of `password` with `salt`.
  init(_ password: String, cost: PasswordCost, salt: [UInt8]) {
    precondition(cost.isReasonable, "scrypt with \(cost)")
    (self.cost, self.salt) = (cost, salt)
    // The same letters in another composition are the same password.
    let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
    do {
      key = try KDF.Scrypt.deriveKey(
        from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds,
        blockSize: cost.blockSize, parallelism: cost.parallelism
      ).withUnsafeBytes { Array($0) }
    } catch {
      preconditionFailure("scrypt with \(cost): \(error)")
    }
  }

  /// Whether `password` is the one. Takes the same time whatever of the key differs.
  func matches(_ password: String) -> Bool {
    areEqual(PasswordHash(password, cost: cost, salt: salt).key, key)
  }

  /// As it stands in the file: `scrypt$N$r$p$salt$key` in Base64.
  var text: String {
    "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)"
      + "$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
  }

  /// What ``text`` wrote; `nil` where it is nothing of the kind.
  init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
      let salt = Data(base64Encoded: String(parts[4])), salt.count >= 8,
      let key = Data(base64Encoded: String(parts[5])), key.count == 32
    else { return nil }
    let cost = PasswordCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    guard cost.isReasonable else { return nil }
    (self.cost, self.salt, self.key) = (cost, Array(salt), Array(key))
  }
}

/// Whether both are the same, in a time that depends on their lengths only.
func areEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
  guard first.count == second.count else { return false }
  var difference: UInt8 = 0
  for (one, other) in zip(first, second) { difference |= one ^ other }
  return difference == 0
}

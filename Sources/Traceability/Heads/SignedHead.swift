import Foundation

/// Why a file holds no head.
public enum HeadProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// It calls itself something else.
  case format(String)
  /// A value is missing, or is none.
  case noHash, noTime, noPublicKey, noSignature
  /// It is no JSON, or has other members.
  case notJSON

  /// What is wrong, in a few words.
  public var description: String {
    switch self {
    case .format(let format): "its format is \(format)"
    case .noHash: "no hash"
    case .noTime: "no time"
    case .noPublicKey: "no public key"
    case .noSignature: "no signature"
    case .notJSON: "it is not the JSON of one"
    }
  }
}

/// Why the file of a head cannot be used or written: which file, what is wrong, what to do.
public struct HeadFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: Sendable, Equatable {
    /// The system does not let it be read.
    case unreadable(code: Int32)
    /// The system does not let it be written.
    case unwritable(code: Int32)
    /// It does not hold a head.
    case notAHead(HeadProblem)
    /// Its signature is not one of its values by the key that it names.
    case badSignature
    /// It is signed by another key than the one that is trusted; both by fingerprint.
    case otherKey(found: String, trusted: String)
  }

  /// The file.
  public var path: String
  /// What is wrong with it.
  public var cause: Cause

  /// `cause` prevents the use of the file at `path`.
  public init(path: String, cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// What is wrong and what to do, in one sentence that begins with the path.
  public var description: String {
    let what =
      switch cause {
      case .unreadable(let code): "cannot be read: \(String(cString: strerror(code)))"
      case .unwritable(let code): "cannot be written: \(String(cString: strerror(code)))"
      case .notAHead(let reason):
        "this is no head of a chain of records (\(reason)); `sightline trace head` writes one"
      case .badSignature: "the signature does not fit: the head was changed after it was signed"
      case .otherKey(let found, let trusted):
        "signed by the key \(found), not by \(trusted); who signed it is not who you trust"
      }
    return "head \(path): \(what)"
  }
}

/// A head with its signature, as a JSON file; docs/traceability.md has its members.
public struct SignedHead: Sendable, Equatable {
  /// The head.
  public var head: ChainHead
  /// The public key that it says it is signed with; who that is has to be known from elsewhere.
  public var publicKey: VerifyingKey
  /// The signature of ``ChainHead/signedBytes``, 64 bytes.
  public var signature: [UInt8]

  /// `head` signed with `key`.
  public init(_ head: ChainHead, key: SigningKey) {
    self.head = head
    publicKey = key.publicKey
    signature = key.signature(of: head.signedBytes)
  }

  /// Whether the signature fits head and key.
  public var isGenuine: Bool { publicKey.isValid(signature, for: head.signedBytes) }

  /// Reads the head at `path` and checks its signature; with `trusted`, also that it is by that key.
  public init(path: String, trusted: VerifyingKey? = nil) throws(HeadFileError) {
    func refuse(_ cause: HeadFileError.Cause) -> HeadFileError {
      HeadFileError(path: path, cause: cause)
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let system = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw refuse(.unreadable(code: system.map { Int32($0.code) } ?? ENOENT))
    }
    do {
      self = try JSONDecoder().decode(Stored.self, from: data).head()
    } catch let problem as HeadProblem {
      throw refuse(.notAHead(problem))
    } catch {
      throw refuse(.notAHead(.notJSON))
    }
    try check(path: path, trusted: trusted)
  }

  /// Throws where the signature does not fit, or is by another key than `trusted`.
  func check(path: String, trusted: VerifyingKey?) throws(HeadFileError) {
    guard isGenuine else { throw HeadFileError(path: path, cause: .badSignature) }
    guard let trusted, trusted != publicKey else { return }
    throw HeadFileError(
      path: path,
      cause: .otherKey(found: publicKey.fingerprint, trusted: trusted.fingerprint))
  }

  /// The JSON of the file, members by name, ending in a line feed.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Stored(self)) else {
      preconditionFailure("texts and integers can be encoded")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Writes the file to `path`: whole and on the disk when this returns, or, where it throws, what was
  /// there before.
  public func write(to path: String) throws(HeadFileError) {
    do throws(DurableFile.Failure) {
      try DurableFile.replace(path, Array(json.utf8))
    } catch {
      throw HeadFileError(path: path, cause: .unwritable(code: error.code))
    }
  }

  /// The members of the file.
  struct Stored: Codable, Equatable, Sendable {
    static let format = "sightline head 1"

    var format: String
    var file: String
    var position: Int64
    var hash: String
    var inspections: Int64
    var overrides: Int64
    var prunings: Int64
    var takenAt: String
    var publicKey: String
    var signature: String

    init(_ signed: SignedHead) {
      format = Self.format
      file = signed.head.fileID
      position = signed.head.position
      hash = signed.head.hash.hexadecimal
      inspections = signed.head.inspections
      overrides = signed.head.overrides
      prunings = signed.head.prunings
      takenAt = RecordTime.text(signed.head.takenAt)
      publicKey = signed.publicKey.base64
      signature = Data(signed.signature).base64EncodedString()
    }

    func head() throws(HeadProblem) -> SignedHead {
      guard format == Self.format else { throw .format(format) }
      guard let hash = ChainHash(hexadecimal: hash) else { throw .noHash }
      guard let takenAt = RecordTime.date(takenAt) else { throw .noTime }
      guard let key = Data(base64Encoded: publicKey).flatMap({ VerifyingKey(bytes: Array($0)) })
      else { throw .noPublicKey }
      guard let signature = Data(base64Encoded: signature) else { throw .noSignature }
      return SignedHead(
        head: ChainHead(
          fileID: file, position: position, hash: hash, inspections: inspections,
          overrides: overrides, prunings: prunings, takenAt: takenAt),
        publicKey: key, signature: Array(signature))
    }
  }
}

extension SignedHead {
  fileprivate init(head: ChainHead, publicKey: VerifyingKey, signature: [UInt8]) {
    self.head = head
    self.publicKey = publicKey
    self.signature = signature
  }
}

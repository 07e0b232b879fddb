import Foundation
import GRDB
import Testing

@testable import Traceability

struct HeadTests {
  @Test func aKeyIsForItsOwnerAndNeverWrittenOver() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/station.key"
    let key = SigningKey()
    try key.create(path: path)
    var information = stat()
    #expect(stat(path, &information) == 0 && information.st_mode & 0o777 == 0o600)
    #expect(try SigningKey(path: path).publicKey == key.publicKey)
    #expect(try VerifyingKey(path: path + ".pub") == key.publicKey)
    #expect(throws: KeyFileError(path: path, cause: .exists)) {
      try SigningKey().create(path: path)
    }
    #expect(try SigningKey(path: path).publicKey == key.publicKey)
    // Not even where only the public key is left.
    unlink(path)
    #expect(throws: KeyFileError(path: path + ".pub", cause: .exists)) {
      try SigningKey().create(path: path)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aKeyThatOthersMayReadIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/k"
    try SigningKey().create(path: path)
    #expect(chmod(path, 0o640) == 0)
    #expect(throws: KeyFileError(path: path, cause: .readableByOthers)) {
      try SigningKey(path: path)
    }
  }

  @Test func otherFilesAreNoKeys() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/k"
    for text in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "\0\u{1}"] {
      unlink(path)
      try KeyFile.create(path, text, mode: 0o600)
      #expect(throws: KeyFileError(path: path, cause: .notAPrivateKey)) {
        try SigningKey(path: path)
      }
      #expect(throws: KeyFileError(path: path, cause: .notAPublicKey)) {
        try VerifyingKey(path: path)
      }
    }
    #expect(throws: KeyFileError(path: "/no/key", cause: .unreadable(code: ENOENT))) {
      try VerifyingKey(path: "/no/key")
    }
  }

  // RFC 8032, section 7.1, test 2.
  @Test func aSignatureIsThatOfEd25519() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/k"
    let secret = try #require(
      ChainHash(
        hexadecimal: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
    try KeyFile.create(path, KeyFile.privateForm.text(Data(secret.bytes)), mode: 0o600)
    let key = try SigningKey(path: path)
    #expect(
      key.publicKey.base64 == "PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=")
    let message: [UInt8] = [0x72]
    let left = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    let right = "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    let signature = try [left, right].flatMap { try #require(ChainHash(hexadecimal: $0)).bytes }
    #expect(key.publicKey.isValid(signature, for: message))
    #expect(!key.publicKey.isValid(signature, for: [0x73]))
    #expect(key.publicKey.isValid(key.signature(of: message), for: message))
  }

  @Test func aHeadComesBackAndIsGenuine() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    let head = try store.reader.head(at: sampleTime + 0.0004)
    #expect(head.position == 5 && head.inspections == 3 && head.overrides == 2)
    let key = SigningKey()
    let path = folder.path + "/head.json"
    try SignedHead(head, key: key).write(to: path)
    let read = try SignedHead(path: path, trusted: key.publicKey)
    #expect(read.head == head)
    let other = SigningKey().publicKey
    #expect(
      throws: HeadFileError(
        path: path,
        cause: .otherKey(found: key.publicKey.fingerprint, trusted: other.fingerprint))
    ) { try SignedHead(path: path, trusted: other) }
    #expect(!FileManager.default.fileExists(atPath: path + ".partial"))
  }

  @Test(arguments: ["file", "position", "hash", "inspections", "overrides", "prunings", "takenAt"])
  func anEditedHeadIsFound(member: String) throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    let path = folder.path + "/head.json"
    let text = try SignedHead(store.reader.head(), key: SigningKey()).json
    let line = try #require(text.split(separator: "\n").first { $0.contains("\"\(member)\"") })
    let digit = try #require(line.lastIndex { $0.isNumber })
    var edited = line
    edited.replaceSubrange(digit...digit, with: line[digit] == "1" ? "2" : "1")
    try text.replacing(line, with: edited).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: HeadFileError(path: path, cause: .badSignature)) { try SignedHead(path: path) }
  }

  @Test func whatIsNoHeadIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/head.json"
    for text in ["", "{}", "[]", "{\"format\":\"sightline head 2\"}"] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      guard case .notAHead = headError({ _ = try SignedHead(path: path) }) else {
        Issue.record("\(text) was taken")
        continue
      }
    }
    unlink(path)
    #expect(headError { _ = try SignedHead(path: path) } == .unreadable(code: ENOENT))
    #expect(
      headError {
        try SignedHead(
          chainedStore(in: folder).reader.head(), key: SigningKey()
        ).write(to: "/no/head.json")
      } == .unwritable(code: ENOENT))
  }

  @Test func aHeadOfAnotherFileIsNamed() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    let head = try chainedStore(in: other).reader.head()
    let report = try ChainVerifier(
      chainedStore(in: folder).reader, heads: [("head", head)]
    ).verify()
    #expect(report.firstBreak?.damage == .otherFile(head: "head"))
  }

  @Test func headsAreExportedWhenTheyAreDue() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    let key = SigningKey()
    let exporter = HeadExporter(store.reader, key: key, folder: folder.path, every: 3600)
    #expect(exporter.secondsUntilDue == 0)
    let first = try #require(try exporter.exportIfDue(at: sampleTime))
    #expect(try exporter.exportIfDue() == nil)
    #expect(exporter.secondsUntilDue > 3000)
    _ = try store.append(plainRecord())
    let second = try exporter.export(at: sampleTime + 1)
    let heads = try [first, second].map { path in
      ("head", try SignedHead(path: path, trusted: key.publicKey).head)
    }
    #expect(heads.map(\.1.position) == [5, 6])
    #expect(try ChainVerifier(store.reader, heads: heads).verify().firstBreak == nil)
  }

  @Test func anExportThatFailsIsTriedAgain() throws {
    let folder = try TemporaryFolder()
    let store = try chainedStore(in: folder)
    let exporter = HeadExporter(
      store.reader, key: SigningKey(), folder: folder.path + "/away", every: 3600)
    #expect(throws: HeadFileError.self) { try exporter.exportIfDue() }
    #expect(exporter.secondsUntilDue < 61)
  }

  private func headError(_ body: () throws -> Void) -> HeadFileError.Cause? {
    do {
      try body()
      return nil
    } catch {
      return (error as? HeadFileError)?.cause
    }
  }
}

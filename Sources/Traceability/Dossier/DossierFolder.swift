import Foundation

/// A dossier as a folder: `dossier.json`, the pages that show it, and `signature.json`, which is over
/// all of them.
public enum DossierFolder {
  /// The file with the records.
  public static let recordsName = "dossier.json"
  /// The file with the signature.
  public static let signatureName = "signature.json"

  /// The members of `signature.json`.
  struct Seal: Codable {
    struct File: Codable {
      var name: String
      var sha256: String
    }

    static let format = "sightline dossier signature 1"

    var format = Seal.format
    var files: [File]
    var publicKey: String
    var signature: String

    /// The bytes that the signature is over.
    static func signedBytes(_ files: [File]) -> [UInt8] {
      var encoding = ChainEncoding()
      encoding.put(Self.format)
      encoding.putList(count: files.count)
      for file in files {
        encoding.putList(count: 2)
        encoding.put(file.name)
        encoding.put(file.sha256)
      }
      return encoding.bytes
    }
  }

  /// Writes `dossier.json` into `folder`, which is made where there is none and must be empty.
  public static func write(_ dossier: Dossier, to folder: String) throws(DossierError) {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw .file(path: folder, code: errno)
    }
    guard try names(in: folder).isEmpty else { throw .file(path: folder, code: ENOTEMPTY) }
    try write(Array(dossier.json.utf8), to: folder + "/" + recordsName)
  }

  /// Signs all files in `folder`, after which it is complete.
  public static func seal(_ folder: String, key: SigningKey) throws(DossierError) {
    var files: [Seal.File] = []
    for name in try names(in: folder) {
      let content = try read(folder + "/" + name)
      files.append(Seal.File(name: name, sha256: ChainHash(of: content).hexadecimal))
    }
    let seal = Seal(
      files: files, publicKey: key.publicKey.base64,
      signature: Data(key.signature(of: Seal.signedBytes(files))).base64EncodedString())
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(seal) else {
      preconditionFailure("texts can be encoded")
    }
    try write(Array(data) + [UInt8(ascii: "\n")], to: folder + "/" + signatureName)
  }

  /// What checking a dossier found.
  public struct Report: Sendable, Equatable {
    /// The dossier.
    public var dossier: Dossier
    /// The first thing that is wrong; `nil` where nothing is.
    public var flaw: DossierFlaw?
    /// The key that it names, by fingerprint; who that is has to be known from elsewhere.
    public var key: String
    /// The files that the signature is over; empty where only `dossier.json` was checked.
    public var files: [String]
  }

  /// Checks the dossier at `path`: a folder with all its files, or the file `dossier.json` alone.
  ///
  /// - Parameters:
  ///   - path: the folder or the file.
  ///   - trusted: the key that must have signed; `nil` takes the one that it names.
  /// - Returns: what was found.
  /// - Throws: that there is no dossier to be checked.
  public static func check(
    _ path: String, trusted: VerifyingKey? = nil
  ) throws(DossierError) -> Report {
    var information = stat()
    guard stat(path, &information) == 0 else { throw .file(path: path, code: errno) }
    guard information.st_mode & S_IFMT == S_IFDIR else {
      return try checkRecords(path, try read(path), trusted)
    }
    let sealPath = path + "/" + signatureName
    let recordsPath = path + "/" + recordsName
    let sealed = try read(sealPath)
    guard let seal = try? JSONDecoder().decode(Seal.self, from: Data(sealed)),
      seal.format == Seal.format,
      let key = Data(base64Encoded: seal.publicKey).flatMap({ VerifyingKey(bytes: Array($0)) }),
      let signature = Data(base64Encoded: seal.signature)
    else {
      throw .notASignature(path: sealPath)
    }
    var report = try checkRecords(recordsPath, try read(recordsPath), trusted ?? key)
    report.files = seal.files.map(\.name)
    let found = try names(in: path).filter { $0 != signatureName }
    if !key.isValid(Array(signature), for: Seal.signedBytes(seal.files)) {
      report.flaw = .signature(file: signatureName)
    } else if let trusted, trusted != key {
      report.flaw = .otherKey(found: key.fingerprint, trusted: trusted.fingerprint)
    } else if let added = found.first(where: { !report.files.contains($0) }) {
      report.flaw = .fileAdded(added)
    } else if let missing = report.files.first(where: { !found.contains($0) }) {
      report.flaw = .fileMissing(missing)
    } else if !report.files.contains(recordsName) {
      report.flaw = .fileNotSigned(recordsName)
    } else {
      for file in seal.files {
        let content = try read(path + "/" + file.name)
        guard ChainHash(of: content).hexadecimal != file.sha256 else { continue }
        report.flaw = .fileChanged(file.name)
        break
      }
    }
    return report
  }

  private static func checkRecords(
    _ path: String, _ content: [UInt8], _ trusted: VerifyingKey?
  ) throws(DossierError) -> Report {
    let dossier: Dossier
    do {
      dossier = try JSONDecoder().decode(Dossier.self, from: Data(content))
    } catch {
      throw .notADossier(path: path)
    }
    let key = Data(base64Encoded: dossier.head.publicKey).flatMap { VerifyingKey(bytes: Array($0)) }
    return Report(
      dossier: dossier, flaw: dossier.firstFlaw(trusted: trusted), key: key?.fingerprint ?? "none",
      files: [])
  }

  private static func write(_ content: [UInt8], to path: String) throws(DossierError) {
    do throws(DurableFile.Failure) {
      try DurableFile.replace(path, content)
    } catch {
      throw .file(path: path, code: error.code)
    }
  }

  /// The names of the entries of `folder`, by their bytes.
  private static func names(in folder: String) throws(DossierError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    } catch {
      throw .file(path: folder, code: systemCode(of: error))
    }
  }

  private static func read(_ path: String) throws(DossierError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .file(path: path, code: systemCode(of: error))
    }
  }
}

/// The number of the system's error below one of Foundation's; `EIO` where there is none.
func systemCode(of error: any Error) -> Int32 {
  let below = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
  if let posix = (below ?? error) as? POSIXError { return posix.code.rawValue }
  let number = (below as? NSError) ?? (error as NSError)
  if number.domain == NSPOSIXErrorDomain { return Int32(number.code) }
  return number.code == CocoaError.fileReadNoSuchFile.rawValue ? ENOENT : EIO
}

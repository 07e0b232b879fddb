import Crypto
import Foundation

/// A file that belongs to a recipe and decides verdicts with it: a reference image, a learned model.
public struct ModelFile: Sendable, Equatable {
  /// Its path as the recipe names it, relative to the recipe's folder.
  public let file: String
  /// Where it lies.
  public let path: String
  /// SHA-256 of its bytes, lower-case hexadecimal.
  public let sha256: String

  /// Finds `file` in `folder` and hashes it.
  ///
  /// - Throws: what is wrong with the name, the file or, where `statedHash` is given, its contents.
  init(file: String, folder: String, statedHash: String?) throws(RecipeProblem.Kind) {
    let parts = file.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), !parts.contains(""), !file.contains("\0") else {
      throw .modelOutsideFolder(file: file)
    }
    let path = (folder.isEmpty ? "." : folder) + "/" + file
    // A symbolic link may lead out of the folder, and then the recipe could not be copied with it.
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let home = URL(fileURLWithPath: folder.isEmpty ? "." : folder).resolvingSymlinksInPath().path
    guard real.hasPrefix(home.hasSuffix("/") ? home : home + "/") else {
      throw .modelOutsideFolder(file: file)
    }
    let actual: String
    do {
      actual = try FileReading.sha256(path)
    } catch {
      switch error {
      case .system(let reason):
        throw .modelUnreadable(file: file, reason: "cannot be read: \(reason)")
      case .tooLarge: preconditionFailure("hashing knows no limit")
      }
    }
    if let statedHash, statedHash != actual {
      throw .modelChanged(file: file, stated: statedHash, actual: actual)
    }
    self.file = file
    self.path = path
    self.sha256 = actual
  }

  /// Writes `bytes` as `file` into `folder`, for a recipe there.
  ///
  /// - Throws: that the file cannot be written, and why.
  init(writing bytes: [UInt8], as file: String, to folder: String) throws(RecipeError) {
    let path = folder + "/" + file
    do {
      try FileWriting.replace(path, with: bytes)
    } catch {
      throw RecipeError(unwritable: path, error)
    }
    (self.file, self.path) = (file, path)
    sha256 = SHA256.hash(data: bytes).hexadecimal
  }

  /// Its bytes, of which there must be no more than `limit`.
  ///
  /// It was hashed when the recipe was read; the bytes that are used must be those that the recipe's
  /// hash stands for.
  ///
  /// - Throws: that it cannot be read, is too large, or has changed since.
  func bytes(limit: Int) throws(RecipeProblem.Kind) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(path, limit: limit)
    } catch {
      switch error {
      case .system(let reason):
        throw .modelUnreadable(file: file, reason: "cannot be read: \(reason)")
      case .tooLarge: throw .modelUnusable(file: file, reason: "has more than \(limit) bytes")
      }
    }
    let actual = SHA256.hash(data: bytes).hexadecimal
    guard actual == sha256 else { throw .modelChanged(file: file, stated: sha256, actual: actual) }
    return bytes
  }
}

extension [ModelFile] {
  /// The first whose name ends in `suffix`.
  ///
  /// - Throws: that there is none.
  func first(ending suffix: String) throws(RecipeProblem.Kind) -> ModelFile {
    guard let model = first(where: { $0.file.hasSuffix(suffix) }) else {
      throw .modelMissing(suffix: suffix)
    }
    return model
  }
}

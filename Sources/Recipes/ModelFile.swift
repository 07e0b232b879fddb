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
}

import Foundation

/// Why what a folder has cannot be reached.
public enum FolderProblem: Sendable, Equatable, CustomStringConvertible {
  /// The folder cannot be listed; the words of the system.
  case unlisted(String)
  /// The name of the folder or file is no text that a path could be made of.
  case unspeakable(isFolder: Bool)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unlisted(let words): "the folder cannot be listed: \(words)"
    case .unspeakable(let isFolder):
      "the name of the \(isFolder ? "folder" : "file") is not UTF-8; rename it"
    }
  }
}

/// Finds the image files in folders and the folders below them.
///
/// Entries come in the order of their names' bytes, the contents of a folder in the place of the
/// folder. What is hidden (begins with a dot) or has no image's extension is passed over. Symbolic
/// links are followed, and no folder is walked twice, so that links in a circle end. No file is
/// opened.
struct FolderWalk {
  /// Something that a walk comes across.
  enum Finding: Equatable {
    /// A file or anything else that is called like an image.
    case image(path: String)
    /// What may hold or be an image but cannot be reached.
    case unreachable(path: String, FolderProblem)
  }

  private struct Identity: Hashable {
    let device: dev_t
    let node: ino_t
  }

  private var walked: Set<Identity> = []

  /// Everything in `folder` and below.
  mutating func walk(_ folder: String, _ visit: (Finding) -> Void) {
    // A stack, since folders may be nested deeper than calls can be.
    var pending = [folder]
    var isRoot = true
    while let path = pending.popLast() {
      defer { isRoot = false }
      let kind = FileKind(of: path)
      guard isRoot || kind == .folder else {
        visit(.image(path: path))
        continue
      }
      guard isNew(path) else { continue }
      switch Self.names(in: path) {
      case .failure(let failure):
        visit(.unreachable(path: path, .unlisted(failure.words)))
      case .success(let names):
        let base = path.utf8.last == UInt8(ascii: "/") ? path : path + "/"
        for name in names.sorted(by: { $1.lexicographicallyPrecedes($0) }) {
          guard let text = String(validating: name, as: UTF8.self) else {
            reportUnspeakable(name, base, visit)
            continue
          }
          if FileName(base + text).isImage || FileKind(of: base + text) == .folder {
            pending.append(base + text)
          }
        }
      }
    }
  }

  private mutating func isNew(_ folder: String) -> Bool {
    var status = stat()
    // A folder that is gone or closed to us is left to the attempt to list it.
    guard stat(folder, &status) == 0 else { return true }
    return walked.insert(Identity(device: status.st_dev, node: status.st_ino)).inserted
  }

  /// A `String` cannot hold the name, so no path leads to the file.
  private func reportUnspeakable(
    _ name: [UInt8], _ base: String, _ visit: (Finding) -> Void
  ) {
    let path = base + String(decoding: name, as: UTF8.self)
    let kind = FileKind(ofBytes: Array(base.utf8) + name)
    guard FileName(path).isImage || kind == .folder else { return }
    visit(.unreachable(path: path, .unspeakable(isFolder: kind == .folder)))
  }

  private struct ListingFailure: Error {
    let words: String
  }

  /// The names of all entries of `folder` that are not hidden.
  private static func names(in folder: String) -> Result<[[UInt8]], ListingFailure> {
    func failure() -> Result<[[UInt8]], ListingFailure> {
      .failure(ListingFailure(words: String(cString: strerror(errno))))
    }
    guard let stream = opendir(folder) else { return failure() }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        return errno == 0 ? .success(names) : failure()
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
  }
}

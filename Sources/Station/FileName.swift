/// A path taken apart by bytes. `Character` would not do: a combining mark after a `/` or `.`
/// belongs to the same character, and two names that differ in bytes may be equal as strings.
struct FileName {
  /// Everything up to the last slash, with it; empty where there is none.
  let folder: String
  /// The name without its extension.
  let stem: String
  /// What follows the last dot, without it; empty where there is none. A leading dot begins no
  /// extension.
  let `extension`: String

  /// Extensions of the files that are taken for images, in lower case.
  static let imageExtensions = ["png", "jpg", "jpeg"]

  init(_ path: String) {
    let bytes = path.utf8
    let nameStart =
      bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) } ?? bytes.startIndex
    folder = String(path[..<nameStart])
    if let dot = bytes[nameStart...].lastIndex(of: UInt8(ascii: ".")), dot > nameStart {
      stem = String(path[nameStart..<dot])
      `extension` = String(path[bytes.index(after: dot)...])
    } else {
      stem = String(path[nameStart...])
      `extension` = ""
    }
  }

  /// Whether the extension is one of an image, in upper or lower case.
  var isImage: Bool { Self.imageExtensions.contains(`extension`.lowercased()) }

  /// The path of the file in the same folder with another stem and extension.
  func sibling(stem: some StringProtocol, extension suffix: String) -> String {
    folder + stem + (suffix.isEmpty ? "" : "." + suffix)
  }
}

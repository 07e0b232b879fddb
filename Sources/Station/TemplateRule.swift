import Foundation

/// Where the template of an image is found.
public enum TemplateRule: Sendable, Equatable {
  /// There are none: the recipe brings its own reference.
  case unneeded
  /// One file for all images, unless a list names another.
  case file(String)
  /// Beside the image, by the end of its name.
  case suffix(TemplateSuffix)
}

/// The rule that the template of `xA.EXT` is `xB.EXT` in the same folder.
public struct TemplateSuffix: Sendable, Equatable {
  /// How the names of images end, before the extension.
  public let image: String
  /// How the names of templates end, before the extension.
  public let template: String

  /// Reads `A=B`; one of the two may be empty, as in `=_golden`.
  public init(_ text: String) throws(JobError) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw .badSuffix(text: text, .notTwoEndings)
    }
    (image, template) = (String(parts[0]), String(parts[1]))
    guard image != template else {
      throw .badSuffix(text: text, .sameEndings)
    }
    guard !text.utf8.contains(UInt8(ascii: "/")) else {
      throw .badSuffix(text: text, .anotherFolder)
    }
  }

  /// What a file is by its name.
  enum Role: Equatable {
    /// An image; `stem` is its name without ending and extension.
    case image(stem: String)
    case template
    case neither
  }

  /// What a file is whose name without extension is `stem`. Where both endings fit, the longer one
  /// counts.
  func role(of stem: String) -> Role {
    let (isImage, isTemplate) = (ends(stem, with: image), ends(stem, with: template))
    if isTemplate, !isImage || template.utf8.count > image.utf8.count { return .template }
    guard isImage else { return .neither }
    return .image(
      stem: String(decoding: stem.utf8.dropLast(image.utf8.count), as: UTF8.self))
  }

  /// The template of the image `name` whose name without ending and extension is `stem`: the file
  /// with the image's own extension, else the first there is with another one. Where there is none
  /// the first is the path that somebody will look for.
  func template(of name: FileName, stem: String) -> String {
    let paths = templates(of: name, stem: stem)
    return paths.first(where: exists) ?? paths[0]
  }

  /// The paths at which the template of the image `name` may lie, in the order in which they are
  /// tried; at least one.
  func templates(of name: FileName, stem: String) -> [String] {
    ([name.extension] + FileName.imageExtensions.flatMap { [$0, $0.uppercased()] })
      .map { name.sibling(stem: stem + template, extension: $0) }
  }

  private func ends(_ stem: String, with ending: String) -> Bool {
    stem.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

import Comparison
import Foundation
import ImageHealth

/// What a recipe learned from pictures of good parts.
public enum LearnedModel: Sendable, Equatable {
  /// What a part with a fixed pattern looks like.
  case reference(LearnedReference)
  /// What a surface without one looks like.
  case texture(LearnedTexture)

  /// The reference, where it is one.
  public var reference: LearnedReference? {
    if case .reference(let reference) = self { reference } else { nil }
  }

  /// The texture, where it is one.
  public var texture: LearnedTexture? {
    if case .texture(let texture) = self { texture } else { nil }
  }

  /// What `method` asks for: `known` where it is that, otherwise read from the first of `models` that
  /// holds it; `nil` for a method that learns nothing.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init?(
    for method: ComparisonMethod, known: LearnedModel?, oneOf models: [ModelFile]
  ) throws(RecipeProblem.Kind) {
    switch (method, known) {
    case (.template, _): return nil
    case (.learned, .reference(let reference)): self = .reference(reference)
    case (.learned, _): self = .reference(try LearnedReference(oneOf: models))
    case (.texture, .texture(let texture)): self = .texture(texture)
    case (.texture, _): self = .texture(try LearnedTexture(oneOf: models))
    }
  }

  /// Writes its files into `folder`, which exists; their names begin with `stem`.
  ///
  /// - Returns: the files for the recipe, the one that names the others first.
  /// - Throws: which file cannot be written, and why.
  func write(to folder: String, stem: String) throws -> [ModelFile] {
    switch self {
    case .reference(let reference): try reference.write(to: folder, stem: stem)
    case .texture(let texture): try texture.write(to: folder, stem: stem)
    }
  }

  /// The latest version whose model files lie in `folder`; 0 where none do.
  public static func latestVersion(in folder: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let versions = names.compactMap { name -> Int? in
      let parts = name.split(separator: ".")
      guard parts.count >= 3, parts[0].first == "v" else { return nil }
      return Int(parts[0].dropFirst())
    }
    return versions.max() ?? 0
  }

  /// Those of `models` that hold what was learned: a file with a known ending, and all whose names
  /// begin as its does. The others, such as masks, were put there by somebody.
  static func files(among models: [ModelFile]) -> [ModelFile] {
    for suffix in [LearnedReference.fileSuffix, LearnedTexture.fileSuffix] {
      guard let header = models.first(where: { $0.file.hasSuffix(suffix) }) else { continue }
      let stem = header.file.dropLast(suffix.count) + "."
      return models.filter { $0.file.hasPrefix(stem) }
    }
    return []
  }
}

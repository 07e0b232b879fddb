import Crypto
import Decision
import Foundation
import Learning

extension BoostedTrees {
  /// Writes the model file to `path`, whole or not at all.
  ///
  /// - Returns: its size in bytes and its SHA-256 in lower-case hexadecimal.
  /// - Throws: why it cannot be written; a file of that name that is no model of trees is left alone.
  public func write(to path: String) throws -> (count: Int, sha256: String) {
    let bytes = Array(modelFile())
    if FileManager.default.fileExists(atPath: path) {
      let old = try? FileReading.bytes(path, limit: Self.maximumFileBytes)
      guard let old, Self.isModelFile(Data(old)) else {
        throw RecipeError(
          unwritable: path, .init(reason: "there is something else of that name; choose another"))
      }
    }
    do {
      try FileWriting.replace(path, with: bytes)
    } catch {
      throw RecipeError(unwritable: path, error)
    }
    return (bytes.count, SHA256.hash(data: bytes).hexadecimal)
  }
}

extension LearnedClassifier {
  /// What the name of a model file with trees ends in.
  public static let fileSuffix = ".trees.json"

  /// Reads the first of `models` that holds trees.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    let model = try models.first(ending: Self.fileSuffix)
    let bytes = try model.bytes(limit: BoostedTrees.maximumFileBytes)
    let trees: BoostedTrees
    do {
      trees = try BoostedTrees(modelFile: Data(bytes), features: BlobMeasurements.names)
    } catch {
      throw .modelUnusable(file: model.file, reason: "\(error)")
    }
    guard let classifier = LearnedClassifier(trees) else {
      throw .modelUnusable(
        file: model.file,
        reason: "has \(trees.classCount) classes, \(Self.classCount) are needed; train it anew")
    }
    self = classifier
  }
}

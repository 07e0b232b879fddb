import Crypto
import Decision
import Foundation
import Learning

extension LearnedClassifier {
  /// What the name of a model file with trees ends in.
  public static let fileSuffix = ".trees.json"

  /// Reads the first of `models` that holds trees.
  ///
  /// - Throws: that there is none, or what is wrong with it.
  init(oneOf models: [ModelFile]) throws(RecipeProblem.Kind) {
    guard let model = models.first(where: { $0.file.hasSuffix(Self.fileSuffix) }) else {
      throw .modelMissing(suffix: Self.fileSuffix)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReading.bytes(model.path, limit: BoostedTrees.maximumFileBytes)
    } catch {
      switch error {
      case .system(let reason):
        throw .modelUnreadable(file: model.file, reason: "cannot be read: \(reason)")
      case .tooLarge:
        throw .modelUnusable(
          file: model.file, reason: "has more than \(BoostedTrees.maximumFileBytes) bytes")
      }
    }
    let actual = SHA256.hash(data: bytes).hexadecimal
    guard actual == model.sha256 else {
      throw .modelChanged(file: model.file, stated: model.sha256, actual: actual)
    }
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

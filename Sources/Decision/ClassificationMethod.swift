/// How blobs are named, and how sure that is.
public enum ClassificationMethod: String, Sendable, CaseIterable {
  /// By what a blob touches, with a confidence from its area; see ``BoardClassifier``.
  case rules
  /// By boosted trees that were trained on measurements of labelled blobs; see
  /// ``LearnedClassifier``.
  case trees
}

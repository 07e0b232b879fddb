import Decision
import Pixels

/// Perturbed copies of pairs to train on beside the pairs themselves, so that trees learn what
/// cameras, fixtures and etching do to boards that are good.
public struct TrainingCopies: Sendable {
  /// Copies of each image, moved, turned and stretched with its truth.
  public var movedCount = 0
  /// Copies of each template, perturbed, in which there is no defect.
  public var cleanCount = 0
  /// What the perturbations are drawn from.
  public var seed: UInt64 = 1

  /// No copies.
  public init() {}

  func moved(
    _ image: Image<UInt8>, _ truth: [TruthBox], pair: Int
  ) -> [(image: Image<UInt8>, truth: [TruthBox])] {
    []
  }

  func clean(_ template: Image<UInt8>, pair: Int) -> [Image<UInt8>] { [] }
}

import Decision
import Pixels
import Synthesis

/// Perturbed copies of pairs to train on beside the pairs themselves, so that trees learn what
/// cameras, fixtures and etching do to boards that are good.
public struct TrainingCopies: Sendable {
  /// The most that a copy of an image is perturbed: its truth moves with it, so it is stretched but
  /// little, and its drilled holes stay.
  public static let movedLimits = BoardPerturbation(
    motion: BoardMotion(shift: PixelPoint(x: 16, y: 16), rotation: 0.6), stretch: 1.5,
    edgeNoise: 0.1, speckle: 0.0005)
  /// The most that a copy of a template is perturbed, which then counts as a good board.
  public static let cleanLimits = BoardPerturbation(
    motion: BoardMotion(shift: PixelPoint(x: 16, y: 16), rotation: 0.6), stretch: 3,
    edgeNoise: 0.2, speckle: 0.001, drillWander: 4, thicken: 0.7)

  /// Copies of each image, perturbed within ``movedLimits``.
  public var movedCount = 0
  /// Copies of each template, perturbed within ``cleanLimits``.
  public var cleanCount = 0
  /// What the perturbations are drawn from.
  public var seed: UInt64 = 1

  /// No copies.
  public init() {}

  /// The copies of pair number `pair`'s image, each with its truth.
  func moved(
    _ image: Image<UInt8>, _ truth: [TruthBox], pair: Int
  ) -> [(image: Image<UInt8>, truth: [TruthBox])] {
    (0..<movedCount).map { copy in
      let seed = seed(.moved, pair, copy)
      let change = BoardPerturbation.random(seed: seed, limits: Self.movedLimits)
      return (
        change.apply(to: image, seed: seed),
        MovedTruth(truth, by: change.motion, in: image.size).boxes
      )
    }
  }

  /// The copies of pair number `pair`'s template.
  func clean(_ template: Image<UInt8>, pair: Int) -> [Image<UInt8>] {
    (0..<cleanCount).map { copy in
      let seed = seed(.clean, pair, copy)
      return BoardPerturbation.random(seed: seed, limits: Self.cleanLimits)
        .apply(to: template, seed: seed)
    }
  }

  private enum Kind: UInt64 { case moved = 1, clean }

  /// A seed of its own for each copy, far from the small ones that trials are given.
  private func seed(_ kind: Kind, _ pair: Int, _ copy: Int) -> UInt64 {
    var value = seed
    for part in [kind.rawValue, UInt64(pair), UInt64(copy)] {
      value = (value ^ part) &* 0x9e37_79b9_7f4a_7c15
      value ^= value >> 29
    }
    return value
  }
}

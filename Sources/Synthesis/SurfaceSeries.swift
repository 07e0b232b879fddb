import Decision
import Pixels

/// A numbered series of good and defective surfaces of one kind, each drawn from a seed of its own.
///
/// The classes of defects take turns; every third defective surface has a second defect, of the class
/// whose turn is after the next.
public struct SurfaceSeries: Sendable, Hashable {
  /// How many good surfaces there are; they come first.
  public var good: Int
  /// How many defective surfaces there are.
  public var defective: Int
  /// What all seeds are derived from.
  public var seed: UInt64
  /// What the surfaces are to look like.
  public var parameters: SurfaceParameters

  /// How many surfaces of either sort a series may have.
  public static let counts = 0...99_999

  /// A series. Traps where a count is not allowed.
  public init(good: Int, defective: Int, seed: UInt64, parameters: SurfaceParameters) {
    precondition(Self.counts.contains(good), "a series of \(good) good surfaces")
    precondition(Self.counts.contains(defective), "a series of \(defective) defective surfaces")
    (self.good, self.defective) = (good, defective)
    (self.seed, self.parameters) = (seed, parameters)
  }

  /// Good and defective surfaces together.
  public var count: Int { good + defective }

  /// Whether surface number `index`, from 0, has defects.
  public func isDefective(_ index: Int) -> Bool { index >= good }

  /// The name of surface number `index`, from 0: `metal-good-01` or `metal-bad-01`.
  public func name(_ index: Int) -> String {
    let number = isDefective(index) ? index - good + 1 : index + 1
    let width = max(2, String(max(good, defective)).count)
    let digits = String(number)
    let filled = String(repeating: "0", count: max(0, width - digits.count)) + digits
    return "\(parameters.kind.rawValue)-\(isDefective(index) ? "bad" : "good")-\(filled)"
  }

  /// The classes of the defects of surface number `index`, from 0.
  public func defects(_ index: Int) -> [DefectClass] {
    guard isDefective(index) else { return [] }
    let number = index - good
    let classes = DefectClass.surfaceClasses
    let first = classes[number % classes.count]
    return number % 3 == 2 ? [first, classes[(number + 2) % classes.count]] : [first]
  }

  /// Surface number `index`, from 0.
  ///
  /// Throws where the parameters are not allowed or a defect finds no room.
  public func surface(_ index: Int) throws(SurfaceError) -> SyntheticSurface {
    try SurfaceGenerator(parameters: parameters).surface(
      seed: seed(index), defects: defects(index))
  }

  /// Surface number `index`, from 0, as it would be without its defects: the same pixels elsewhere.
  ///
  /// Throws where the parameters are not allowed.
  public func twin(_ index: Int) throws(SurfaceError) -> Image<UInt8> {
    try SurfaceGenerator(parameters: parameters).surface(seed: seed(index)).image
  }

  /// The seed of a surface: another for each kind too, lest the defects of all lie in the same places.
  private func seed(_ index: Int) -> UInt64 {
    let kind = SurfaceKind.allCases.firstIndex(of: parameters.kind) ?? 0
    let own = BoardGenerator.seed(SplitMix.scrambled(seed), picture: kind)
    return BoardGenerator.seed(own, picture: index)
  }
}

import Decision
import Pixels

/// What a part of a study really is.
public struct PartTruth: Sendable, Equatable {
  /// Where one of its defects is.
  public struct Defect: Sendable, Equatable {
    /// Where, in pixels of the image.
    public var box: PixelBox
    /// What, where the truth says so.
    public var defectClass: DefectClass?

    /// A defect of `defectClass` in `box`.
    public init(box: PixelBox, defectClass: DefectClass? = nil) {
      (self.box, self.defectClass) = (box, defectClass)
    }
  }

  /// Whether the part is good.
  public var isGood: Bool
  /// Its defects; empty for a good part, and where nobody said where a bad one is bad.
  public var defects: [Defect]

  /// A good part, or a bad one with `defects`.
  public init(isGood: Bool, defects: [Defect] = []) {
    (self.isGood, self.defects) = (isGood, defects)
  }

  /// A good part.
  public static let good = PartTruth(isGood: true)

  /// Whether it is told where the part's defects are: so of good parts, which have none.
  public var isLocated: Bool { isGood || !defects.isEmpty }
}

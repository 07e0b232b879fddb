import Pixels

/// One defect of a part, with what is needed to show and to count it.
public struct Defect: Sendable, Hashable, Codable {
  /// What kind of defect.
  public var defectClass: DefectClass
  /// How sure, 0...1; orders detections, and the recipe's operating point is compared with it.
  public var confidence: Double
  /// Pixels that differ from the reference beyond tolerance, in square pixels.
  public var area: Int
  /// Where, in pixels of the inspected image, with the margin that the recipe names.
  public var box: PixelBox

  /// A defect of `defectClass` in `box`, with `area` in square pixels and `confidence` in 0...1.
  public init(defectClass: DefectClass, confidence: Double, area: Int, box: PixelBox) {
    self.defectClass = defectClass
    self.confidence = confidence
    self.area = area
    self.box = box
  }
}

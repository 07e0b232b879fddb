import Decision
import Pixels

/// A defect as the truth names it.
public struct TruthBox: Sendable, Equatable {
  /// Where, in pixels of the inspected image.
  public var box: PixelBox
  /// What.
  public var defectClass: DefectClass

  /// A defect of `defectClass` in `box`.
  public init(box: PixelBox, defectClass: DefectClass) {
    self.box = box
    self.defectClass = defectClass
  }
}

/// One entry of a labelled set: an image, its template and the defects it really has.
public struct LabelledPair: Sendable, Equatable {
  /// The name that results are filed under.
  public var name: String
  /// What it shares with other pairs: boards of one design, pictures of one day. The first folder
  /// of the image's path in the list; empty where there is none.
  public var group: String
  /// Path of the image to inspect.
  public var imagePath: String
  /// Path of the template.
  public var templatePath: String
  /// Path of the truth file.
  public var truthPath: String
}

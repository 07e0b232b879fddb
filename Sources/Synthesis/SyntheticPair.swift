import Decision
import Pixels

/// A defect that was drawn, as the truth file tells it.
public struct SyntheticDefect: Sendable, Hashable {
  /// What kind of defect.
  public let defectClass: DefectClass
  /// The pixels of the test image that changed, with 10 pixels margin, as in the DeepPCB dataset.
  public let box: PixelBox
  /// Pixels that became conductor, or ceased to be.
  public let area: Int

  /// Pixels added around the changed ones on each side.
  public static let margin = 10
  /// The least width and height of a box, in pixels, unless the image ends there.
  public static let leastSide = 24
}

/// A test image, its template, and what is wrong with it.
public struct SyntheticPair: Sendable {
  /// The board as it should be: gray, conductor dark, laminate bright.
  public let template: Image<UInt8>
  /// The board as a camera sees a copy of it.
  public let test: Image<UInt8>
  /// The defects of the test image; none for a good board.
  public let truth: [SyntheticDefect]

  /// The truth in the format of the DeepPCB dataset: a line `x1 y1 x2 y2 type` for each defect,
  /// separated by blanks, types 1...6 in the order of `DefectClass.boardClasses`.
  public var truthText: String {
    truth.map { defect in
      let type = DefectClass.boardClasses.firstIndex(of: defect.defectClass).map { $0 + 1 } ?? 0
      let box = defect.box
      return "\(box.x1) \(box.y1) \(box.x2) \(box.y2) \(type)\n"
    }.joined()
  }
}

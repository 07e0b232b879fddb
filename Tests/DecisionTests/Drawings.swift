import Blobs
import Comparison
import Decision
import Pixels
import TestSupport

/// A drawing of a reference and a blob on it: `#` conductor, `+` material added to a gap, `-`
/// conductor that is missing, `.` gap.
struct Drawing {
  /// The reference, with the conductor that is missing in the image.
  let reference: PixelGrid
  /// What is added.
  let added: PixelGrid
  /// What is missing.
  let missing: PixelGrid

  init(_ text: String) {
    let rows = text.split(whereSeparator: \.isNewline).map(Array.init)
    func grid(_ marks: String) -> PixelGrid {
      PixelGrid(width: rows[0].count, height: rows.count) { marks.contains(rows[$1][$0]) }
    }
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "the lines differ in length")
    (reference, added, missing) = (grid("#-"), grid("+"), grid("-"))
  }

  init(reference: PixelGrid, added: PixelGrid) {
    self.reference = reference
    self.added = added
    missing = PixelGrid(width: added.width, height: added.height)
  }

  /// The blobs, each drawn pixel of them evidence.
  var blobs: BlobList {
    var list = BlobList()
    var finder = BlobFinder(parameters: BlobParameters())
    for (grid, polarity) in [(added, Polarity.added), (missing, .missing)] {
      var difference = MaskDifference()
      difference.region = grid.mask
      difference.evidence = grid.mask
      finder.find(difference, polarity: polarity, appendingTo: &list)
    }
    return list
  }

  /// The names of the blobs' classes.
  func classes(_ parameters: DecisionParameters = DecisionParameters()) -> [String] {
    var classifier = BoardClassifier(parameters: parameters)
    let (list, reference) = (blobs, reference.mask)
    return list.blobs.map {
      classifier.classify($0, of: list, in: reference).rawValue
    }
  }

  /// The drawing turned by a quarter.
  var turned: Drawing {
    func turn(_ grid: PixelGrid) -> PixelGrid {
      PixelGrid(width: grid.height, height: grid.width) { grid[$1, $0] }
    }
    return Drawing(turn(reference), turn(added), turn(missing))
  }

  private init(_ reference: PixelGrid, _ added: PixelGrid, _ missing: PixelGrid) {
    (self.reference, self.added, self.missing) = (reference, added, missing)
  }
}

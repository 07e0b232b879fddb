import CVectors
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let linkRuns = kernel(KernelsBase.linkRuns, KernelsAVX2.linkRuns, KernelsAVX512.linkRuns)
private let traceContours = kernel(
  KernelsBase.traceContours, KernelsAVX2.traceContours, KernelsAVX512.traceContours)

/// A pixel of a contour.
public struct ContourPoint: Sendable, Hashable {
  /// Column.
  public var x: Int32
  /// Row.
  public var y: Int32

  /// Column `x` of row `y`.
  public init(x: Int32, y: Int32) {
    self.x = x
    self.y = y
  }
}

/// One contour: a closed chain of set pixels, each a neighbour of the next across an edge or a
/// corner. A chain passes a pixel more than once where the region is one pixel wide.
public struct Contour: Sendable, Equatable {
  /// Whether it surrounds a hole of a region rather than a region.
  public let isHole: Bool
  /// The number of the contour that surrounds it: for a hole its region, for a region the hole that
  /// it lies in, `nil` for one in no hole.
  public let parent: Int?
  /// Its points in ``Contours/points``.
  public let points: Range<Int>
  /// The smallest box around its pixels.
  public let box: PixelBox
  /// The area of the polygon through the centres of its pixels, in square pixels, as
  /// `cv2.contourArea`: half a pixel less on each side than the region covers.
  public let area: Double
  /// The length of that polygon, in pixels: steps along the grid + √2 steps across corners, as
  /// `cv2.arcLength` of the closed contour.
  public let length: Double

  init(_ c: cv_contour) {
    isHole = c.is_hole != 0
    parent = c.parent < 0 ? nil : Int(c.parent)
    points = Int(c.first)..<Int(c.first + c.count)
    box = PixelBox(x1: Int(c.x1), y1: Int(c.y1), x2: Int(c.x2), y2: Int(c.y2))
    area = abs(Double(c.twice_area)) / 2
    length = Double(c.straight) + 2.0.squareRoot() * Double(c.diagonal)
  }
}

/// The contours of the regions of a bit mask and of their holes. Pixels connect across corners.
///
/// The chains, and which surrounds which, are those that border following finds: Suzuki, Abe,
/// "Topological structural analysis of digitized binary images by border following", CVGIP 30(1),
/// 1985, doi:10.1016/0734-189X(85)90016-7; exactly those of `cv2.findContours` with
/// `CHAIN_APPROX_NONE`, up to the order of the contours. They are found by following the ends of
/// runs, in time that grows with words, runs and points. Contours come in raster order of the pixel
/// they start with: around a region the first pixel of its topmost row, and on counterclockwise on
/// the screen; around a hole the pixel left of the first of its topmost row, and on clockwise.
///
/// Keeps its memory between calls; one per worker.
public struct Contours: Sendable {
  /// Which contours to trace.
  public enum Selection: Sendable {
    /// All, with holes: OpenCV's `RETR_CCOMP`, with the parents of `RETR_TREE`.
    case all
    /// Those of regions that lie in no hole, without holes: OpenCV's `RETR_EXTERNAL`.
    case outermost
  }

  /// The points of all contours, each contour's in order at its `points`; the array may be longer.
  public private(set) var points: [ContourPoint] = []
  /// The number of contours.
  public private(set) var count = 0
  private var contours: [cv_contour] = []
  private var runs = BitRuns()
  private var below: [Int32] = []
  private var above: [Int32] = []
  private var leftOf: [Int32] = []
  private var rightOf: [Int32] = []

  /// Nothing traced yet.
  public init() {}

  /// Contour `index`, 0 ..< ``count``.
  public subscript(index: Int) -> Contour {
    precondition(index >= 0 && index < count, "contour \(index) of \(count)")
    return Contour(contours[index])
  }

  /// Traces the contours of `mask`; one without set pixels has none.
  public mutating func trace(_ mask: BitMask, _ selection: Selection = .all) {
    runs.assign(mask)
    count = 0
    let n = runs.count
    guard n > 0 else { return }
    if below.count < n {
      below = [Int32](repeating: 0, count: n + n / 2)
      (above, leftOf, rightOf) = (below, below, below)
    }
    // Every contour passes two ends or more, every run has two.
    if contours.count < n { contours = [cv_contour](repeating: cv_contour(), count: n + n / 2) }
    if points.isEmpty { points = [ContourPoint](repeating: ContourPoint(x: 0, y: 0), count: 1024) }
    link()
    let needed = follow(selection)
    if needed > points.count {
      points = [ContourPoint](repeating: ContourPoint(x: 0, y: 0), count: needed + needed / 2)
      _ = follow(selection)
    }
  }

  private mutating func link() {
    runs.withUnsafeRuns { [height = runs.size.height] starts, ends, _, rowStarts in
      below.withUnsafeMutableBufferPointer { b in
        above.withUnsafeMutableBufferPointer { a in
          linkRuns(starts, ends, rowStarts, height, b.baseAddress!, a.baseAddress!)
        }
      }
    }
  }

  /// Follows all contours and returns the number of points there are.
  private mutating func follow(_ selection: Selection) -> Int {
    let (runs, below, above, capacity) = (self.runs, self.below, self.above, points.count)
    var needed = 0
    count = runs.withUnsafeRuns { starts, ends, rows, _ in
      leftOf.withUnsafeMutableBufferPointer { left in
        rightOf.withUnsafeMutableBufferPointer { right in
          contours.withUnsafeMutableBufferPointer { contours in
            points.withUnsafeMutableBufferPointer { points in
              points.baseAddress!.withMemoryRebound(to: Int32.self, capacity: 2 * capacity) { p in
                traceContours(
                  starts, ends, rows, runs.count, below, above, left.baseAddress!,
                  right.baseAddress!, selection == .outermost, p, capacity, contours.baseAddress!,
                  &needed)
              }
            }
          }
        }
      }
    }
    return needed
  }
}

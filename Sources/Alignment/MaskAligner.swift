import Kernels
import Pixels

/// Finds where each part of a reference mask lies in an image's mask.
///
/// First one global shift, by comparing masks reduced four times; then a displacement for each cell
/// of 32x32 pixels, from the number of differing pixels under every displacement within the search
/// radius. A cell alone is ambiguous (a straight trace tells nothing about movement along it,
/// parallel traces repeat), so the cells are solved together: each step fits a parabola to the
/// mismatch around the present displacement and minimises the sum of all parabolas plus
/// `smoothness` times the squared differences between neighbours, first with wide windows, then
/// narrow ones.
///
/// Keeps its scratch between calls; one per worker.
public struct MaskAligner: Sendable {
  /// Pixels in the side of a cell.
  public static let cell = 32

  /// Radius of the windows in cells, and how often the field is solved with them.
  private static let schedule = [(4, 2), (2, 2), (1, 3)]

  private static let sweeps = 8

  private let parameters: AlignmentParameters
  private var padded = PaddedMask()
  private var planes: MatchPlanes
  private var relaxation = FieldRelaxation()
  private var fixed: [Int32] = []
  private var global = GlobalShiftFinder()

  /// An aligner with `parameters`.
  ///
  /// Traps unless the search radius is at least 1, the global search not negative, and both together
  /// at most ``PaddedMask/maximumShift``.
  public init(parameters: AlignmentParameters) {
    let (radius, search) = (parameters.searchRadius, parameters.globalSearch)
    precondition(
      radius >= 1 && search >= 0 && radius + search <= PaddedMask.maximumShift,
      "search radius \(radius) and global search \(search) are not 1 or more, 0 or more and "
        + "together at most \(PaddedMask.maximumShift) pixels")
    self.parameters = parameters
    planes = MatchPlanes(radius: radius)
  }

  /// The displacement field that brings `reference` over `image`; both of one size, not empty.
  public mutating func align(_ reference: BitMask, to image: BitMask) -> DisplacementField {
    var field = DisplacementField(columns: 0, rows: 0)
    align(reference, to: image, into: &field)
    return field
  }

  /// Writes the displacement field that brings `reference` over `image` to `field`, in the memory it
  /// has where that suffices; both masks of one size, not empty.
  public mutating func align(
    _ reference: BitMask, to image: BitMask, into field: inout DisplacementField
  ) {
    precondition(reference.size == image.size, "masks differ in size")
    let columns = (image.width + Self.cell - 1) / Self.cell
    let rows = (image.height + Self.cell - 1) / Self.cell
    padded.assign(reference)
    let shift = global.find(reference, image, radius: parameters.globalSearch)
    planes.reset(columns: columns, rows: rows)
    let start = planes.best(image, padded, shift: shift)
    relaxation.start(columns: columns, rows: rows, dx: Float(start.dx), dy: Float(start.dy))
    let smoothness = Float(parameters.smoothness)
    // Wide windows first: they see enough pattern not to take one trace for its neighbour.
    for (radius, steps) in Self.schedule {
      for _ in 0..<steps {
        let bounds = relaxation.bounds(limit: parameters.searchRadius - 1)
        planes.prepare(bounds.dx, bounds.dy, windowRadius: radius, image, padded, shift: shift)
        relaxation.fit(planes.sums, radius: parameters.searchRadius, smoothness: smoothness)
        relaxation.relax(sweeps: Self.sweeps, smoothness: smoothness)
      }
    }
    field.reset(columns: columns, rows: rows)
    for y in 0..<rows {
      for x in 0..<columns {
        let (dx, dy) = relaxation.displacement(x, y)
        field.dx[y * columns + x] = dx + Float(shift.dx)
        field.dy[y * columns + x] = dy + Float(shift.dy)
      }
    }
  }

  /// Brings the reference of the last ``align(_:to:into:)`` over the image by `field`.
  public mutating func warp(_ field: DisplacementField, into out: inout BitMask) {
    let count = 2 * field.columns * field.rows
    if fixed.count != count {
      fixed.removeAll(keepingCapacity: true)
      fixed.append(contentsOf: repeatElement(0, count: count))
    }
    let limit = Float(PaddedMask.maximumShift)
    for i in 0..<(count / 2) {
      fixed[2 * i] = Int32((max(-limit, min(limit, field.dx[i])) * 256).rounded())
      fixed[2 * i + 1] = Int32((field.dy[i] * 256).rounded())
    }
    padded.warp(field: fixed, columns: field.columns, into: &out)
  }

}

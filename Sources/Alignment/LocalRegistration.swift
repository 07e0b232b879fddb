import Foundation
import Kernels
import Pixels

/// Finds where the places of a part lie beyond its pose: stretched, bent, or seen from elsewhere.
///
/// In each cell of some 160x160 pixels the patch of the reference with most structure is looked for
/// near where the pose puts it. The displacements u of the cells minimise
///
///     sum of w_c |u_c - d_c|² + smoothness * sum over neighbours |u_a - u_b|²
///
/// with the measured displacement d_c and the weight w_c = 2 correlation - 1, which is 0 for cells
/// without a patch and for patches that are not found (correlation below 0.6), at the limit of the
/// search, or more than 1.5 pixels from the field that the others make: a defect does not bend it.
///
/// Keeps its scratch between calls; one per worker.
public struct LocalRegistration: ~Copyable {
  private static let cell = 160
  private static let radius = 16
  private static let leastScore = 0.6
  private static let outlier = 1.5
  private static let sweeps = 24

  private let parameters: PoseParameters
  private let columns: Int
  private let rows: Int
  private let size: PixelSize
  private var patches: [PatchMatcher] = []
  /// The cell of each patch.
  private var cells: [Int] = []
  private var memory = PatchScratch()
  // Of each cell: what was measured, its weight, and the field.
  private var measured: [PixelPoint]
  private var weights: [Double]
  private var field: [PixelPoint]

  /// A registration with `reference`, of one channel.
  public init(reference: Image<UInt8>, parameters: PoseParameters = PoseParameters()) {
    precondition(reference.channels == 1, "a reference to register with has one channel")
    self.parameters = parameters
    size = reference.size
    columns = max(1, (size.width + Self.cell / 2) / Self.cell)
    rows = max(1, (size.height + Self.cell / 2) / Self.cell)
    measured = [PixelPoint](repeating: .zero, count: columns * rows)
    weights = [Double](repeating: 0, count: columns * rows)
    field = measured
    guard parameters.localSearch > 0, min(size.width, size.height) > 2 * Self.radius + 4 else {
      return
    }
    let places = FeatureSelection(reference).places(
      cell: Self.cell, radius: Self.radius, margin: Self.radius + 1)
    for place in places {
      cells.append(place.y * rows / size.height * columns + place.x * columns / size.width)
      patches.append(PatchMatcher(reference, x: place.x, y: place.y, radius: Self.radius))
    }
  }

  /// Writes to `registration`, made for the reference's size, where its pixels lie in `image`, whose
  /// part lies as `pose` says.
  public mutating func register(
    _ image: Image<UInt8>, _ pose: Pose, into registration: inout Registration
  ) {
    precondition(registration.size == size, "the registration is for another size")
    let search = min(8, parameters.localSearch)
    for i in weights.indices { weights[i] = 0 }
    for k in patches.indices {
      guard
        let match = patches[k].match(image, by: pose.map, search: search, &memory),
        match.score >= Self.leastScore, !match.isOnBorder
      else { continue }
      measured[cells[k]] = PixelPoint(x: match.dx, y: match.dy)
      weights[cells[k]] = 2 * match.score - 1
    }
    for i in field.indices { field[i] = .zero }
    solve()
    for i in weights.indices where weights[i] > 0 {
      let (dx, dy) = (measured[i].x - field[i].x, measured[i].y - field[i].y)
      if dx * dx + dy * dy > Self.outlier * Self.outlier { weights[i] = 0 }
    }
    solve()
    write(pose, &registration)
  }

  /// Gauss and Seidel's iteration, over and under alternately.
  private mutating func solve() {
    let smoothness = parameters.smoothness
    for sweep in 0..<Self.sweeps {
      for n in 0..<(columns * rows) {
        let k = sweep % 2 == 0 ? n : columns * rows - 1 - n
        let (i, j) = (k % columns, k / columns)
        var (sum, x, y) = (0.0, 0.0, 0.0)
        func add(_ neighbour: Int) {
          sum += smoothness
          x += smoothness * field[neighbour].x
          y += smoothness * field[neighbour].y
        }
        if i > 0 { add(k - 1) }
        if i + 1 < columns { add(k + 1) }
        if j > 0 { add(k - columns) }
        if j + 1 < rows { add(k + columns) }
        sum += weights[k]
        guard sum > 0 else { continue }
        field[k] = PixelPoint(
          x: (x + weights[k] * measured[k].x) / sum, y: (y + weights[k] * measured[k].y) / sum)
      }
    }
  }

  private func write(_ pose: Pose, _ registration: inout Registration) {
    registration.pose = pose
    let grid = (columns: registration.grid.columns, rows: registration.grid.rows)
    var squares = 0.0
    for j in 0..<grid.rows {
      for i in 0..<grid.columns {
        let (x, y) = (Double(registration.grid.spacing * i), Double(registration.grid.spacing * j))
        let local = displacement(x: x, y: y)
        squares += local.x * local.x + local.y * local.y
        let place = pose.map.applied(to: PixelPoint(x: x + local.x, y: y + local.y))
        registration.grid.set(
          column: i, row: j, dx: Float(place.x - x), dy: Float(place.y - y))
      }
    }
    registration.localDisplacement = (squares / Double(grid.columns * grid.rows)).squareRoot()
    let half = (columns: registration.halfGrid.columns, rows: registration.halfGrid.rows)
    let step = 2 * registration.halfGrid.spacing
    for j in 0..<half.rows {
      for i in 0..<half.columns {
        let (x, y) = (Double(step * i) + 0.5, Double(step * j) + 0.5)
        let local = displacement(x: x, y: y)
        let place = pose.map.applied(to: PixelPoint(x: x + local.x, y: y + local.y))
        registration.halfGrid.set(
          column: i, row: j, dx: Float((place.x - x) / 2), dy: Float((place.y - y) / 2))
      }
    }
  }

  /// The field at a position of the reference, bilinear between the middles of cells.
  private func displacement(x: Double, y: Double) -> PixelPoint {
    let u = max(0, min(Double(columns - 1), x * Double(columns) / Double(size.width) - 0.5))
    let v = max(0, min(Double(rows - 1), y * Double(rows) / Double(size.height) - 0.5))
    let (i, j) = (Int(u), Int(v))
    let (right, below) = (min(i + 1, columns - 1), min(j + 1, rows - 1))
    let (e, f) = (u - Double(i), v - Double(j))
    let (a, b) = (field[j * columns + i], field[j * columns + right])
    let (c, d) = (field[below * columns + i], field[below * columns + right])
    return PixelPoint(
      x: (a.x * (1 - e) + b.x * e) * (1 - f) + (c.x * (1 - e) + d.x * e) * f,
      y: (a.y * (1 - e) + b.y * e) * (1 - f) + (c.y * (1 - e) + d.y * e) * f)
  }
}

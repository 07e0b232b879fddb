import Pixels

/// The drawing of a board: what the etched and drilled thing is meant to be.
struct BoardLayout: Sendable {
  /// Conductors, each belonging to a net; pieces of one net touch.
  var conductors: [Conductor] = []
  /// Areas filled with conductor except around conductors of other nets.
  var grounds: [Outline] = []
  /// Clearance between a ground area and what is not ground, in pixels.
  var groundClearance = 9.0
  /// Drilled holes.
  var drills: [Outline] = []
  /// Straight runs of trace, where a board may be cut through.
  var runs: [Run] = []

  /// The net of the ground areas.
  static let groundNet = 0

  struct Conductor: Sendable {
    var outline: Outline
    var net: Int
    /// Whether traces may end here.
    var isPad = true
  }

  /// A straight piece of trace from `from` to `to`, `width` pixels wide.
  struct Run: Sendable {
    var from: Vector
    var to: Vector
    var width: Double
  }

  /// Adds a trace along `points`, `width` pixels wide.
  mutating func addTrace(_ points: [Vector], width: Double, net: Int) {
    for (from, to) in zip(points, points.dropFirst()) {
      conductors.append(
        Conductor(outline: .capsule(from: from, to: to, radius: width / 2), net: net, isPad: false))
      runs.append(Run(from: from, to: to, width: width))
    }
  }
}

/// The square lattice on which boards are laid out, and how far the nearest conductor is from each
/// of its points.
struct LayoutLattice: Sendable {
  /// Distance between neighbouring points in pixels.
  static let pitch = 8.0
  /// How far the layout reaches beyond the image on each side, in pixels: more than any
  /// displacement, so that no border of the board comes into view.
  static let overhang = 48.0
  /// Distances are known up to this many pixels; beyond, this is what is said.
  static let reach = 40.0

  let origin: Vector
  let columns: Int
  let rows: Int

  struct Cell: Hashable, Sendable {
    var i: Int
    var j: Int
  }

  init(size: PixelSize, phase: Vector) {
    origin = Vector(phase.x - Self.overhang - Self.pitch, phase.y - Self.overhang - Self.pitch)
    columns = Int((Double(size.width) + 2 * Self.overhang) / Self.pitch) + 3
    rows = Int((Double(size.height) + 2 * Self.overhang) / Self.pitch) + 3
  }

  /// Where a cell is on the board.
  func position(_ cell: Cell) -> Vector {
    Vector(origin.x + Double(cell.i) * Self.pitch, origin.y + Double(cell.j) * Self.pitch)
  }

  /// The cell nearest to `p`, which may lie outside the lattice.
  func cell(at p: Vector) -> Cell {
    Cell(
      i: Int(((p.x - origin.x) / Self.pitch).rounded()),
      j: Int(((p.y - origin.y) / Self.pitch).rounded()))
  }

  func contains(_ cell: Cell) -> Bool {
    cell.i >= 0 && cell.i < columns && cell.j >= 0 && cell.j < rows
  }

  func index(_ cell: Cell) -> Int { cell.j * columns + cell.i }

  /// Lowers `distances`, one for each cell, to the distance to `outline` where that is nearer.
  func lower(_ distances: inout [Double], to outline: Outline) {
    let bounds = outline.bounds.grown(by: Self.reach)
    let first = cell(at: Vector(bounds.x1, bounds.y1))
    let last = cell(at: Vector(bounds.x2, bounds.y2))
    let rowRange = max(0, first.j)..<max(0, min(rows, last.j + 1), first.j)
    let columnRange = max(0, first.i)..<max(0, min(columns, last.i + 1), first.i)
    for j in rowRange {
      for i in columnRange {
        let cell = Cell(i: i, j: j)
        let distance = outline.distance(to: position(cell))
        if distance < distances[index(cell)] { distances[index(cell)] = distance }
      }
    }
  }

  /// A distance for each cell, nothing being near.
  var nothingNear: [Double] { [Double](repeating: Self.reach, count: columns * rows) }
}

import Pixels

/// Lays a board out as a designer would: a bus, ground areas, footprints, then traces that connect
/// pads, leave the picture or end in vias.
///
/// What it draws depends on seed and size only.
struct BoardDesigner {
  typealias Cell = LayoutLattice.Cell

  let size: PixelSize
  let lattice: LayoutLattice
  var random: RandomSource
  var layout = BoardLayout()
  /// Distance of each cell from the nearest conductor so far.
  var distances: [Double]
  var pads: [Pad] = []
  private var nets = BoardLayout.groundNet
  private var footprints = 0
  /// Width of an ordinary trace, and of a wide one.
  let traceWidth: Double
  let wideWidth: Double
  /// Least distance between conductors of different nets.
  let clearance: Double

  struct Pad: Sendable {
    var cell: Cell
    var net: Int
    /// Pads of one footprint are not connected with each other.
    var footprint: Int
    /// The widest trace that may end here, in pixels.
    var widest: Double
    var isConnected = false
  }

  init(seed: UInt64, size: PixelSize) {
    self.size = size
    random = RandomSource(seed: seed, stream: 1)
    let pitch = LayoutLattice.pitch
    lattice = LayoutLattice(
      size: size, phase: Vector(random.number(in: 0...pitch), random.number(in: 0...pitch)))
    distances = lattice.nothingNear
    traceWidth = random.pick([6, 7, 7, 8, 9, 10])
    wideWidth = random.pick([14, 16, 18, 20, 24])
    clearance = random.pick([8, 9, 10])
    layout.groundClearance = clearance
  }

  /// The board.
  mutating func design() -> BoardLayout {
    let area = Double(size.area) / (640 * 640)
    if random.chance(0.7) { addBus() }
    for _ in 0..<random.integer(in: 1...2) { addGround() }
    if random.chance(0.4) { addFootprint(.bareDisc) }
    for _ in 0..<Int((area * random.number(in: 90...160)).rounded(.up)) {
      addFootprint(
        random.pick([
          .connector, .connector, .rows, .rows, .passive, .passive, .passive, .via, .via, .oblong,
          .oblong, .fiducial,
        ]))
    }
    routePads()
    for _ in 0..<Int((area * random.number(in: 2...6)).rounded(.up)) { routeThrough() }
    return layout
  }

  mutating func newNet() -> Int {
    nets += 1
    return nets
  }

  mutating func newFootprint() -> Int {
    footprints += 1
    return footprints
  }

  mutating func add(_ outline: Outline, net: Int) {
    layout.conductors.append(BoardLayout.Conductor(outline: outline, net: net))
    lattice.lower(&distances, to: outline)
  }

  mutating func addTrace(_ points: [Vector], width: Double, net: Int) {
    let first = layout.conductors.count
    layout.addTrace(points, width: width, net: net)
    for conductor in layout.conductors[first...] {
      lattice.lower(&distances, to: conductor.outline)
    }
  }

  /// Parallel traces right across the picture that jog once or twice.
  private mutating func addBus() {
    let upright = random.chance(0.5)
    let (length, breadth) =
      upright
      ? (Double(size.height), Double(size.width)) : (Double(size.width), Double(size.height))
    let count = random.integer(in: 3...5)
    let pitch = random.pick([16.0, 16, 20, 24])
    var corners = [Vector(-LayoutLattice.overhang, random.number(in: 0.1...0.9) * breadth)]
    for _ in 0..<random.integer(in: 1...2) {
      let from = corners[corners.count - 1]
      let x = from.x + LayoutLattice.overhang + random.number(in: 0.15...0.4) * length
      // Toward the middle, so that the bus stays in view.
      let jog =
        random.number(in: 0.08...0.25) * breadth * (from.y * 2 > breadth ? -1 : 1)
      corners.append(Vector(x, from.y))
      corners.append(Vector(x + abs(jog), from.y + jog))
    }
    corners.append(Vector(length + LayoutLattice.overhang, corners[corners.count - 1].y))
    for line in 0..<count {
      let offset = (Double(line) - Double(count - 1) / 2) * pitch
      // Parallel lines bend where their mitre is: tan(22.5°) of the offset away.
      let points = corners.indices.map { i in
        let isEnd = i == 0 || i == corners.count - 1
        let descends =
          !isEnd && (i % 2 == 1 ? corners[i + 1].y > corners[i].y : corners[i].y > corners[i - 1].y)
        let mitre = isEnd ? 0 : 0.4142135623730951 * offset * (descends ? -1 : 1)
        let p = Vector(corners[i].x + mitre, corners[i].y + offset)
        return upright ? Vector(p.y, p.x) : p
      }
      addTrace(points, width: traceWidth, net: newNet())
    }
  }

  /// An area of conductor along a side, in a corner or in the middle, with holes to other layers
  /// and now and then a pad that it leaves out.
  private mutating func addGround() {
    for _ in 0..<8 {
      let area = Outline.polygon(groundCorners())
      var field = lattice.nothingNear
      lattice.lower(&field, to: area)
      let isClear = field.indices.allSatisfy { field[$0] > 10 || distances[$0] > 20 }
      guard isClear else { continue }
      layout.grounds.append(area)
      for index in field.indices { distances[index] = min(distances[index], field[index]) }
      let within = field.indices.filter { field[$0] < -30 }
      guard !within.isEmpty else { return }
      var holes: [Vector] = []
      for _ in 0..<random.integer(in: 1...6) {
        let index = random.pick(within)
        let center = lattice.position(
          Cell(i: index % lattice.columns, j: index / lattice.columns))
        guard holes.allSatisfy({ ($0 - center).length > 64 }) else { continue }
        holes.append(center)
        let drill = random.number(in: 5...9)
        if random.chance(0.3) {
          layout.conductors.append(
            BoardLayout.Conductor(
              outline: .disc(center: center, radius: drill + random.number(in: 6...9)),
              net: newNet()))
        }
        layout.drills.append(.disc(center: center, radius: drill))
      }
      return
    }
  }

  private mutating func groundCorners() -> [Vector] {
    let upright = random.chance(0.5)
    let mirrored = random.chance(0.5)
    let (length, breadth) =
      upright
      ? (Double(size.height), Double(size.width)) : (Double(size.width), Double(size.height))
    let (near, far) = (-LayoutLattice.overhang - 16, length + LayoutLattice.overhang + 16)
    let depth = random.number(in: 0.14...0.3) * breadth
    let chamfer = random.number(in: 0.3...0.7) * depth
    let corners: [Vector]
    switch random.integer(in: 0...2) {
    case 0:  // along a side, with a step
      let at = random.number(in: 0.25...0.7) * length
      let step = random.number(in: 0.3...0.6) * depth * (random.chance(0.5) ? -1 : 1)
      corners = [
        Vector(near, near), Vector(near, depth), Vector(at, depth),
        Vector(at + abs(step), depth + step), Vector(far, depth + step), Vector(far, near),
      ]
    case 1:  // in a corner
      let reach = random.number(in: 0.3...0.6) * length
      corners = [
        Vector(near, near), Vector(near, depth * 1.5), Vector(reach - chamfer, depth * 1.5),
        Vector(reach, depth * 1.5 - chamfer), Vector(reach, near),
      ]
    default:  // an island
      let x = random.number(in: 0.1...0.6) * length
      let y = random.number(in: 0.1...0.6) * breadth
      let (w, h) = (random.number(in: 0.2...0.35) * length, random.number(in: 0.15...0.3) * breadth)
      let c = random.number(in: 0.15...0.45) * min(w, h)
      corners = [
        Vector(x + c, y), Vector(x + w, y), Vector(x + w, y + h - c), Vector(x + w - c, y + h),
        Vector(x, y + h), Vector(x, y + c),
      ]
    }
    return corners.map { corner in
      let p = mirrored ? Vector(length - corner.x, breadth - corner.y) : corner
      return upright ? Vector(p.y, p.x) : p
    }
  }
}

import Pixels

extension BoardDesigner {
  /// Connects pads: with one another, with the outside, with new vias and with ground.
  mutating func routePads() {
    for index in random.shuffled(Array(pads.indices)) where !pads[index].isConnected {
      let width = random.chance(0.25) ? wideWidth : traceWidth
      switch random.unit() {
      case ..<0.5: connectToPad(index, width: width)
      case ..<0.7: connectToOutside(index, width: width)
      case ..<0.86: connectToVia(index, width: width)
      case ..<0.94: connectToGround(index, width: width)
      default: break
      }
    }
  }

  /// Adds a trace from one side of the picture to another, past everything.
  mutating func routeThrough() {
    let width = random.chance(0.3) ? wideWidth : traceWidth
    let start =
      random.chance(0.5)
      ? Cell(i: 1, j: random.integer(in: 0...(lattice.rows - 1)))
      : Cell(i: random.integer(in: 0...(lattice.columns - 1)), j: 1)
    let free = freeCells(width: width, ends: [])
    guard free[lattice.index(start)] else { return }
    let side: Side = start.i == 1 ? random.pick([.right, .top, .bottom]) : .bottom
    route(from: start, to: goal(at: side), free: free, width: width, net: newNet())
  }

  private mutating func connectToPad(_ index: Int, width: Double) {
    let pad = pads[index]
    let position = lattice.position(pad.cell)
    let others = pads.indices
      .filter { pads[$0].footprint != pad.footprint && pads[$0].net != pad.net }
      .map { (distance: (lattice.position(pads[$0].cell) - position).length, index: $0) }
      .filter { $0.distance < 420 }
      .sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }
    for other in random.shuffled(Array(others.prefix(4))).prefix(2) {
      let target = pads[other.index]
      let width = min(width, pad.widest, target.widest)
      let free = freeCells(width: width, ends: [pad.cell, target.cell])
      guard
        route(from: pad.cell, to: .cell(target.cell), free: free, width: width, net: pad.net)
      else { continue }
      // Ground keeps its name: areas of it surround all other nets at a distance.
      rename(net: max(pad.net, target.net), to: min(pad.net, target.net))
      pads[index].isConnected = true
      pads[other.index].isConnected = true
      return
    }
  }

  private mutating func connectToOutside(_ index: Int, width: Double) {
    let pad = pads[index]
    let position = lattice.position(pad.cell)
    let ways: [(Double, Side)] = [
      (position.x, .left), (Double(size.width) - position.x, .right), (position.y, .top),
      (Double(size.height) - position.y, .bottom),
    ]
    let nearest = ways.sorted { $0.0 < $1.0 }.prefix(2).map(\.1)
    let width = min(width, pad.widest)
    let free = freeCells(width: width, ends: [pad.cell])
    pads[index].isConnected = route(
      from: pad.cell, to: goal(at: random.pick(nearest)), free: free, width: width, net: pad.net)
  }

  private mutating func connectToVia(_ index: Int, width: Double) {
    let pad = pads[index]
    let radius = random.number(in: 10...13)
    for _ in 0..<6 {
      let cell = Cell(
        i: pad.cell.i + random.integer(in: -16...16), j: pad.cell.j + random.integer(in: -16...16))
      guard lattice.contains(cell), distances[lattice.index(cell)] > radius + clearance + 4 else {
        continue
      }
      let width = min(width, pad.widest, radius)
      let free = freeCells(width: width, ends: [pad.cell])
      guard route(from: pad.cell, to: .cell(cell), free: free, width: width, net: pad.net) else {
        continue
      }
      let center = lattice.position(cell)
      add(.disc(center: center, radius: radius), net: pad.net)
      layout.drills.append(
        .disc(center: center, radius: radius * random.number(in: 0.4...0.5)))
      pads[index].isConnected = true
      return
    }
  }

  private mutating func connectToGround(_ index: Int, width: Double) {
    let pad = pads[index]
    guard !layout.grounds.isEmpty else { return }
    let ground = random.pick(layout.grounds)
    var cells: Set<Cell> = []
    for j in 0..<lattice.rows {
      for i in 0..<lattice.columns {
        let cell = Cell(i: i, j: j)
        if ground.distance(to: lattice.position(cell)) < -10 { cells.insert(cell) }
      }
    }
    guard let any = cells.first else { return }
    let (from, to) = cells.reduce((any, any)) { box, cell in
      (
        Cell(i: min(box.0.i, cell.i), j: min(box.0.j, cell.j)),
        Cell(i: max(box.1.i, cell.i), j: max(box.1.j, cell.j))
      )
    }
    let width = min(width, pad.widest)
    let free = freeCells(width: width, ends: [pad.cell], intoGround: true)
    guard
      route(
        from: pad.cell, to: .area(cells: cells, from: from, to: to), free: free, width: width,
        net: BoardLayout.groundNet)
    else { return }
    rename(net: pad.net, to: BoardLayout.groundNet)
    pads[index].isConnected = true
  }

  private enum Side { case left, right, top, bottom }

  private func goal(at side: Side) -> TraceRouter.Goal {
    let (right, bottom) = (lattice.columns - 2, lattice.rows - 2)
    let (from, to): (Cell, Cell) =
      switch side {
      case .left: (Cell(i: 1, j: 1), Cell(i: 1, j: bottom))
      case .right: (Cell(i: right, j: 1), Cell(i: right, j: bottom))
      case .top: (Cell(i: 1, j: 1), Cell(i: right, j: 1))
      case .bottom: (Cell(i: 1, j: bottom), Cell(i: right, j: bottom))
      }
    var cells: Set<Cell> = []
    for j in from.j...to.j {
      for i in from.i...to.i { cells.insert(Cell(i: i, j: j)) }
    }
    return .area(cells: cells, from: from, to: to)
  }

  /// Which cells a trace of `width` from or to the pads at `ends` may pass: those that keep clear
  /// of everything but these pads, and near the pads also of what already leads there.
  private func freeCells(width: Double, ends: [Cell], intoGround: Bool = false) -> [Bool] {
    let least = width / 2 + clearance
    guard !ends.isEmpty else { return distances.map { $0 >= least } }
    let places = ends.map(lattice.position)
    let ownNets = Set(pads.filter { ends.contains($0.cell) }.map(\.net))
    var others = lattice.nothingNear
    var own = lattice.nothingNear
    for conductor in layout.conductors {
      if !ownNets.contains(conductor.net) {
        lattice.lower(&others, to: conductor.outline)
      } else if !conductor.isPad || places.allSatisfy({ conductor.outline.distance(to: $0) > 0 }) {
        lattice.lower(&own, to: conductor.outline)
      }
    }
    if !intoGround {
      for ground in layout.grounds { lattice.lower(&others, to: ground) }
    }
    return others.indices.map { index in
      guard others[index] >= least else { return false }
      let position = lattice.position(
        Cell(i: index % lattice.columns, j: index / lattice.columns))
      return own[index] >= least || places.contains { ($0 - position).length < 26 }
    }
  }

  @discardableResult
  private mutating func route(
    from start: Cell, to goal: TraceRouter.Goal, free: [Bool], width: Double, net: Int
  ) -> Bool {
    let router = TraceRouter(lattice: lattice, isFree: free)
    guard lattice.contains(start), let way = router.way(from: start, to: goal), way.count > 1 else {
      return false
    }
    addTrace(way.map(lattice.position), width: width, net: net)
    return true
  }

  private mutating func rename(net: Int, to other: Int) {
    for i in layout.conductors.indices where layout.conductors[i].net == net {
      layout.conductors[i].net = other
    }
    for i in pads.indices where pads[i].net == net { pads[i].net = other }
  }
}

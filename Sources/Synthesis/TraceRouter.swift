/// Finds the way of a trace over the lattice: the cheapest path in eight directions whose cells all
/// keep clear of what is in the way, bends costing extra (A*; Hart, Nilsson and Raphael 1968,
/// doi:10.1109/TSSC.1968.300136).
///
/// Costs are whole numbers and ties are broken by age, so the way is the same on every machine.
/// Time is in proportion to the cells looked at, times the logarithm of their number.
struct TraceRouter {
  typealias Cell = LayoutLattice.Cell

  /// Where a trace may end.
  enum Goal {
    case cell(Cell)
    /// Any cell of the set; the box of cells around it guides the search.
    case area(cells: Set<Cell>, from: Cell, to: Cell)
  }

  let lattice: LayoutLattice
  /// Whether a cell may be used, one for each.
  let isFree: [Bool]
  /// Cost of a right angle; a bend by 45 degrees costs 8. A step along an axis costs 10.
  var rightAngle = 34

  /// Steps in the eight directions, clockwise from right.
  private static let steps = [
    (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1),
  ]
  private static let slack = 20

  /// The corners of the way from `start` to `goal`, both ends included; nil where there is none.
  func way(from start: Cell, to goal: Goal) -> [Cell]? {
    let window = window(start, goal)
    let (width, height) = (window.to.i - window.from.i + 1, window.to.j - window.from.j + 1)
    guard width > 0, height > 0 else { return nil }
    var cost = [Int32](repeating: .max, count: width * height * 8)
    var cameFrom = [UInt8](repeating: 8, count: width * height * 8)
    func state(_ cell: Cell, _ direction: Int) -> Int {
      ((cell.j - window.from.j) * width + cell.i - window.from.i) * 8 + direction
    }
    var queue = SearchQueue()
    for direction in 0..<8 {
      cost[state(start, direction)] = 0
      queue.insert(state(start, direction), priority: estimate(start, goal))
    }
    while let current = queue.removeFirst() {
      let (place, direction) = (current / 8, current % 8)
      let cell = Cell(i: window.from.i + place % width, j: window.from.j + place / width)
      if reaches(cell, goal) {
        return corners(endingAt: current, cameFrom: cameFrom, width: width, origin: window.from)
      }
      for next in 0..<8 {
        let turn = min((next - direction + 8) % 8, (direction - next + 8) % 8)
        guard turn <= 2 else { continue }
        let (di, dj) = Self.steps[next]
        let neighbour = Cell(i: cell.i + di, j: cell.j + dj)
        guard neighbour.i >= window.from.i, neighbour.i <= window.to.i,
          neighbour.j >= window.from.j, neighbour.j <= window.to.j,
          isFree[lattice.index(neighbour)]
        else { continue }
        let bend = turn == 0 || cell == start ? 0 : turn == 1 ? 8 : rightAngle
        let sum = Int(cost[current]) + (next % 2 == 0 ? 10 : 14) + bend
        let reached = state(neighbour, next)
        guard sum < Int(cost[reached]) else { continue }
        cost[reached] = Int32(sum)
        cameFrom[reached] = UInt8(direction)
        queue.insert(reached, priority: sum + estimate(neighbour, goal))
      }
    }
    return nil
  }

  private func window(_ start: Cell, _ goal: Goal) -> (from: Cell, to: Cell) {
    let (a, b): (Cell, Cell) =
      switch goal {
      case .cell(let cell): (cell, cell)
      case .area(_, let from, let to): (from, to)
      }
    return (
      Cell(
        i: max(0, min(start.i, a.i) - Self.slack), j: max(0, min(start.j, a.j) - Self.slack)),
      Cell(
        i: min(lattice.columns - 1, max(start.i, b.i) + Self.slack),
        j: min(lattice.rows - 1, max(start.j, b.j) + Self.slack))
    )
  }

  private func reaches(_ cell: Cell, _ goal: Goal) -> Bool {
    switch goal {
    case .cell(let goal): cell == goal
    case .area(let cells, _, _): cells.contains(cell)
    }
  }

  /// Never more than the true cost.
  private func estimate(_ cell: Cell, _ goal: Goal) -> Int {
    let (a, b): (Cell, Cell) =
      switch goal {
      case .cell(let cell): (cell, cell)
      case .area(_, let from, let to): (from, to)
      }
    let (dx, dy) = (max(a.i - cell.i, cell.i - b.i, 0), max(a.j - cell.j, cell.j - b.j, 0))
    return 10 * max(dx, dy) + 4 * min(dx, dy)
  }

  private func corners(
    endingAt end: Int, cameFrom: [UInt8], width: Int, origin: Cell
  ) -> [Cell] {
    var (place, direction) = (end / 8, end % 8)
    var cell = Cell(i: origin.i + place % width, j: origin.j + place / width)
    var out = [cell]
    var heading: Int?
    while cameFrom[place * 8 + direction] < 8 {
      if let heading, heading != direction { out.append(cell) }
      heading = direction
      let before = Int(cameFrom[place * 8 + direction])
      cell.i -= Self.steps[direction].0
      cell.j -= Self.steps[direction].1
      place = (cell.j - origin.j) * width + cell.i - origin.i
      direction = before
    }
    if out.last != cell { out.append(cell) }
    return out.reversed()
  }
}

/// A binary heap of search states, least priority first, equal ones in the order they came.
private struct SearchQueue {
  private var heap: [(key: Int, state: Int)] = []
  private var age = 0

  mutating func insert(_ state: Int, priority: Int) {
    heap.append((priority << 32 | age, state))
    age += 1
    var child = heap.count - 1
    while child > 0, heap[child].key < heap[(child - 1) / 2].key {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        var least = parent
        for child in [2 * parent + 1, 2 * parent + 2]
        where child < heap.count && heap[child].key < heap[least].key {
          least = child
        }
        if least == parent { break }
        heap.swapAt(parent, least)
        parent = least
      }
    }
    return first.state
  }
}

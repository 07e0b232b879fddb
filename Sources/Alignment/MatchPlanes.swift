import Kernels
import Pixels

/// How well each 32x32 cell of an image matches the reference under each displacement: a plane of
/// cells for every displacement up to a radius, measured when it is first asked for.
///
/// Most displacements are never asked for, because neighbouring cells move together.
struct MatchPlanes: Sendable {
  /// For the whole image every fourth row of pixels tells as much as all of them; a cell has too few.
  private static let sparse = 4

  /// Largest displacement each way, in pixels.
  let radius: Int
  private(set) var columns = 0
  private(set) var rows = 0

  private var cost: [UInt16] = []
  /// Window sums; those of displacements that were not prepared are left over from before.
  private(set) var sums: [Int32] = []
  private var isMeasured: [Bool] = []
  /// The radius of the windows that a plane of `sums` holds, -1 for none.
  private var windows: [Int] = []
  private var line: [Int32] = []
  private var sketch: [UInt16] = []
  private var moved = BitMask()

  init(radius: Int) { self.radius = radius }

  /// Displacements each way and none.
  var side: Int { 2 * radius + 1 }

  /// Forgets all planes, for an image of `columns` times `rows` cells.
  mutating func reset(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    let count = side * side * columns * rows
    if cost.count < count {
      cost = [UInt16](repeating: 0, count: count)
      sums = [Int32](repeating: 0, count: count)
    }
    if sketch.count < columns * rows { sketch = [UInt16](repeating: 0, count: columns * rows) }
    if isMeasured.isEmpty {
      isMeasured = [Bool](repeating: false, count: side * side)
      windows = [Int](repeating: -1, count: side * side)
    }
    for k in isMeasured.indices {
      isMeasured[k] = false
      windows[k] = -1
    }
  }

  /// The displacement, of every third each way, under which the whole image matches `reference`
  /// moved by `shift` best; of equal ones the nearest to none.
  mutating func best(
    _ image: BitMask, _ reference: PaddedMask, shift: (dx: Int, dy: Int)
  ) -> (dx: Int, dy: Int) {
    var best = (cost: Int.max, dx: 0, dy: 0)
    let reach = radius / 3 * 3
    for dx in stride(from: -reach, through: reach, by: 3) {
      move(reference, dx: shift.dx + dx, dy: shift.dy, over: image, -reach...reach)
      for dy in stride(from: -reach, through: reach, by: 3) {
        BitMatchCost.measure(
          image, moved, firstRow: dy + reach, rowStep: Self.sparse, columns: columns,
          into: &sketch, at: 0)
        let cost = BitMatchCost.total(sketch, cells: columns * rows, plane: 0)
        let isNearer = dx * dx + dy * dy < best.dx * best.dx + best.dy * best.dy
        if cost < best.cost || (cost == best.cost && isNearer) { best = (cost, dx, dy) }
      }
    }
    return (best.dx, best.dy)
  }

  /// Makes the window sums of `windowRadius` cells known for displacements `dx`, `dy` and one pixel
  /// more each way.
  mutating func prepare(
    _ dx: ClosedRange<Int>, _ dy: ClosedRange<Int>, windowRadius: Int, _ image: BitMask,
    _ reference: PaddedMask, shift: (dx: Int, dy: Int)
  ) {
    let dx = (dx.lowerBound - 1)...(dx.upperBound + 1)
    let dy = (dy.lowerBound - 1)...(dy.upperBound + 1)
    for x in dx {
      if dy.contains(where: { !isMeasured[plane(x, $0)] }) {
        move(reference, dx: shift.dx + x, dy: shift.dy, over: image, dy)
        for y in dy where !isMeasured[plane(x, y)] {
          measure(image, row: y - dy.lowerBound, plane: plane(x, y))
        }
      }
      for y in dy where windows[plane(x, y)] != windowRadius {
        BitMatchCost.sumWindows(
          cost, plane: plane(x, y), columns: columns, rows: rows, radius: windowRadius,
          line: &line, into: &sums)
        windows[plane(x, y)] = windowRadius
      }
    }
  }

  private func plane(_ dx: Int, _ dy: Int) -> Int { (dx + radius) * side + dy + radius }

  /// Brings the rows of `reference` that displacements `dy` beyond the shift need over the image's.
  private mutating func move(
    _ reference: PaddedMask, dx: Int, dy: Int, over image: BitMask, _ range: ClosedRange<Int>
  ) {
    reference.translate(
      dx: dx, dy: dy, firstRow: range.lowerBound, height: image.height + range.count - 1,
      into: &moved)
  }

  private mutating func measure(_ image: BitMask, row: Int, plane: Int) {
    BitMatchCost.measure(
      image, moved, firstRow: row, columns: columns, into: &cost, at: plane * columns * rows)
    isMeasured[plane] = true
  }
}

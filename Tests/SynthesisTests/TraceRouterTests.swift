import Pixels
import Testing

@testable import Synthesis

@Suite struct TraceRouterTests {
  private typealias Cell = LayoutLattice.Cell
  private let lattice = LayoutLattice(size: PixelSize(width: 128, height: 128), phase: .zero)

  private func router(blocking isBlocked: (Cell) -> Bool = { _ in false }) -> TraceRouter {
    var free = [Bool](repeating: true, count: lattice.columns * lattice.rows)
    for j in 0..<lattice.rows {
      for i in 0..<lattice.columns where isBlocked(Cell(i: i, j: j)) {
        free[lattice.index(Cell(i: i, j: j))] = false
      }
    }
    return TraceRouter(lattice: lattice, isFree: free)
  }

  @Test func freeWayIsStraight() {
    let way = router().way(from: Cell(i: 2, j: 5), to: .cell(Cell(i: 20, j: 5)))
    #expect(way == [Cell(i: 2, j: 5), Cell(i: 20, j: 5)])
  }

  @Test func diagonalIsTakenWithOneBend() throws {
    let way = try #require(router().way(from: Cell(i: 2, j: 2), to: .cell(Cell(i: 20, j: 8))))
    #expect(way.count == 3)
    #expect(way.first == Cell(i: 2, j: 2))
    #expect(way.last == Cell(i: 20, j: 8))
  }

  @Test func wallIsPassedThroughItsGap() throws {
    let blocked = router { $0.i == 10 && $0.j != 20 }
    let way = try #require(blocked.way(from: Cell(i: 2, j: 5), to: .cell(Cell(i: 18, j: 5))))
    // Corners are joined by straight or diagonal lines, which meet column 10 in row 20.
    let passes = zip(way, way.dropFirst()).contains { a, b in
      guard min(a.i, b.i) <= 10, max(a.i, b.i) >= 10, a.i != b.i else { return false }
      return a.j + (b.j - a.j) * (10 - a.i) / (b.i - a.i) == 20
    }
    #expect(passes)
  }

  @Test func closedWallLeavesNoWay() {
    let blocked = router { $0.i == 10 }
    #expect(blocked.way(from: Cell(i: 2, j: 5), to: .cell(Cell(i: 18, j: 5))) == nil)
  }

  @Test func nearestCellOfAnAreaIsReached() {
    let cells: Set<Cell> = [Cell(i: 12, j: 4), Cell(i: 12, j: 5), Cell(i: 12, j: 20)]
    let goal = TraceRouter.Goal.area(
      cells: cells, from: Cell(i: 12, j: 4), to: Cell(i: 12, j: 20))
    let way = router().way(from: Cell(i: 3, j: 5), to: goal)
    #expect(way == [Cell(i: 3, j: 5), Cell(i: 12, j: 5)])
  }
}

import Kernels
import TestSupport
import Testing

@Suite struct FieldRelaxationTests {
  @Test func displacementsAgreeWithReference() {
    var random = TestRandom(31)
    var field = FieldRelaxation()
    for _ in 0..<200 {
      let (columns, rows, radius) = (random.int(1...37), random.int(1...9), random.int(1...4))
      let side = 2 * radius + 1
      let mismatch = (0..<(side * side * columns * rows)).map { _ in Int32(random.int(0...4000)) }
      let (dx, dy) = (random.int(-radius...radius), random.int(-radius...radius))
      let smoothness = random.int(1...200)
      var expected = FieldReference(columns: columns, rows: rows, dx: Double(dx), dy: Double(dy))
      field.start(columns: columns, rows: rows, dx: Float(dx), dy: Float(dy))
      expected.fit(mismatch, radius: radius)
      field.fit(mismatch, radius: radius, smoothness: Float(smoothness))
      let sweeps = random.int(1...8)
      expected.relax(sweeps: sweeps, smoothness: Double(smoothness))
      field.relax(sweeps: sweeps, smoothness: Float(smoothness))
      for y in 0..<rows {
        for x in 0..<columns {
          let (u, v) = (field.displacement(x, y), expected.u[y * columns + x])
          let error = max(abs(Double(u.dx) - v.x), abs(Double(u.dy) - v.y))
          #expect(error < 1e-3, "node (\(x), \(y)) of \(columns)x\(rows)")
        }
      }
    }
  }

  @Test func boundsHoldTheNearestWholeDisplacements() {
    var field = FieldRelaxation()
    field.start(columns: 3, rows: 2, dx: -2.5, dy: 1.4)
    #expect(field.bounds(limit: 6) == (-3...(-3), 1...1))
    #expect(field.bounds(limit: 1) == (-1...(-1), 1...1))
  }

  @Test func aNodeWithoutNeighboursFollowsItsOwnMismatch() {
    // A parabola with its minimum at (1, 0) in the nine planes around none.
    let mismatch: [Int32] = [40, 40, 40, 10, 10, 10, 0, 0, 0]
    var field = FieldRelaxation()
    field.start(columns: 1, rows: 1, dx: 0, dy: 0)
    field.fit(mismatch, radius: 1, smoothness: 5)
    field.relax(sweeps: 1, smoothness: 5)
    #expect(abs(field.displacement(0, 0).dx - 1) < 1e-3)
    #expect(field.displacement(0, 0).dy == 0)
  }
}

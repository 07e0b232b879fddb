import Kernels
import Pixels
import TestSupport
import Testing

@testable import Comparison

@Suite struct WarpCoverageTests {
  /// A grid that turns, scales and shifts by up to `most`, and wobbles a little, as photographs do.
  private func grid(_ size: PixelSize, _ random: inout TestRandom, most: Double) -> WarpGrid {
    var grid = WarpGrid(covering: size)
    let (turn, scale) = (
      Double.random(in: -0.1...0.1, using: &random), Double.random(in: -0.02...0.02, using: &random)
    )
    let (x0, y0) = (
      Double.random(in: -most...most, using: &random),
      Double.random(in: -most...most, using: &random)
    )
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let (x, y) = (Double(32 * column), Double(32 * row))
        grid.set(
          column: column, row: row,
          dx: Float(x0 + scale * x - turn * y + Double.random(in: -0.5...0.5, using: &random)),
          dy: Float(y0 + turn * x + scale * y + Double.random(in: -0.5...0.5, using: &random)))
      }
    }
    return grid
  }

  @Test func aPixelIsCoveredWhereItComesFromWithinTheImage() {
    var random = TestRandom(5)
    for number in 0..<60 {
      let size = PixelSize(width: random.int(1...200), height: random.int(1...150))
      let image = PixelSize(width: random.int(1...200), height: random.int(1...150))
      let margin = random.int(0...5)
      let grid = grid(size, &random, most: number % 3 == 0 ? 150 : 20)
      var mask = BitMask()
      WarpCoverage.assign(&mask, size: size, by: grid, imageSize: image, margin: margin)
      #expect(mask.size == size)
      // Interpolation at a pixel and along the edge of its cell may round apart: not at the border
      // itself.
      let (right, bottom) = (Float(image.width - 1 - margin), Float(image.height - 1 - margin))
      var wrong = 0
      for y in 0..<size.height {
        for x in 0..<size.width {
          let shift = grid.displacement(x: x, y: y)
          let (u, v) = (Float(x) + shift.dx, Float(y) + shift.dy)
          let across = min(u - Float(margin), right - u)
          let down = min(v - Float(margin), bottom - v)
          let inside = min(across, down)
          if inside.magnitude > 1e-3, mask[x, y] != (inside > 0) { wrong += 1 }
        }
      }
      #expect(wrong == 0, "\(size) of \(image), margin \(margin)")
    }
  }
}

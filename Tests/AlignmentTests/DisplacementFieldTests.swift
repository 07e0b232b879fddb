import Alignment
import Pixels
import TestSupport
import Testing

@Suite struct DisplacementFieldTests {
  private static func field(
    _ columns: Int, _ rows: Int, reach: ClosedRange<Int>, _ random: inout TestRandom
  ) -> DisplacementField {
    var field = DisplacementField(columns: columns, rows: rows)
    for i in field.dx.indices {
      field.dx[i] = Float(random.int(reach)) / 8
      field.dy[i] = Float(random.int(reach)) / 8
    }
    return field
  }

  /// Bilinear interpolation of nodes at 16, 48, 80, …, constant beyond the outer ones.
  private static func interpolated(
    _ values: [Float], _ columns: Int, _ rows: Int, _ x: Int, _ y: Int
  ) -> Double {
    var sum = 0.0
    func weight(_ position: Int, _ node: Int, _ nodes: Int) -> Double {
      let p = max(0, min(Double(nodes - 1), Double(position - 16) / 32))
      return max(0, 1 - abs(p - Double(node)))
    }
    for j in 0..<rows {
      for i in 0..<columns {
        sum += Double(values[j * columns + i]) * weight(x, i, columns) * weight(y, j, rows)
      }
    }
    return sum
  }

  @Test func displacementIsInterpolatedBetweenNodes() {
    var random = TestRandom(1)
    for (columns, rows) in [(1, 1), (2, 1), (1, 3), (4, 3)] {
      let field = Self.field(columns, rows, reach: -200...200, &random)
      for y in stride(from: 0, to: rows * 32, by: 5) {
        for x in stride(from: 0, to: columns * 32, by: 3) {
          let (dx, dy) = field.displacement(x: x, y: y)
          #expect(abs(Double(dx) - Self.interpolated(field.dx, columns, rows, x, y)) < 1e-4)
          #expect(abs(Double(dy) - Self.interpolated(field.dy, columns, rows, x, y)) < 1e-4)
        }
      }
    }
  }

  @Test func validRegionAgreesWithReference() {
    var random = TestRandom(2)
    var valid = BitMask()
    for size in MaskSizes.large + [PixelSize(width: 1, height: 1), PixelSize(width: 5, height: 9)] {
      let reach = random.chance(0.5) ? 40 : 300
      let field = Self.field(
        (size.width + 31) / 32, (size.height + 31) / 32, reach: -reach...reach, &random)
      let margin = random.int(0...7)
      let box = PixelBox(
        x1: margin, y1: margin, x2: size.width - margin, y2: size.height - margin)
      let expected = PixelGrid(width: size.width, height: size.height) { x, y in
        let (dx, dy) = field.displacement(x: x / 8 * 8 + 4, y: y)
        let (u, v) = (Double(x) + Double(dx), Double(y) + Double(dy))
        return x >= box.x1 && x < box.x2 && y >= box.y1 && y < box.y2
          && u >= Double(box.x1) && u <= Double(box.x2 - 1)
          && v >= Double(box.y1) && v <= Double(box.y2 - 1)
      }
      valid.soil()
      field.assignValidRegion(of: size, margin: margin, into: &valid)
      #expect(valid.difference(from: expected) == nil, "margin \(margin)")
    }
  }

  @Test func withoutDisplacementAllButTheMarginIsValid() {
    var valid = BitMask()
    let field = DisplacementField(columns: 4, rows: 2)
    for margin in [0, 3, 31, 32, 500] {
      field.assignValidRegion(of: PixelSize(width: 100, height: 64), margin: margin, into: &valid)
      var expected = PixelGrid(width: 100, height: 64)
      expected.fill(PixelBox(x1: margin, y1: margin, x2: 100 - margin, y2: 64 - margin))
      #expect(valid.difference(from: expected) == nil)
    }
  }

  @Test func picturesAreWarpedByTheNearestPixel() {
    var random = TestRandom(3)
    let image = random.image(width: 70, height: 40)
    let field = Self.field(3, 2, reach: -160...160, &random)
    let warped = field.warped(image)
    for y in 0..<40 {
      for x in 0..<70 {
        let (dx, dy) = field.displacement(x: x / 8 * 8 + 4, y: y)
        let u = max(0, min(69, x + Int(dx.rounded())))
        let v = max(0, min(39, y + Int(dy.rounded())))
        #expect(warped[x, y] == image[u, v])
      }
    }
    #expect(field.warped(Image()).size.area == 0)
  }
}

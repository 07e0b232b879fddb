import Kernels
import Pixels
import TestSupport
import Testing

struct TextureResponsesTests {
  private func scales(_ count: Int, _ random: inout TestRandom) -> [Float] {
    (0..<count).map { _ in Float(random.int(1...1000)) / 500 }
  }

  @Test(arguments: [1, 2]) func linesAgreeWithTheFormula(_ spacing: Int) {
    var random = TestRandom(1)
    var lines = TextureLines(spacing: spacing)
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      let result = PixelSize(
        width: (size.width + spacing - 1) / spacing, height: (size.height + spacing - 1) / spacing)
      var (out, start) = texturePlane(result, &random)
      let scales = scales(TextureLines.count, &random)
      lines.raise(&out, plane, scales: scales)
      start = TextureReference.raised(start, grid, spacing: spacing, scales: scales)
      #expect(FloatGrid(out) == start, "\(size)")
    }
  }

  @Test func aLineRespondsMostInItsOwnDirection() {
    var image = Image<UInt8>(width: 80, height: 80)
    for y in 0..<80 { for x in 0..<80 { image[x, y] = x == 40 ? 200 : 100 } }
    var scratch = Scratch()
    var plane = FloatPlane()
    plane.assignFlattened(
      image, light: SurfaceLight(terms: SIMD8(128, 0, 0, 0, 0, 0, 0, 0), least: 1),
      scratch: &scratch)
    for spacing in [1, 2] {
      var lines = TextureLines(spacing: spacing)
      let responses = lines.responses(plane).map(\.largest)
      // The mean level of -28 lies on 8 or 16 places; direction 8 of 16 runs down.
      #expect(responses[2 * 8] == 8 * 72 && responses[2 * 8 + 1] == 16 * 72)
      let others = responses.indices.filter { $0 != 17 }.map { responses[$0] }.max() ?? 0
      #expect(others < responses[17])
    }
  }

  @Test func shapesAgreeWithTheFormula() {
    var random = TestRandom(2)
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      var (out, start) = texturePlane(size, &random)
      let scales = scales(FloatPlane.shapeCount, &random)
      out.formShapeMaximum(plane, scales: scales)
      start = TextureReference.raised(start, grid, shapes: scales)
      #expect(FloatGrid(out) == start, "\(size)")
    }
  }

  @Test func placesNearTheBorderCountLess() {
    var random = TestRandom(3)
    for size in textureSizes {
      var (plane, grid) = texturePlane(size, &random)
      plane.formTapered()
      let expected = FloatGrid(width: size.width, height: size.height) { x, y in
        grid[x, y] * TextureReference.weight(y, size.height)
          * TextureReference.weight(x, size.width)
      }
      let agrees = zip(FloatGrid(plane).values, expected.values)
        .allSatisfy { abs($0 - $1) <= 1e-6 * abs($1) }
      #expect(agrees, "\(size)")
    }
  }

  /// The mean square and the largest of `values`, weighted at the border.
  private func response(_ values: FloatGrid, weightWidth: Int, spacing: Int) -> (Double, Double) {
    var (squares, largest) = (0.0, 0.0)
    for y in 0..<values.height {
      for x in 0..<values.width {
        let value = Double(values[x, y])
        squares += value * value
        let weight =
          TextureReference.weight(y, values.height)
          * TextureReference.weight(x / spacing, weightWidth)
        largest = max(largest, abs(value) * Double(weight))
      }
    }
    return (squares / Double(values.width * values.height), largest)
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-6 * abs(b) }

  @Test(arguments: [1, 2]) func responsesOfLinesAreTheirMeanSquareAndLargest(_ spacing: Int) {
    var random = TestRandom(4)
    var scratch = Scratch()
    var lines = TextureLines(spacing: spacing)
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      let height = (size.height + spacing - 1) / spacing
      let width = (size.width + spacing - 1) / spacing
      let responses = lines.responses(plane)
      var squares = [Double](repeating: -1, count: TextureLines.count)
      lines.takeMeanSquares(plane, rowStep: 3, into: &squares, scratch: &scratch)
      for k in 0..<TextureLines.directions {
        for isLong in [false, true] {
          let values = FloatGrid(width: size.width, height: height) { x, y in
            let sums = TextureReference.line(grid, k, spacing: spacing, x, spacing * y)
            return isLong ? sums.long : sums.short
          }
          let some = FloatGrid(width: size.width, height: (height + 2) / 3) { values[$0, 3 * $1] }
          let (square, largest) = response(values, weightWidth: width, spacing: spacing)
          let number = 2 * k + (isLong ? 1 : 0)
          #expect(isNear(responses[number].meanSquare, square), "\(size) \(number)")
          #expect(isNear(responses[number].largest, largest), "\(size) \(number)")
          let sampled = response(some, weightWidth: width, spacing: spacing).0
          #expect(isNear(squares[number], sampled), "\(size) \(number)")
        }
      }
    }
  }

  @Test func responsesOfShapesAreTheirMeanSquareAndLargest() {
    var random = TestRandom(5)
    var scratch = Scratch()
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      let responses = plane.shapeResponses()
      var squares = [Double](repeating: -1, count: FloatPlane.shapeCount)
      plane.takeShapeMeanSquares(rowStep: 2, into: &squares, scratch: &scratch)
      for k in 0..<FloatPlane.shapeCount {
        let values = FloatGrid(width: size.width, height: size.height) {
          TextureReference.shapes(grid, $0, $1)[k]
        }
        let some = FloatGrid(width: size.width, height: (size.height + 1) / 2) {
          values[$0, 2 * $1]
        }
        let (square, largest) = response(values, weightWidth: size.width, spacing: 1)
        #expect(isNear(responses[k].meanSquare, square), "\(size) \(k)")
        #expect(isNear(responses[k].largest, largest), "\(size) \(k)")
        #expect(
          isNear(squares[k], response(some, weightWidth: size.width, spacing: 1).0),
          "\(size) \(k)")
      }
      #expect(isNear(plane.meanSquare(), response(grid, weightWidth: 1, spacing: 99).0))
    }
  }
}

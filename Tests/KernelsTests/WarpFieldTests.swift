import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct WarpFieldTests {
  @Test(arguments: [false, true]) func gridsAgreeWithTheFormula(nearest: Bool) {
    var noise = NoiseSource(seed: 11)
    var scratch = Scratch()
    var (out, out16) = (Image<UInt8>(), Image<UInt16>())
    let sizes = [(1, 1), (1, 40), (15, 3), (17, 17), (49, 33), (130, 70), (199, 49), (70, 100)]
    for (width, height) in sizes {
      for (columns, rows) in [(1, 1), (2, 1), (1, 3), (3, 2), (5, 4), (9, 2)] {
        for amount in [0.0, 0.4, 6, 100] {
          let channels = amount == 6 ? 3 : 1
          let dx = (0..<(columns * rows)).map { _ in Float(noise.uniform(-amount...amount)) }
          let dy = (0..<(columns * rows)).map { _ in Float(noise.uniform(-amount...amount)) }
          let image = noise.image(UInt8.self, width, height, channels: channels)
          let image16 = noise.image(UInt16.self, width, height, channels: channels)
          let grid = WarpGrid(columns: columns, dx: dx, dy: dy)
          for replicates in [false, true] {
            out.assignWarp(
              image, by: grid, interpolation: nearest ? .nearest : .bilinear,
              border: replicates ? .replicate : .constant(3), scratch: &scratch)
            #expect(
              out
                == WarpReference.nodes(
                  image, dx: dx, dy: dy, columns: columns, nearest: nearest,
                  outside: replicates ? nil : 3))
            out16.assignWarp(
              image16, by: grid, interpolation: nearest ? .nearest : .bilinear,
              border: replicates ? .replicate : .constant(3), scratch: &scratch)
            #expect(
              out16
                == WarpReference.nodes(
                  image16, dx: dx, dy: dy, columns: columns, nearest: nearest,
                  outside: replicates ? nil : 3))
          }
        }
      }
    }
  }

  @Test(arguments: [32, 64, 128]) func gridsCoverFramesOfOtherSizesFromTheFirstPixelOn(
    _ spacing: Int
  ) {
    var noise = NoiseSource(seed: 14)
    var scratch = Scratch()
    var (out, out16) = (Image<UInt8>(), Image<UInt16>())
    for (width, height) in [(1, 1), (2, 40), (33, 31), (130, 70), (129, 65), (300, 140)] {
      let size = PixelSize(width: width, height: height)
      for (sourceWidth, sourceHeight) in [(20, 30), (200, 100)] {
        let image = noise.image(UInt8.self, sourceWidth, sourceHeight)
        let image16 = noise.image(UInt16.self, sourceWidth, sourceHeight)
        var grid = WarpGrid(covering: size, spacing: spacing)
        #expect(grid.first == 0 && (grid.columns - 1) * spacing >= width - 1)
        #expect((grid.rows - 1) * spacing >= height - 1 && grid.dx.allSatisfy { $0 == 0 })
        for row in 0..<grid.rows {
          for column in 0..<grid.columns {
            grid.set(
              column: column, row: row, dx: Float(noise.uniform(-30...30)),
              dy: Float(noise.uniform(-30...30)))
          }
        }
        func expected<S: PixelSample & BinaryInteger>(_ image: Image<S>, _ outside: S?) -> Image<S>
        {
          WarpReference.nodes(
            image, dx: grid.dx, dy: grid.dy, columns: grid.columns, origin: 0, spacing: spacing,
            size: size, nearest: false, outside: outside)
        }
        out.assignWarp(image, by: grid, size: size, border: .constant(9), scratch: &scratch)
        #expect(out == expected(image, 9))
        out16.assignWarp(image16, by: grid, size: size, border: .replicate, scratch: &scratch)
        #expect(out16 == expected(image16, nil))
      }
    }
  }

  @Test func displacementsAtPixelsAreThoseBetweenNodes() {
    var grid = WarpGrid(covering: PixelSize(width: 100, height: 50), spacing: 64)
    grid.set(column: 1, row: 0, dx: 8, dy: 0)
    grid.set(column: 1, row: 1, dx: 8, dy: -4)
    #expect(grid.displacement(x: 16, y: 0) == (2, 0))
    #expect(grid.displacement(x: 64, y: 32) == (8, -2))
    #expect(grid.displacement(x: -5, y: -9) == (0, 0))
    let one = WarpGrid(columns: 1, dx: [3], dy: [-1])
    #expect(one.displacement(x: 90, y: 2) == (3, -1))
  }

  @Test(arguments: [false, true]) func mapsAgreeWithTheFormula(nearest: Bool) {
    var noise = NoiseSource(seed: 12)
    var scratch = Scratch()
    var (out, out16) = (Image<UInt8>(), Image<UInt16>())
    for (width, height, mapWidth, mapHeight) in [
      (1, 1, 3, 2), (1, 5, 9, 9), (5, 1, 9, 9), (2, 2, 20, 3), (60, 40, 61, 39), (90, 30, 300, 20),
    ] {
      for amount in [0.0, 0.7, 20] {
        for channels in 1...3 {
          var dx = Image<Float>(width: mapWidth, height: mapHeight)
          var dy = Image<Float>(width: mapWidth, height: mapHeight)
          for y in 0..<mapHeight {
            for x in 0..<mapWidth {
              dx[x, y] = Float(noise.uniform(-amount...amount))
              dy[x, y] = Float(noise.uniform(-amount...amount))
            }
          }
          dx[0, 0] = .nan
          dy[mapWidth - 1, 0] = 1e30
          dx[mapWidth - 1, mapHeight - 1] = -.infinity
          let image = noise.image(UInt8.self, width, height, channels: channels)
          let image16 = noise.image(UInt16.self, width, height, channels: channels)
          for replicates in [false, true] {
            out.assignWarp(
              image, dx: dx, dy: dy, interpolation: nearest ? .nearest : .bilinear,
              border: replicates ? .replicate : .constant(200), scratch: &scratch)
            #expect(
              out
                == WarpReference.dense(
                  image, dx: dx, dy: dy, nearest: nearest, outside: replicates ? nil : 200))
            out16.assignWarp(
              image16, dx: dx, dy: dy, interpolation: nearest ? .nearest : .bilinear,
              border: replicates ? .replicate : .constant(200), scratch: &scratch)
            #expect(
              out16
                == WarpReference.dense(
                  image16, dx: dx, dy: dy, nearest: nearest, outside: replicates ? nil : 200))
          }
        }
      }
    }
  }

  @Test func aRegionIsSeenAsAnImageOfItsOwn() {
    var noise = NoiseSource(seed: 13)
    let image = noise.image(UInt8.self, 120, 90)
    let box = PixelBox(x1: 11, y1: 3, x2: 100, y2: 77)
    let grid = WarpGrid(
      columns: 2, dx: [1.5, -2.25, 3, 0.125], dy: [-1, 0.75, 2, -3.5])
    var scratch = Scratch()
    var (a, b) = (Image<UInt8>(), Image<UInt8>())
    a.assignWarp(image, by: grid, border: .replicate, region: box, scratch: &scratch)
    b.assignWarp(image.cropped(to: box), by: grid, border: .replicate, scratch: &scratch)
    #expect(a == b)
  }
}

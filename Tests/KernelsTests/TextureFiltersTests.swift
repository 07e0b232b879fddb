import Kernels
import Pixels
import TestSupport
import Testing

/// Sizes around those of vectors, and smaller than what filters reach.
let textureSizes = [
  (1, 1), (2, 3), (5, 1), (1, 9), (7, 7), (15, 4), (16, 16), (17, 5), (33, 20), (64, 18), (70, 41),
].map { PixelSize(width: $0.0, height: $0.1) }

/// A plane of values that are no whole numbers, and the same as a grid; by way of the only operator
/// that takes an image.
func texturePlane(_ size: PixelSize, _ random: inout TestRandom) -> (FloatPlane, FloatGrid) {
  let image = random.image(width: size.width, height: size.height)
  let terms: [Float] = [120, 31, -22, 9, 14, -17]
  var plane = FloatPlane()
  var scratch = Scratch()
  plane.assignFlattened(
    image, light: SurfaceLight(terms: SIMD8(terms + [0, 0]), least: 50), scratch: &scratch)
  return (plane, TextureReference.flattened(image, terms: terms, least: 50))
}

extension FloatGrid {
  /// The values of a plane.
  init(_ plane: FloatPlane) {
    self.init(width: plane.width, height: plane.height) { plane[$0, $1] }
  }
}

struct TextureFiltersTests {
  @Test func theLightIsDividedOut() {
    var random = TestRandom(1)
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      #expect(FloatGrid(plane) == grid, "\(size)")
    }
    // A surface that reflects the same everywhere is flat in whatever light.
    let light = SurfaceLight(terms: SIMD8(100, 40, 0, 0, 0, 0, 0, 0), least: 1)
    var image = Image<UInt8>(width: 200, height: 3)
    for y in 0..<3 {
      for x in 0..<200 {
        image[x, y] = UInt8(100 + 40 * ((Double(x) + 0.5) / 200 - 0.5) + 0.5)
      }
    }
    var plane = FloatPlane()
    var scratch = Scratch()
    plane.assignFlattened(image, light: light, scratch: &scratch)
    let farthest = FloatGrid(plane).values.map { abs($0) }.max() ?? 1
    #expect(farthest < 1)
  }

  @Test func lightIsNeverLessThanTheLeast() {
    let light = SurfaceLight(terms: SIMD8(repeating: 0), least: 64)
    var plane = FloatPlane()
    var scratch = Scratch()
    plane.assignFlattened(
      Image(width: 3, height: 1, samples: [0, 64, 255]), light: light, scratch: &scratch)
    #expect(FloatGrid(plane).values == [-128, 0, 382])
  }

  @Test func rowsFartherApartChangeNothing() {
    var random = TestRandom(2)
    let size = PixelSize(width: 37, height: 11)
    let light = SurfaceLight(terms: SIMD8(128, 9, 5, 3, 2, 1, 0, 0), least: 1)
    let image = random.image(width: size.width, height: size.height)
    var wide = Image<UInt8>.soiled(width: 300, height: 11)
    wide.reshape(width: size.width, height: size.height)
    for y in 0..<size.height { for x in 0..<size.width { wide[x, y] = image[x, y] } }
    var scratch = Scratch()
    var (one, other) = (FloatPlane(), FloatPlane())
    one.assignFlattened(image, light: light, scratch: &scratch)
    // Memory of a larger plane is taken over.
    other.assign(7, size: PixelSize(width: 90, height: 50))
    other.assignFlattened(wide, light: light, scratch: &scratch)
    #expect(FloatGrid(one) == FloatGrid(other))
    var (a, b) = (FloatPlane(), FloatPlane())
    a.assignSmoothed(one, scratch: &scratch)
    b.assignSmoothed(other, scratch: &scratch)
    #expect(FloatGrid(a) == FloatGrid(b))
  }

  @Test func valuesAreLookedUpAndClampedToTheTable() {
    var random = TestRandom(3)
    let table = (0..<41).map { Float($0 * $0) }
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      var out = FloatPlane()
      out.assignLookUp(plane, scale: 0.25, offset: 20, table: table)
      #expect(
        FloatGrid(out)
          == TextureReference.lookedUp(grid, scale: 0.25, offset: 20, table: table), "\(size)")
    }
  }

  @Test func smoothingAndHalvingAgreeWithTheFormula() {
    var random = TestRandom(4)
    var scratch = Scratch()
    var out = FloatPlane()
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      out.assignSmoothed(plane, scratch: &scratch)
      #expect(FloatGrid(out) == TextureReference.smoothed(grid), "\(size)")
      out.assignHalved(plane, scratch: &scratch)
      #expect(FloatGrid(out) == TextureReference.halved(grid), "\(size)")
    }
  }

  @Test func whiteningAgreesWithTheFormula() {
    var random = TestRandom(5)
    let weights = (0..<25).map { _ in Float(random.int(-1000...1000)) / 300 }
    var out = FloatPlane()
    for size in textureSizes {
      let (plane, grid) = texturePlane(size, &random)
      out.assignWhitened(plane, weights: weights)
      #expect(
        FloatGrid(out) == TextureReference.whitened(grid, weights: weights), "\(size)")
    }
  }

  @Test func theCoarserAnomalyHoldsForFourPlaces() {
    var random = TestRandom(6)
    for size in textureSizes {
      let half = PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
      var (fine, grid) = texturePlane(size, &random)
      let (coarse, coarseGrid) = texturePlane(half, &random)
      fine.formMaximum(coarse: coarse)
      let expected = FloatGrid(width: size.width, height: size.height) { x, y in
        max(grid[x, y], coarseGrid[x / 2, y / 2])
      }
      #expect(FloatGrid(fine) == expected, "\(size)")
    }
  }

  @Test func scoresAreHalfAtAnAnomalyOfOne() {
    var random = TestRandom(7)
    var out = Image<UInt8>()
    for size in textureSizes {
      let half = PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
      var anomaly = FloatPlane()
      anomaly.assign(0, size: half)
      for y in 0..<half.height {
        for x in 0..<half.width { anomaly[x, y] = Float(random.int(0...4000)) / 1000 }
      }
      out.assignTextureScores(anomaly, size: size)
      let expected = Image<UInt8>(
        width: size.width, height: size.height,
        samples: (0..<size.area).map {
          TextureReference.score(anomaly[$0 % size.width / 2, $0 / size.width / 2])
        })
      #expect(out == expected, "\(size)")
    }
    var one = FloatPlane()
    one.assign(1, size: PixelSize(width: 1, height: 1))
    out.assignTextureScores(one, size: PixelSize(width: 2, height: 2))
    #expect(out.samples == [128, 128, 128, 128])
  }
}

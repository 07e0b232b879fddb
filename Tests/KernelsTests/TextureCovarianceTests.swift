import Kernels
import Pixels
import TestSupport
import Testing

struct TextureCovarianceTests {
  @Test func agreesWithTheDefinition() {
    var random = TestRandom(1)
    var covariance = TextureCovariance()
    var grids: [FloatGrid] = []
    for size in [PixelSize(width: 40, height: 21), PixelSize(width: 27, height: 33)] {
      let (plane, grid) = texturePlane(size, &random)
      covariance.add(plane)
      grids.append(grid)
    }
    for (u, v) in [(0, 0), (1, 0), (6, 0), (-6, 1), (0, 3), (5, 6), (6, 6), (-3, -2), (2, -5)] {
      let (across, down) = v < 0 ? (-u, -v) : (u, v)
      var (sum, product, count) = (0.0, 0.0, 0.0)
      for grid in grids {
        for y in 0..<(grid.height - 6) {
          for x in 6..<(grid.width - 6) {
            sum += Double(grid[x, y])
            product += Double(grid[x, y]) * Double(grid[x + across, y + down])
            count += 1
          }
        }
      }
      let expected = product / count - sum / count * (sum / count)
      let actual = covariance.covariance(across: u, down: v)
      #expect(abs(actual - expected) < 1e-3 * covariance.covariance(across: 0, down: 0))
    }
  }

  @Test func planesSmallerThanTheNeighbourhoodTellNothing() {
    var random = TestRandom(2)
    var covariance = TextureCovariance()
    for size in [PixelSize(width: 12, height: 40), PixelSize(width: 40, height: 6)] {
      covariance.add(texturePlane(size, &random).0)
    }
    #expect(covariance == TextureCovariance())
    #expect(covariance.covariance(across: 0, down: 0) == 0)
  }

  @Test func whatWasWhitenedHasVarianceOneAndNothingToDoWithItsNeighbours() {
    var random = TestRandom(3)
    var scratch = Scratch()
    let noise = texturePlane(PixelSize(width: 300, height: 300), &random).0
    var texture = FloatPlane()
    texture.assignSmoothed(noise, scratch: &scratch)
    // As of any camera: without noise of its own what is added to the variance would decide.
    for y in 0..<300 { for x in 0..<300 { texture[x, y] += 0.3 * noise[x, y] } }
    var covariance = TextureCovariance()
    covariance.add(texture)
    var whitened = FloatPlane()
    whitened.assignWhitened(texture, weights: covariance.whitening(noise: 0.1))
    var square = 0.0
    for y in 10..<290 {
      for x in 10..<290 { square += Double(whitened[x, y]) * Double(whitened[x, y]) }
    }
    #expect(abs(square / (280 * 280) - 1) < 0.15)
    let deviation = covariance.covariance(across: 0, down: 0).squareRoot()
    func correlation(_ u: Int, _ v: Int) -> Double {
      var sum = 0.0
      for y in 10..<290 {
        for x in 10..<290 { sum += Double(whitened[x, y]) * Double(texture[x + u, y + v]) }
      }
      return sum / (280 * 280) / deviation
    }
    #expect(correlation(0, 0) > 0.2)
    for (u, v) in [(1, 0), (0, 1), (1, 1), (-1, 1), (2, 0), (3, 3)] {
      #expect(abs(correlation(u, v)) < 0.05, "(\(u), \(v))")
    }
  }

  @Test func uncorrelatedValuesAreLeftAsTheyAre() {
    var random = TestRandom(4)
    var covariance = TextureCovariance()
    for _ in 0..<4 {
      covariance.add(texturePlane(PixelSize(width: 200, height: 200), &random).0)
    }
    let weights = covariance.whitening(noise: 0)
    let deviation = covariance.covariance(across: 0, down: 0).squareRoot()
    #expect(abs(Double(weights[0]) * deviation - 1) < 0.03)
    let others = weights.dropFirst().map { abs(Double($0)) * deviation }.max() ?? 1
    #expect(others < 0.03)
  }

  @Test func planesOfOneLevelGiveFiniteWeights() {
    var covariance = TextureCovariance()
    var plane = FloatPlane()
    plane.assign(3, size: PixelSize(width: 64, height: 64))
    covariance.add(plane)
    let areFinite = covariance.whitening(noise: 0.1).allSatisfy(\.isFinite)
    #expect(areFinite)
  }
}

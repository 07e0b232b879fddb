import Kernels
import Pixels
import TestSupport
import Testing

@testable import Comparison

@Suite struct IlluminationTests {
  private static let size = PixelSize(width: 420, height: 300)
  private static let part = TestScene(size: size, count: 90, seed: 3)
  /// A part that is dark in red and blue nearly everywhere, with some bright shapes.
  private static let board: TestScene = {
    var scene = TestScene(size: size, count: 90, seed: 8)
    scene.ground = [4, 70, 12]
    for k in scene.shapes.indices {
      scene.shapes[k].color = k % 12 == 0 ? [110, 105, 90] : [3, 85, Double(8 + k % 10)]
    }
    return scene
  }()

  /// The planes of `image`, which lies as the reference does, in the light of `model`.
  private func aligned(
    _ image: Image<UInt8>, to model: ReferenceModel
  ) -> (planes: AlignedPlanes, tones: ToneCurve, colors: [ToneCurve]) {
    var aligner = PlaneAligner(model, ReferenceLimits(model), margin: 3)
    var planes = AlignedPlanes(channels: model.header.channels)
    var gray = image
    if image.channels >= 3 { gray.assignGray(image) }
    let half = PixelSize(width: Self.size.width / 2, height: Self.size.height / 2)
    aligner.align(
      image, gray: gray, by: WarpGrid(covering: Self.size, spacing: 128),
      halfGrid: WarpGrid(covering: half, spacing: 64), into: &planes)
    return (planes, aligner.tones, aligner.colorTones)
  }

  /// The mean distance of two planes, in gray levels.
  private func distance(_ a: Image<UInt8>, _ b: Image<UInt8>) -> Double {
    var sum = 0
    for y in 4..<(a.height - 4) {
      for x in 4..<(a.width - 4) { sum += abs(Int(a[x, y]) - Int(b[x, y])) }
    }
    return Double(sum) / Double((a.width - 8) * (a.height - 8))
  }

  @Test(arguments: [(0.75, 0.0, 1.0), (1.0, 0.3, 1.0), (0.9, 0.0, 1.2), (0.85, 0.25, 0.88)])
  func removesGainGradientAndGamma(_ gain: Double, _ slope: Double, _ gamma: Double) throws {
    for scene in [Self.part, Self.board] {
      var camera = TestScene.Camera(size: Self.size)
      camera.noise = 2
      let reference = scene.photograph(camera)
      let model = try ReferenceModel.of(reference)
      (camera.gain, camera.slope, camera.gamma, camera.seed) = (gain, slope, gamma, 7)
      let own = aligned(reference, to: model).planes
      let other = aligned(scene.photograph(camera), to: model).planes
      for k in own.planes.indices {
        #expect(distance(own.planes[k], other.planes[k]) < 1.6, "channel \(own.channels[k])")
      }
    }
  }

  @Test func coloursThatTheCameraWeighsOtherwiseAreBroughtBack() throws {
    var camera = TestScene.Camera(size: Self.size)
    let reference = Self.part.photograph(camera)
    let model = try ReferenceModel.of(reference)
    camera.noise = 1
    var image = Self.part.photograph(camera)
    for y in 0..<image.height {
      for x in 0..<image.width {
        image[x, y, 0] = UInt8(Double(image[x, y, 0]) * 0.9)
        image[x, y, 2] = UInt8(min(255, Double(image[x, y, 2]) * 1.15))
      }
    }
    let (own, other) = (aligned(reference, to: model).planes, aligned(image, to: model).planes)
    for k in own.planes.indices { #expect(distance(own.planes[k], other.planes[k]) < 1) }
  }

  @Test func aSpotDoesNotChangeTheLightOfTheRest() throws {
    for scene in [Self.part, Self.board] {
      var camera = TestScene.Camera(size: Self.size)
      (camera.gain, camera.noise) = (0.85, 2)
      let model = try ReferenceModel.of(scene.photograph(TestScene.Camera(size: Self.size)))
      let clean = scene.photograph(camera)
      var spotted = clean
      // A tenth of the part.
      spotted.fill(PixelBox(x1: 150, y1: 100, x2: 270, y2: 205), [220, 40, 160])
      let (a, b) = (aligned(clean, to: model), aligned(spotted, to: model))
      for (k, plane) in a.planes.planes.enumerated() {
        var (sum, n) = (0, 0)
        let step = a.planes.channels[k].isHalved ? 2 : 1
        for y in 4..<(90 / step) {
          for x in 4..<(plane.width - 4) {
            sum += abs(Int(plane[x, y]) - Int(b.planes.planes[k][x, y]))
            n += 1
          }
        }
        #expect(Double(sum) / Double(n) < 1, "channel \(a.planes.channels[k])")
      }
    }
  }

  @Test(arguments: [240, 248, 255] as [UInt8])
  func brightGroundsAreLookedAt(_ level: UInt8) throws {
    for channels in [1, 3] {
      var picture = Image<UInt8>(
        size: Self.size, color: [UInt8](repeating: level, count: channels))
      picture.fill(
        PixelBox(x1: 100, y1: 80, x2: 200, y2: 180), [UInt8](repeating: 20, count: channels))
      let model = try ReferenceModel.of(picture)
      let limits = ReferenceLimits(model)
      let samples = IlluminationSamples(
        model, tolerance: limits.tolerances[0], ignored: limits.ignored)
      #expect(samples.places.count > 100)
      #expect(samples.luma.contains { $0 > 230 } && samples.luma.contains { $0 < 30 })
    }
  }

  @Test func placesLieWhereThePartIsFlatAndJudged() throws {
    let picture = Self.part.photograph(TestScene.Camera(size: Self.size))
    let model = try ReferenceModel.of(picture)
    var regions = Image<UInt8>(size: Self.size, color: [1])
    regions.fill(PixelBox(x1: 0, y1: 0, x2: 210, y2: 300), [0])
    let limits = ReferenceLimits(model, regions: regions)
    let samples = IlluminationSamples(
      model, tolerance: limits.tolerances[0], ignored: limits.ignored)
    #expect(samples.places.count > 200)
    #expect(samples.color.count == samples.places.count)
    for (place, luma) in zip(samples.places, samples.luma) {
      #expect(place.x >= 210)
      for (dx, dy) in [(-6, 0), (6, 0), (0, -6), (0, 6)] {
        let level = Float(model.luma[Int(place.x) + dx, Int(place.y) + dy])
        #expect(abs(level - luma) < 3 + 0.05 * luma + 3)
      }
    }
  }
}

import Alignment
import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct PoseFinderTests {
  private static let size = PixelSize(width: 420, height: 300)
  private static let scene = TestScene(size: size, count: 90, seed: 3)
  private static let straight = TestScene.Camera(size: size)
  private static let reference = scene.photograph(straight, channels: 1)

  /// The largest distance between where the pose and where the camera put the reference's corners.
  private func error(_ pose: Pose, _ scene: TestScene, _ camera: TestScene.Camera) -> Double {
    var most = 0.0
    for x in [30.0, Double(scene.size.width - 30)] {
      for y in [30.0, Double(scene.size.height - 30)] {
        let (a, b) = (pose.map.applied(to: PixelPoint(x: x, y: y)), scene.place(x, y, camera))
        most = max(most, ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot())
      }
    }
    return most
  }

  @Test(arguments: [
    (0.0, 1.0, 0.0, 0.0), (1.3, 0.99, 12.4, -7.7), (-4.6, 1.015, -30.2, 20.3),
    (4.9, 0.985, 3.6, 40.1),
  ])
  func findsTurnScaleAndShiftToPartsOfAPixel(
    _ angle: Double, _ scale: Double, _ dx: Double, _ dy: Double
  ) throws {
    var finder = try PoseFinder(reference: Self.reference)
    var camera = Self.straight
    (camera.angle, camera.scale, camera.shiftX, camera.shiftY) = (angle, scale, dx, dy)
    (camera.noise, camera.gain, camera.slope, camera.gamma) = (3, 0.8, 0.3, 1.15)
    let pose = finder.find(in: Self.scene.photograph(camera, channels: 1))
    #expect(pose.score > 0.8)
    #expect(error(pose, Self.scene, camera) < 0.15)
    #expect(abs(pose.angle - angle) < 0.03)
    #expect(abs(pose.scale - scale) < 0.001)
  }

  @Test(arguments: [180.0, -90, 137, 45]) func findsEveryTurnWhereAsked(_ angle: Double) throws {
    let size = PixelSize(width: 300, height: 300)
    let scene = TestScene(size: size, count: 80, seed: 9)
    var parameters = PoseParameters()
    parameters.maximumAngle = 180
    var camera = TestScene.Camera(size: size)
    let reference = scene.photograph(camera, channels: 1)
    // Turned by 45 degrees the corners leave the image: patches there are not seen.
    let middle = PixelBox(x1: 60, y1: 60, x2: 240, y2: 240)
    var finder = try PoseFinder(
      reference: reference, regions: [middle], parameters: parameters)
    camera.angle = angle
    let image = scene.photograph(camera, channels: 1)
    let pose = finder.find(in: image)
    #expect(pose.score > 0.7)
    #expect(error(pose, scene, camera) < 0.5)
    var usual = try PoseFinder(reference: reference, regions: [middle])
    #expect(usual.find(in: image).score < PoseParameters().minimumScore)
  }

  @Test func anotherPartScoresLow() throws {
    var finder = try PoseFinder(reference: Self.reference)
    for seed in [4, 5, 6] as [UInt64] {
      let other = TestScene(size: Self.size, count: 90, seed: seed)
      #expect(finder.find(in: other.photograph(Self.straight, channels: 1)).score < 0.3)
    }
    let empty = Image<UInt8>(width: 420, height: 300)
    #expect(finder.find(in: empty).score < 0.3)
  }

  @Test(arguments: [(520, 400), (380, 280), (700, 300)])
  func findsThePartInImagesOfOtherSizes(_ width: Int, _ height: Int) throws {
    var finder = try PoseFinder(reference: Self.reference)
    var camera = TestScene.Camera(size: PixelSize(width: width, height: height))
    (camera.angle, camera.shiftX, camera.shiftY) = (2, 9, -6)
    let pose = finder.find(in: Self.scene.photograph(camera, channels: 1))
    #expect(pose.score > 0.8)
    #expect(error(pose, Self.scene, camera) < 0.2)
  }

  @Test func findsSmallReferencesAsAWhole() throws {
    let size = PixelSize(width: 48, height: 36)
    let scene = TestScene(size: size, count: 6, seed: 2)
    var camera = TestScene.Camera(size: size)
    var parameters = PoseParameters()
    parameters.maximumShift = 8
    var finder = try PoseFinder(
      reference: scene.photograph(camera, channels: 1), parameters: parameters)
    #expect(finder.features.isEmpty)
    (camera.angle, camera.shiftX, camera.shiftY) = (2.5, 3.3, -1.6)
    let pose = finder.find(in: scene.photograph(camera, channels: 1))
    #expect(pose.score > 0.8)
    let middle = pose.map.applied(to: PixelPoint(x: 23.5, y: 17.5))
    let expected = scene.place(23.5, 17.5, camera)
    #expect(abs(middle.x - expected.x) < 0.4 && abs(middle.y - expected.y) < 0.4)
  }

  @Test func tinyImagesShowNoPart() throws {
    var finder = try PoseFinder(reference: Self.reference)
    for (width, height) in [(0, 0), (1, 1), (3, 200), (4, 4), (17, 5), (40, 30)] {
      #expect(finder.find(in: Image(width: width, height: height)).score < 0.5)
    }
  }

  @Test func nothingToFindThePartByIsAnError() {
    let flat = Image<UInt8>(
      width: 200, height: 100, samples: [UInt8](repeating: 90, count: 20_000))
    #expect(throws: PoseError.featureless(flat.size)) { _ = try PoseFinder(reference: flat) }
    let tiny = Image<UInt8>(width: 3, height: 3)
    #expect(throws: PoseError.featureless(tiny.size)) { _ = try PoseFinder(reference: tiny) }
    let outside = PixelBox(x1: 400, y1: 0, x2: 500, y2: 50)
    #expect(throws: PoseError.regionOutside(outside, Self.size)) {
      _ = try PoseFinder(reference: Self.reference, regions: [outside])
    }
  }

  @Test(arguments: [(8.0, 1.0, 0.0, 0.0), (0, 1.05, 0, 0), (0, 0.95, 0, 0), (0, 1, 120, 0)])
  func posesBeyondTheLimitsAreNotFound(
    _ angle: Double, _ scale: Double, _ dx: Double, _ dy: Double
  ) throws {
    var finder = try PoseFinder(reference: Self.reference)
    var camera = Self.straight
    (camera.angle, camera.scale, camera.shiftX, camera.shiftY) = (angle, scale, dx, dy)
    let image = Self.scene.photograph(camera, channels: 1)
    #expect(finder.find(in: image).score < PoseParameters().minimumScore)
    // What is allowed is found.
    var parameters = PoseParameters()
    (parameters.maximumAngle, parameters.maximumScaleChange) = (10, 0.06)
    parameters.maximumShift = 130
    var patient = try PoseFinder(reference: Self.reference, parameters: parameters)
    let pose = patient.find(in: image)
    #expect(pose.score > 0.6)
    #expect(error(pose, Self.scene, camera) < 0.5)
  }

  @Test func partsAtTheLimitsAreFound() throws {
    var finder = try PoseFinder(reference: Self.reference)
    for (angle, shift) in [(5.0, 0.0), (-5, 0), (0, 100), (0, -100)] {
      var camera = Self.straight
      (camera.angle, camera.shiftX) = (angle, shift)
      let pose = finder.find(in: Self.scene.photograph(camera, channels: 1))
      #expect(pose.score > 0.6, "\(angle) degrees, \(shift) pixels")
      #expect(error(pose, Self.scene, camera) < 0.3)
    }
  }

  @Test func aRegionAtTheSideFindsPartsThatTurnAroundTheirMiddle() throws {
    let region = PixelBox(x1: 250, y1: 40, x2: 400, y2: 260)
    var parameters = PoseParameters()
    parameters.maximumShift = 5
    var finder = try PoseFinder(
      reference: Self.reference, regions: [region], parameters: parameters)
    var camera = Self.straight
    camera.angle = 4.5
    let pose = finder.find(in: Self.scene.photograph(camera, channels: 1))
    #expect(pose.score > 0.7)
    #expect(error(pose, Self.scene, camera) < 0.6)
  }

  @Test func regionsThatCannotCarryAPoseAreAnError() throws {
    let tiny = PixelBox(x1: 100, y1: 100, x2: 103, y2: 103)
    #expect(throws: PoseError.regionTooSmall(tiny, least: 32)) {
      _ = try PoseFinder(reference: Self.reference, regions: [tiny])
    }
    // Turn and scale of the whole cannot be told from one corner of it, but from two.
    let corner = PixelBox(x1: 100, y1: 100, x2: 136, y2: 136)
    #expect(throws: PoseError.regionTooSmall(corner, least: 44)) {
      _ = try PoseFinder(reference: Self.reference, regions: [corner])
    }
    let bare = Image<UInt8>(width: Self.size.width, height: Self.size.height)
    #expect(throws: PoseError.tooFewPlaces(0, needed: 6)) {
      _ = try PoseFinder(
        reference: bare, regions: [PixelBox(x1: 90, y1: 80, x2: 190, y2: 180)])
    }
  }

  @Test func referencesAreFoundInThemselves() throws {
    var finder = try PoseFinder(reference: Self.reference)
    try finder.check(Self.reference)
    var shifted = try PoseFinder(reference: Self.reference)
    var camera = Self.straight
    camera.shiftX = 2
    let other = Self.scene.photograph(camera, channels: 1)
    #expect(throws: PoseError.ambiguous(offset: 2)) {
      do {
        try shifted.check(other)
      } catch PoseError.ambiguous(let offset) {
        throw PoseError.ambiguous(offset: offset.rounded())
      }
    }
  }

  @Test func whatIsNotJudgedDoesNotCarryThePose() throws {
    // A label on the right half; it is moved against the part.
    var judged = Image<UInt8>(width: Self.size.width, height: Self.size.height)
    for y in 0..<Self.size.height { for x in 0..<210 { judged[x, y] = 1 } }
    var finder = try PoseFinder(reference: Self.reference, judged: judged)
    #expect(finder.features.count > 5)
    #expect(finder.features.allSatisfy { $0.x + 24 <= 210 })
    var camera = Self.straight
    camera.shiftX = 6
    var image = Self.scene.photograph(camera, channels: 1)
    camera.shiftX = -9
    let label = Self.scene.photograph(camera, channels: 1)
    for y in 0..<image.height { for x in 216..<image.width { image[x, y] = label[x, y] } }
    camera.shiftX = 6
    let pose = finder.find(in: image)
    #expect(pose.score > 0.7)
    #expect(abs(pose.map.applied(to: PixelPoint(x: 100, y: 150)).x - 106) < 0.3)
  }

  @Test func featuresLieInTheRegionsAndMakeTheSameFinder() throws {
    let region = PixelBox(x1: 40, y1: 30, x2: 380, y2: 200)
    let first = try PoseFinder(reference: Self.reference, regions: [region])
    #expect(first.features.count > 5)
    for feature in first.features {
      #expect((40..<380).contains(feature.x) && (30..<200).contains(feature.y))
    }
    var a = try PoseFinder(reference: Self.reference)
    var b = try PoseFinder(reference: Self.reference, features: a.features)
    var camera = Self.straight
    camera.angle = 1
    let image = Self.scene.photograph(camera, channels: 1)
    let (chosen, given) = (a.find(in: image), b.find(in: image))
    #expect(chosen == given)
  }
}

import Comparison
import Pixels
import Teaching
import TestSupport

/// Photographs of good parts, alike but for pose, light and noise.
struct GoodParts {
  static let size = PixelSize(width: 300, height: 220)

  /// A place of the part where nothing else is, in pixels of the scene.
  static let spot = TestScene.Shape(
    x: 150, y: 110, halfWidth: 9, halfHeight: 9, color: [190, 170, 60], isRound: true)

  /// The part without the spot.
  static let scene: TestScene = {
    var scene = TestScene(size: size, count: 50, seed: 5)
    scene.shapes.removeAll { abs($0.x - spot.x) < 30 && abs($0.y - spot.y) < 30 }
    return scene
  }()

  private static let plain = (0..<10).map { taken($0, spot: false, still: false) }
  private static let spotted = (0..<10).map { taken($0, spot: true, still: false) }

  /// Part number `k`, with the spot or without; moved and lit in its own way unless it is `still`.
  func photograph(_ k: Int, spot: Bool = false, still: Bool = false) -> Image<UInt8> {
    if k < Self.plain.count && !still { return spot ? Self.spotted[k] : Self.plain[k] }
    return Self.taken(k, spot: spot, still: still)
  }

  private static func taken(_ k: Int, spot: Bool, still: Bool) -> Image<UInt8> {
    var scene = Self.scene
    if spot { scene.shapes.append(Self.spot) }
    var random = TestRandom(UInt64(100 + k))
    var camera = TestScene.Camera(size: size)
    if !still && k > 0 {
      camera.angle = Double(random.int(-15...15)) / 10
      camera.shiftX = Double(random.int(-60...60)) / 10
      camera.shiftY = Double(random.int(-60...60)) / 10
      camera.gain = 0.9 + Double(random.int(0...20)) / 100
    }
    (camera.noise, camera.seed) = (1.5, UInt64(k + 1))
    return scene.photograph(camera)
  }

  /// What is taught by parts of which some have the spot.
  func taught(
    _ spots: [Bool], adding model: ReferenceModel? = nil, still: Bool = false, from first: Int = 0
  ) throws -> TaughtPart {
    let images = spots.enumerated().map {
      photograph(first + $0.offset, spot: $0.element, still: still)
    }
    var teacher =
      try model.map { model in try Teacher(adding: model, features: nil) } ?? Teacher()
    for (k, image) in images.enumerated() { try teacher.add(image, name: "\(first + k)") }
    for (k, image) in images.enumerated() { try teacher.check(image, name: "\(first + k)") }
    return try teacher.result()
  }
}

extension TaughtPart {
  /// What a recipe of it says of an image.
  func inspected(_ image: Image<UInt8>) throws -> PhotoResult {
    var inspector = try PhotoInspector(model, features: features, comparison: comparison)
    var result = PhotoResult()
    inspector.inspect(image, into: &result)
    return result
  }
}

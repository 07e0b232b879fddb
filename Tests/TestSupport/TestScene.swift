import Foundation
import Pixels

/// A part to be photographed: rectangles and disks of many colours on a ground, drawn from continuous
/// coordinates so that it can be seen under any pose.
public struct TestScene: Sendable {
  /// A rectangle or a disk.
  public struct Shape: Sendable {
    /// Middle, in pixels.
    public var x: Double
    /// Middle, down.
    public var y: Double
    /// Half its width, or its radius.
    public var halfWidth: Double
    /// Half its height.
    public var halfHeight: Double
    /// Red, green and blue, 0...255.
    public var color: [Double]
    /// Whether it is a disk.
    public var isRound: Bool

    /// A rectangle, or a disk, with its middle and half its sides.
    public init(
      x: Double, y: Double, halfWidth: Double, halfHeight: Double, color: [Double],
      isRound: Bool = false
    ) {
      (self.x, self.y, self.halfWidth, self.halfHeight) = (x, y, halfWidth, halfHeight)
      (self.color, self.isRound) = (color, isRound)
    }

    /// How much of a pixel at (u, v) it covers, 0...1.
    func coverage(_ u: Double, _ v: Double) -> Double {
      let (dx, dy) = (abs(u - x), abs(v - y))
      if dx > halfWidth + 1 || dy > halfHeight + 1 { return 0 }
      if isRound { return max(0, min(1, halfWidth + 0.5 - (dx * dx + dy * dy).squareRoot())) }
      return max(0, min(1, halfWidth + 0.5 - dx)) * max(0, min(1, halfHeight + 0.5 - dy))
    }
  }

  /// How a photograph is taken.
  public struct Camera: Sendable {
    /// Columns and rows of the image.
    public var size: PixelSize
    /// Degrees clockwise by which the part is turned around the middle of the scene.
    public var angle = 0.0
    /// How much larger it appears.
    public var scale = 1.0
    /// How far its middle is shifted to the right, in pixels.
    public var shiftX = 0.0
    /// Down.
    public var shiftY = 0.0
    /// What light is multiplied by.
    public var gain = 1.0
    /// By how much more at the right edge than at the left one.
    public var slope = 0.0
    /// The exponent of the tones.
    public var gamma = 1.0
    /// Deviation of the noise, in gray levels.
    public var noise = 0.0
    /// Displacement of the place seen, in the scene's pixels.
    public var bend: @Sendable (Double, Double) -> (Double, Double) = { _, _ in (0, 0) }
    /// What the noise is drawn from.
    public var seed: UInt64 = 1

    /// A camera for images of `size`.
    public init(size: PixelSize) { self.size = size }
  }

  /// Columns and rows of the part.
  public let size: PixelSize
  /// What is drawn, later shapes over earlier ones.
  public var shapes: [Shape] = []
  /// The ground's red, green and blue.
  public var ground = [60.0, 90.0, 50.0]

  /// A part of `size` with `count` shapes that belong to `seed`.
  public init(size: PixelSize, count: Int, seed: UInt64) {
    self.size = size
    var noise = NoiseSource(seed: seed)
    for k in 0..<count {
      let side = noise.uniform(3...14)
      let isRound = k % 3 == 0
      shapes.append(
        Shape(
          x: noise.uniform(10...Double(max(11, size.width - 10))),
          y: noise.uniform(10...Double(max(11, size.height - 10))), halfWidth: side,
          halfHeight: isRound ? side : noise.uniform(3...14),
          color: (0..<3).map { _ in noise.uniform(20...190) }, isRound: isRound))
    }
  }

  /// Where the image of `camera` shows position (x, y) of the scene, without its bend.
  public func place(_ x: Double, _ y: Double, _ camera: Camera) -> PixelPoint {
    let (u, v) = (x - Double(size.width - 1) / 2, y - Double(size.height - 1) / 2)
    let (c, s) = (cos(camera.angle * .pi / 180), sin(camera.angle * .pi / 180))
    return PixelPoint(
      x: camera.scale * (c * u - s * v) + Double(camera.size.width - 1) / 2 + camera.shiftX,
      y: camera.scale * (s * u + c * v) + Double(camera.size.height - 1) / 2 + camera.shiftY)
  }

  /// The photograph that `camera` takes, RGB, or gray for one channel (then the green).
  public func photograph(_ camera: Camera, channels: Int = 3) -> Image<UInt8> {
    var random = TestRandom(camera.seed)
    var out = Image<UInt8>(
      width: camera.size.width, height: camera.size.height, channels: channels)
    let (c, s) = (cos(camera.angle * .pi / 180), sin(camera.angle * .pi / 180))
    let stride = out.stride
    out.withUnsafeMutableSamples { p in
      for y in 0..<camera.size.height {
        for x in 0..<camera.size.width {
          let u = Double(x) - Double(camera.size.width - 1) / 2 - camera.shiftX
          let v = Double(y) - Double(camera.size.height - 1) / 2 - camera.shiftY
          var place = (
            (c * u + s * v) / camera.scale + Double(size.width - 1) / 2,
            (c * v - s * u) / camera.scale + Double(size.height - 1) / 2
          )
          let bend = camera.bend(place.0, place.1)
          place = (place.0 + bend.0, place.1 + bend.1)
          let light =
            camera.gain * (1 + camera.slope * (Double(x) / Double(camera.size.width) - 0.5))
          for k in 0..<channels {
            let channel = channels == 1 ? 1 : k
            var level = ground[min(channel, 2)]
            for shape in shapes {
              let part = shape.coverage(place.0, place.1)
              level += part * (shape.color[min(channel, 2)] - level)
            }
            level = 255 * pow(max(0, light * level / 255), camera.gamma)
            // Three uniform numbers are near enough to a normal one of deviation 1/2.
            if camera.noise > 0 {
              var sum = 0.0
              for _ in 0..<3 { sum += Double(random.next() >> 11) * 0x1p-53 - 0.5 }
              level += 2 * camera.noise * sum
            }
            p[y * stride + x * channels + k] = UInt8(max(0, min(255, level.rounded())))
          }
        }
      }
    }
    return out
  }
}

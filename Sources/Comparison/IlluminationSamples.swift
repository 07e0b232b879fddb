import Kernels
import Pixels

/// The flat, stable places of a reference by which the light of an image is compared with its own.
struct IlluminationSamples: Sendable {
  /// Places looked at, about: so many that light is known to a fraction of a gray level.
  private static let wanted = 6000

  /// Column and row of each place in the reference.
  private(set) var places: [(x: Int32, y: Int32)] = []
  /// The reference's brightness there, in gray levels, and its red, green and blue.
  private(set) var luma: [Float] = []
  private(set) var color: [(red: Float, green: Float, blue: Float)] = []

  /// The places of `model` where `tolerance` of its brightness, in 1/8 gray level, is small, and that
  /// `ignored` does not have: the flattest of each 4x4 lattice.
  init(_ model: ReferenceModel, tolerance: Image<UInt8>, ignored: BitMask) {
    let size = model.size
    let plane = model.planes[0]
    let (red, blue) = (model.plane(.redGreen), model.plane(.blueGreen))
    let area = Double(size.area) / Double(Self.wanted)
    let cell = max(1, Int(area.squareRoot()))
    for top in stride(from: 0, to: size.height, by: cell) {
      for left in stride(from: 0, to: size.width, by: cell) {
        guard let place = Self.flattest(left, top, cell, tolerance, ignored) else { continue }
        places.append((Int32(place.x), Int32(place.y)))
        let level = Float(plane.mean[place.x, place.y]) / 256
        luma.append(level)
        if let red, let blue {
          let x = min(place.x / 2, red.size.width - 1)
          let y = min(place.y / 2, red.size.height - 1)
          let rgb = ColorAxes.color(
            luma: Double(level), redGreen: Double(red.mean[x, y]) / 256,
            blueGreen: Double(blue.mean[x, y]) / 256)
          color.append((Float(rgb.red), Float(rgb.green), Float(rgb.blue)))
        }
      }
    }
  }

  /// The place of smallest tolerance in a cell, below 8 gray levels, at every third pixel of it.
  private static func flattest(
    _ left: Int, _ top: Int, _ cell: Int, _ tolerance: Image<UInt8>, _ ignored: BitMask
  ) -> (x: Int, y: Int)? {
    var best: (x: Int, y: Int)?
    var least: UInt8 = 64
    let step = max(1, cell / 8)
    for y in stride(from: top, to: min(top + cell, tolerance.height), by: step) {
      for x in stride(from: left, to: min(left + cell, tolerance.width), by: step)
      where tolerance[x, y] < least && !ignored[x, y] {
        (best, least) = ((x, y), tolerance[x, y])
      }
    }
    return best
  }
}

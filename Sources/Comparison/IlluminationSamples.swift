import Kernels
import Pixels

/// The stable places of a reference by which the light of an image is compared with its own.
struct IlluminationSamples: Sendable {
  /// Places looked at, about: so many that light is known to a fraction of a gray level.
  private static let wanted = 4000

  /// Column and row of each place in the reference.
  private(set) var places: [(x: Int32, y: Int32)] = []
  /// The reference's brightness there, in gray levels, and its red, green and blue.
  private(set) var luma: [Float] = []
  private(set) var color: [(red: Float, green: Float, blue: Float)] = []

  /// The places of `model` where `tolerance` of its brightness, in 1/8 gray level, is small, and that
  /// `ignored` does not have.
  init(_ model: ReferenceModel, tolerance: Image<UInt8>, ignored: BitMask) {
    let size = model.size
    let plane = model.planes[0]
    let (red, blue) = (model.plane(.redGreen), model.plane(.blueGreen))
    let area = Double(size.area) / Double(Self.wanted)
    let cell = max(1, Int(area.squareRoot()))
    for top in stride(from: 0, to: size.height, by: cell) {
      for left in stride(from: 0, to: size.width, by: cell) {
        let found = Self.places(left, top, cell, plane.mean, tolerance, ignored)
        for place in found {
          places.append((Int32(place.x), Int32(place.y)))
          luma.append(Float(plane.mean.mean(place.x, place.y, radius: 1)))
          if let red, let blue {
            // As far around as the means of 3x3 pixels at half size reach.
            let (x, y) = (place.x / 2, place.y / 2)
            let rgb = ColorAxes.color(
              luma: plane.mean.mean(2 * x, 2 * y, radius: 3),
              redGreen: red.mean.mean(x, y, radius: 1),
              blueGreen: blue.mean.mean(x, y, radius: 1))
            color.append((Float(rgb.red), Float(rgb.green), Float(rgb.blue)))
          }
        }
      }
    }
  }

  /// The place of smallest tolerance in a cell, below 8 gray levels, and the brightest and the darkest
  /// below that, of every eighth of the cell's columns and rows: curves need levels of all kinds.
  private static func places(
    _ left: Int, _ top: Int, _ cell: Int, _ mean: Image<UInt16>, _ tolerance: Image<UInt8>,
    _ ignored: BitMask
  ) -> [(x: Int, y: Int)] {
    var (flattest, brightest, darkest): (Place?, Place?, Place?)
    let step = max(1, cell / 8)
    for y in stride(from: top, to: min(top + cell, tolerance.height), by: step) {
      for x in stride(from: left, to: min(left + cell, tolerance.width), by: step)
      where tolerance[x, y] < 64 && !ignored[x, y] && isFlat(mean, x, y) {
        let place = Place(x: x, y: y, tolerance: tolerance[x, y], level: mean[x, y])
        if place.tolerance < flattest?.tolerance ?? 64 { flattest = place }
        if place.level > brightest?.level ?? 0 { brightest = place }
        if place.level < darkest?.level ?? .max { darkest = place }
      }
    }
    guard let flattest else { return [] }
    var found = [(flattest.x, flattest.y)]
    // Levels reach the end of their type: apart by so much is asked in a wider one.
    let apart = 16 * 256
    if let brightest, Int(brightest.level) > Int(flattest.level) + apart {
      found.append((brightest.x, brightest.y))
    }
    if let darkest, Int(flattest.level) > Int(darkest.level) + apart {
      found.append((darkest.x, darkest.y))
    }
    return found
  }

  /// Whether brightness 3 and 6 pixels away in the four directions is that of (x, y), to within a
  /// twentieth and 3 gray levels.
  private static func isFlat(_ mean: Image<UInt16>, _ x: Int, _ y: Int) -> Bool {
    guard x >= 6 && y >= 6 && x + 6 < mean.width && y + 6 < mean.height else { return false }
    let level = Int(mean[x, y])
    let apart = level / 20 + 3 * 256
    for d in [3, 6] {
      let largest = max(
        abs(Int(mean[x - d, y]) - level), abs(Int(mean[x + d, y]) - level),
        abs(Int(mean[x, y - d]) - level), abs(Int(mean[x, y + d]) - level))
      if largest > apart { return false }
    }
    return true
  }

  private struct Place {
    var x: Int
    var y: Int
    var tolerance: UInt8
    var level: UInt16
  }
}

extension Image where Sample == UInt16 {
  /// The mean over the square of `radius` around (x, y), clipped to the image, in 256 to one.
  fileprivate func mean(_ x: Int, _ y: Int, radius: Int) -> Double {
    let box = PixelBox(x1: x - radius, y1: y - radius, x2: x + radius + 1, y2: y + radius + 1)
      .clipped(to: size)
    var sum = 0
    for v in box.y1..<box.y2 { for u in box.x1..<box.x2 { sum += Int(self[u, v]) } }
    return Double(sum) / Double(max(1, box.area)) / 256
  }
}

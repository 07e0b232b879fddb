import ArgumentParser
import Pixels

/// A displacement in pixels, written as in `8,-4.5`.
struct ShiftArgument: ExpressibleByArgument {
  let value: PixelPoint

  init(value: PixelPoint) { self.value = value }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0)
    }
    guard parts.count == 2, let x = parts[0], let y = parts[1] else { return nil }
    value = PixelPoint(x: x, y: y)
  }

  var defaultValueDescription: String { "\(value.x),\(value.y)" }
}

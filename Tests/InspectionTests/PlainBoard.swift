import Pixels
import Recipes

/// A board of horizontal traces with pads, 360x300 pixels, drawn without noise or blur.
struct PlainBoard {
  /// What is added to or missing from the conductors.
  struct Flaw: Sendable {
    var box: PixelBox
    var isAdded: Bool
  }

  static let size = PixelSize(width: 360, height: 300)

  /// A flaw of each class, in the order of `DefectClass.boardClasses`. Traces are the rows 60..<72,
  /// 100..<112 and so on.
  static let flaws: [Flaw] = [
    Flaw(box: PixelBox(x1: 100, y1: 58, x2: 106, y2: 74), isAdded: false),
    Flaw(box: PixelBox(x1: 150, y1: 72, x2: 156, y2: 100), isAdded: true),
    Flaw(box: PixelBox(x1: 200, y1: 100, x2: 209, y2: 106), isAdded: false),
    Flaw(box: PixelBox(x1: 120, y1: 112, x2: 127, y2: 121), isAdded: true),
    Flaw(box: PixelBox(x1: 180, y1: 121, x2: 190, y2: 130), isAdded: true),
    Flaw(box: PixelBox(x1: 222, y1: 144, x2: 226, y2: 148), isAdded: false),
  ]

  var flaws: [Flaw] = []
  /// What shows at pixel p lies at p + shift on the board.
  var shift = (dx: 0, dy: 0)

  private static let pads = [
    (40, 66), (300, 66), (60, 106), (330, 106), (30, 146), (290, 146), (80, 186), (250, 186),
    (170, 226), (310, 226), (50, 266), (230, 266),
  ]

  private func isConductor(_ x: Int, _ y: Int) -> Bool {
    func isIn(_ box: PixelBox) -> Bool { x >= box.x1 && x < box.x2 && y >= box.y1 && y < box.y2 }
    for flaw in flaws where isIn(flaw.box) { return flaw.isAdded }
    if x >= 20 && x < 340 && y >= 20 && y < 280 && (y - 20) % 40 < 12 { return true }
    return Self.pads.contains { abs(x - $0.0) < 14 && abs(y - $0.1) < 11 }
  }

  /// The picture: conductor 44, laminate 212.
  var image: Image<UInt8> {
    var image = Image<UInt8>(width: Self.size.width, height: Self.size.height)
    let stride = image.stride
    image.withUnsafeMutableSamples { p in
      for y in 0..<Self.size.height {
        for x in 0..<Self.size.width {
          p[y * stride + x] = isConductor(x + shift.dx, y + shift.dy) ? 44 : 212
        }
      }
    }
    return image
  }
}

/// A recipe of default values, changed by `change`.
func recipe(_ change: (inout RecipeValues) -> Void = { _ in }) throws -> PreparedRecipe {
  var values = RecipeValues()
  change(&values)
  return try Recipe(name: "test", version: 1, values: values).prepared()
}

/// An image of one gray level.
func plain(_ width: Int, _ height: Int, _ level: UInt8) -> Image<UInt8> {
  Image(
    width: width, height: height, samples: [UInt8](repeating: level, count: width * height))
}

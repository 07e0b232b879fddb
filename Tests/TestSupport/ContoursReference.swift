import Pixels

/// Border following pixel by pixel as Suzuki and Abe give it (CVGIP 30(1), 1985, appendix I): the
/// oracle of `Contours`.
public struct ContoursReference {
  /// One border.
  public struct Border {
    /// Whether it is a hole's.
    public var isHole: Bool
    /// The border around it.
    public var parent: Int?
    /// Its pixels in order.
    public var points: [(x: Int, y: Int)] = []
  }

  /// The borders in raster order of the pixel where they start.
  public private(set) var borders: [Border] = []
  private var f: [Int]
  private let stride: Int

  /// East, south-east, south and on clockwise on the screen.
  private static let around = [
    (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1),
  ]

  /// The borders of `mask`.
  public init(_ mask: BitMask) {
    stride = mask.width + 2
    f = [Int](repeating: 0, count: stride * (mask.height + 2))
    for y in 0..<mask.height {
      for x in 0..<mask.width where mask[x, y] { f[(y + 1) * stride + x + 1] = 1 }
    }
    for y in 0..<mask.height {
      // Border 1 is the frame, which counts as a hole; border k + 2 is element k.
      var last = 1
      for x in 0..<mask.width where self[x, y] != 0 {
        if self[x, y] == 1 && self[x - 1, y] == 0 {
          start(isHole: false, x, y, direction: 4, last)
        } else if self[x, y] >= 1 && self[x + 1, y] == 0 {
          if self[x, y] > 1 { last = self[x, y] }
          start(isHole: true, x, y, direction: 0, last)
        }
        if self[x, y] != 1 { last = abs(self[x, y]) }
      }
    }
  }

  private subscript(x: Int, y: Int) -> Int {
    get { f[(y + 1) * stride + x + 1] }
    set { f[(y + 1) * stride + x + 1] = newValue }
  }

  private mutating func start(isHole: Bool, _ x: Int, _ y: Int, direction: Int, _ last: Int) {
    let beside = last == 1 ? nil : last - 2
    let besideIsHole = beside.map { borders[$0].isHole } ?? true
    let parent = isHole == besideIsHole ? beside.flatMap { borders[$0].parent } : beside
    borders.append(Border(isHole: isHole, parent: parent))
    follow(x, y, direction)
  }

  private mutating func follow(_ x: Int, _ y: Int, _ direction: Int) {
    let number = borders.count + 1
    let clockwise = (0..<8).map { (direction + $0) % 8 }
    guard
      var back = clockwise.first(where: {
        self[x + Self.around[$0].0, y + Self.around[$0].1] != 0
      })
    else {
      self[x, y] = -number
      borders[number - 2].points = [(x, y)]
      return
    }
    let end = (x + Self.around[back].0, y + Self.around[back].1)
    var (u, v) = (x, y)
    while true {
      borders[number - 2].points.append((u, v))
      var passedEast = false
      var d = (back + 7) % 8
      while self[u + Self.around[d].0, v + Self.around[d].1] == 0 {
        if d == 0 { passedEast = true }
        d = (d + 7) % 8
      }
      if passedEast { self[u, v] = -number } else if self[u, v] == 1 { self[u, v] = number }
      let next = (u + Self.around[d].0, v + Self.around[d].1)
      if next == (x, y) && (u, v) == end { return }
      (u, v) = next
      back = (d + 4) % 8
    }
  }
}

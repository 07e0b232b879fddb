import Pixels

/// Connected components by flood filling, and their measurements pixel by pixel: the oracle of
/// `ConnectedComponents`.
public struct ComponentsReference {
  /// The number of each pixel's component in raster order of first appearance, -1 where clear.
  public private(set) var labels: [Int]
  /// The number of components.
  public private(set) var count = 0
  /// The pixels of each component.
  public private(set) var pixels: [[(x: Int, y: Int)]] = []
  private let mask: BitMask
  private let diagonal: Bool

  /// The components of `mask`; pixels connect across corners too where `diagonal`.
  public init(_ mask: BitMask, diagonal: Bool) {
    self.mask = mask
    self.diagonal = diagonal
    labels = [Int](repeating: -1, count: mask.width * mask.height)
    for y in 0..<mask.height {
      for x in 0..<mask.width where mask[x, y] && labels[y * mask.width + x] < 0 {
        var found: [(x: Int, y: Int)] = []
        Self.fill(x, y, mask.width, mask.height, diagonal) { x, y in
          guard mask[x, y] && labels[y * mask.width + x] < 0 else { return false }
          labels[y * mask.width + x] = count
          found.append((x, y))
          return true
        }
        pixels.append(found)
        count += 1
      }
    }
  }

  private static func fill(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ diagonal: Bool, _ take: (Int, Int) -> Bool
  ) {
    guard take(x, y) else { return }
    var open = [(x, y)]
    while let (x, y) = open.popLast() {
      for dy in -1...1 {
        for dx in -1...1 where diagonal || dx == 0 || dy == 0 {
          let (u, v) = (x + dx, y + dy)
          if u >= 0 && u < width && v >= 0 && v < height && take(u, v) { open.append((u, v)) }
        }
      }
    }
  }

  private func has(_ x: Int, _ y: Int, _ k: Int) -> Bool {
    x >= 0 && x < mask.width && y >= 0 && y < mask.height && labels[y * mask.width + x] == k
  }

  /// How often lines in direction (`dx`, `dy`) through pixel centres enter or leave component `k`.
  public func crossings(_ k: Int, dx: Int, dy: Int) -> Int {
    pixels[k].reduce(0) {
      $0 + (has($1.x - dx, $1.y - dy, k) ? 0 : 1) + (has($1.x + dx, $1.y + dy, k) ? 0 : 1)
    }
  }

  /// The connected parts of the background of component `k` but the one around it.
  public func holes(_ k: Int) -> Int {
    // The box around the component and one pixel more.
    let (x0, y0) = (pixels[k].map(\.x).min()! - 1, pixels[k].map(\.y).min()! - 1)
    let (width, height) = (
      pixels[k].map(\.x).max()! + 2 - x0, pixels[k].map(\.y).max()! + 2 - y0
    )
    var seen = [Bool](repeating: false, count: width * height)
    for p in pixels[k] { seen[(p.y - y0) * width + p.x - x0] = true }
    var parts = 0
    for y in 0..<height {
      for x in 0..<width where !seen[y * width + x] {
        Self.fill(x, y, width, height, !diagonal) { x, y in
          guard !seen[y * width + x] else { return false }
          seen[y * width + x] = true
          return true
        }
        parts += 1
      }
    }
    return parts - 1
  }
}

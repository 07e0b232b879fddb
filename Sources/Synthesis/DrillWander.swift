import Kernels
import Pixels

extension GrayLevels {
  /// Holes of up to so many pixels count as drilled.
  static let largestHole = 400
  /// A drilled hole fills at least so much of the box around it (a circle: 0.79), and is no more
  /// than so many times as long as wide: the gaps between traces are no holes.
  private static let leastFill = 0.6
  private static let greatestAspect = 1.5
  /// The conductor that is left around a moved hole, in pixels.
  private static let rim = 2

  /// Moves each drilled hole within its pad, in a random direction by up to `most` pixels; a hole
  /// whose move would not leave ``rim`` pixels of conductor around it stays.
  mutating func moveHoles(by most: Double, random: inout RandomSource) {
    precondition(most >= 0, "holes wander by \(most) px, not by 0 or more")
    guard most > 0 else { return }
    var gaps = BitMask()
    var components = ConnectedComponents()
    gaps.assignThreshold(image, over: Self.conductorLimit - 1)
    components.label(gaps, connectivity: .four)
    components.keep(areas: 1...Self.largestHole)
    var runs = [[(y: Int, x1: Int, x2: Int)]](repeating: [], count: components.count)
    for i in 0..<components.runs.count {
      let (y, x1) = (Int(components.runs.rows[i]), Int(components.runs.starts[i]))
      runs[Int(components.labels[i])].append((y, x1, Int(components.runs.ends[i])))
    }
    for hole in 0..<components.count {
      // Drawn for every hole, so that one that stays does not change where the others go.
      let move = random.direction() * (most * random.unit().squareRoot())
      let region = components.region(hole)
      let (width, height) = (Double(region.box.width), Double(region.box.height))
      guard Double(region.area) >= Self.leastFill * width * height,
        max(width, height) <= Self.greatestAspect * min(width, height)
      else { continue }
      moveHole(runs[hole], around: region.box, by: move)
    }
  }

  /// Moves the hole that consists of `runs` by `move`, if there is conductor to move it into.
  private mutating func moveHole(
    _ runs: [(y: Int, x1: Int, x2: Int)], around box: PixelBox, by move: Vector
  ) {
    let reach = Int(max(abs(move.x), abs(move.y)).rounded(.up))
    let window = box.grown(by: reach + Self.rim + 2)
    guard window == window.clipped(to: size) else { return }
    var hole = WindowMask(window)
    for run in runs {
      for x in run.x1..<run.x2 { hole[x, run.y] = true }
    }
    // The hole goes together with its gray edge.
    let patch = hole.grown(by: Self.rim) { x, y in hole[x, y] || isConductor(y * size.width + x) }
    let clearance = hole.moved(by: move, coverage: 0.5).grown(by: Self.rim) { _, _ in true }
    let staysInside = clearance.pixels.allSatisfy { x, y in
      hole[x, y] || isConductor(y * size.width + x)
    }
    guard staysInside, let fill = conductorLevel(around: hole, in: patch) else { return }

    func source(_ x: Int, _ y: Int) -> Double {
      patch[x, y] ? Double(levels[y * size.width + x]) : fill
    }
    let covered = patch.moved(by: move, coverage: 0)
    var written: [(pixel: Int, level: UInt8)] = []
    for y in window.y1..<window.y2 {
      for x in window.x1..<window.x2 where patch[x, y] || covered[x, y] {
        let i = y * size.width + x
        guard hole[x, y] || isConductor(i) else { continue }
        let from = Vector(Double(x), Double(y)) - move
        let (column, row) = (from.x.rounded(.down), from.y.rounded(.down))
        let (s, t, u, v) = (from.x - column, from.y - row, Int(column), Int(row))
        let top = source(u, v) * (1 - s) + source(u + 1, v) * s
        let bottom = source(u, v + 1) * (1 - s) + source(u + 1, v + 1) * s
        written.append((i, UInt8((top * (1 - t) + bottom * t).rounded())))
      }
    }
    for (pixel, level) in written { levels[pixel] = level }
  }

  /// The median level of the conductor in `patch` that does not touch the hole.
  private func conductorLevel(around hole: WindowMask, in patch: WindowMask) -> Double? {
    let touching = hole.grown(by: 1) { _, _ in true }
    let around = patch.pixels.filter { !touching[$0.x, $0.y] }
      .map { levels[$0.y * size.width + $0.x] }.sorted()
    return around.isEmpty ? nil : Double(around[around.count / 2])
  }
}

/// Some pixels of a box of an image, named by their place in the image; outside there are none.
private struct WindowMask {
  let box: PixelBox
  private var bits: [Bool]

  init(_ box: PixelBox) {
    self.box = box
    bits = [Bool](repeating: false, count: box.area)
  }

  subscript(x: Int, y: Int) -> Bool {
    get { contains(x, y) && bits[(y - box.y1) * box.width + x - box.x1] }
    set { if contains(x, y) { bits[(y - box.y1) * box.width + x - box.x1] = newValue } }
  }

  private func contains(_ x: Int, _ y: Int) -> Bool {
    x >= box.x1 && x < box.x2 && y >= box.y1 && y < box.y2
  }

  var pixels: [(x: Int, y: Int)] {
    bits.indices.filter { bits[$0] }.map { (box.x1 + $0 % box.width, box.y1 + $0 / box.width) }
  }

  /// With all pixels within about `margin` pixels, 1 or 2, for which `isAllowed` holds.
  func grown(by margin: Int, where isAllowed: (Int, Int) -> Bool) -> WindowMask {
    var out = self
    for (x, y) in pixels {
      for v in -margin...margin {
        for u in -margin...margin where u * u + v * v <= margin * margin + 1 {
          if isAllowed(x + u, y + v) { out[x + u, y + v] = true }
        }
      }
    }
    return out
  }

  /// The pixels that the pixels cover when moved by `move`: by more than the share `coverage`.
  func moved(by move: Vector, coverage: Double) -> WindowMask {
    let (left, top) = (move.x.rounded(.down), move.y.rounded(.down))
    let (s, t) = (move.x - left, move.y - top)
    // Each pixel covers parts of four.
    let parts = [
      (0, 0, (1 - s) * (1 - t)), (1, 0, s * (1 - t)), (0, 1, (1 - s) * t), (1, 1, s * t),
    ]
    var shares = [Double](repeating: 0, count: box.area)
    for (x, y) in pixels {
      for (u, v, share) in parts {
        let (column, row) = (x + Int(left) + u, y + Int(top) + v)
        if contains(column, row) { shares[(row - box.y1) * box.width + column - box.x1] += share }
      }
    }
    var out = WindowMask(box)
    out.bits = shares.map { $0 > coverage }
    return out
  }
}

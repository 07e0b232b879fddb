import Kernels
import Pixels

extension GrayLevels {
  /// Etches edges roughly: flips `share` of the pixels that lie at an edge, where slowly varying
  /// noise pushes the edge most, so that bumps and dents are a few pixels long.
  mutating func roughenEdges(share: Double, random: inout RandomSource) {
    precondition((0...1).contains(share), "edge noise is a share of 0 to 1, not \(share)")
    guard share > 0 else { return }
    let long = ValueNoise(seed: random.next(), wavelength: 3.5)
    let short = ValueNoise(seed: random.next(), wavelength: 1)
    let width = size.width
    let pushed = edgePixels().map { i in
      let at = Vector(Double(i % width), Double(i / width))
      let push = long.value(at: at) + 0.5 * short.value(at: at)
      // A push outward flips the laminate at the edge, one inward the conductor.
      return (push: isConductor(i) ? -push : push, pixel: i)
    }.sorted { ($1.push, $0.pixel) < ($0.push, $1.pixel) }
    let count = Int((share * Double(pushed.count)).rounded())
    for flipped in pushed.prefix(count) { flip(flipped.pixel) }
  }

  /// Flips `share` of all pixels one by one, no two of them neighbours: three in four at the edges
  /// of conductors and gaps up to ``narrow`` pixels wide, where a pixel counts most, the others
  /// anywhere.
  mutating func speckle(share: Double, random: inout RandomSource) {
    precondition((0...1).contains(share), "speckle is a share of 0 to 1, not \(share)")
    guard share > 0 else { return }
    let (width, height) = (size.width, size.height)
    let near = narrowEdgePixels()
    let count = Int((share * Double(size.area)).rounded())
    var isFlipped = [Bool](repeating: false, count: size.area)
    var flips = 0
    // Where flips are dense no free place may be left; then fewer are made.
    for _ in 0..<(4 * count) where flips < count {
      let isNear = random.chance(0.75) && !near.isEmpty
      let i = isNear ? random.pick(near) : random.integer(in: 0...(size.area - 1))
      let (x, y) = (i % width, i / width)
      let isFree = (max(0, y - 1)...min(height - 1, y + 1)).allSatisfy { v in
        (max(0, x - 1)...min(width - 1, x + 1)).allSatisfy { !isFlipped[v * width + $0] }
      }
      guard isFree else { continue }
      isFlipped[i] = true
      flips += 1
      flip(i)
    }
  }

  /// Up to how many pixels a conductor or gap is narrow.
  private static let narrow = 8

  /// The pixels at an edge that belong to a narrow conductor or gap.
  private func narrowEdgePixels() -> [Int] {
    var morphology = BitMorphology()
    var conductor = BitMask()
    var gaps = BitMask()
    conductor.assignThreshold(image, below: Self.conductorLimit)
    gaps.assignNot(conductor)
    // What a disk just too wide for it does not fit into.
    var wide = BitMask()
    var wideGaps = BitMask()
    morphology.open(conductor, by: .disk(radius: Self.narrow / 2), into: &wide)
    morphology.open(gaps, by: .disk(radius: Self.narrow / 2), into: &wideGaps)
    wide.formOr(wideGaps)
    return edgePixels().filter { !wide[$0 % size.width, $0 / size.width] }
  }
}

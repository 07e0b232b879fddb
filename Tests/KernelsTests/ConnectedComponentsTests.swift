import Foundation
import Kernels
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct ConnectedComponentsTests {
  private static let both: [Connectivity] = [.four, .eight]

  /// Compares everything about `mask` with the oracle, for the samples of `image` as well.
  private func check(
    _ mask: BitMask, _ components: inout ConnectedComponents, _ connectivity: Connectivity
  ) {
    let oracle = ComponentsReference(mask, diagonal: connectivity == .eight)
    var random = RandomMasks(seed: UInt64(mask.count))
    let image = random.image(width: mask.width, height: mask.height, of: UInt8.self)
    components.label(mask, connectivity: connectivity)
    components.measure(image)
    #expect(components.count == oracle.count)
    var labels = Image<Int32>(width: 200, height: 1)
    labels.assignLabels(components)
    #expect(labels.size == mask.size)
    #expect(labels.samples == oracle.labels.map { Int32($0 + 1) })
    guard components.count == oracle.count else { return }
    for k in 0..<oracle.count { check(components.region(k), oracle, k, image) }
  }

  private func check(
    _ r: Region, _ oracle: ComponentsReference, _ k: Int, _ image: Image<UInt8>
  ) {
    let pixels = oracle.pixels[k]
    let (xs, ys) = (pixels.map(\.x), pixels.map(\.y))
    #expect(r.area == pixels.count)
    let box = PixelBox(x1: xs.min()!, y1: ys.min()!, x2: xs.max()! + 1, y2: ys.max()! + 1)
    #expect(r.box == box)
    #expect(r.sum == (xs.reduce(0, +), ys.reduce(0, +)))
    #expect(r.squareSum.xx == xs.reduce(0) { $0 + $1 * $1 })
    #expect(r.squareSum.yy == ys.reduce(0) { $0 + $1 * $1 })
    #expect(r.squareSum.xy == pixels.reduce(0) { $0 + $1.x * $1.y })
    let along = oracle.crossings(k, dx: 1, dy: 0) + oracle.crossings(k, dx: 0, dy: 1)
    let across = oracle.crossings(k, dx: 1, dy: 1) + oracle.crossings(k, dx: 1, dy: -1)
    #expect(r.edges == along)
    #expect(r.perimeter == .pi / 8 * (Double(along) + Double(across) / 2.0.squareRoot()))
    #expect(r.holes == oracle.holes(k))
    let gray = pixels.map { Int(image[$0.x, $0.y]) }
    #expect(r.samples?.minimum == gray.min())
    #expect(r.samples?.maximum == gray.max())
    #expect(r.samples?.mean == Double(gray.reduce(0, +)) / Double(gray.count))
  }

  @Test(arguments: both) func everySmallMaskAgreesWithFloodFilling(connectivity: Connectivity) {
    var components = ConnectedComponents()
    for (width, height) in [(1, 1), (1, 5), (5, 1), (2, 2), (3, 3), (4, 2), (2, 4), (5, 2)] {
      for bits in 0..<(1 << (width * height)) {
        check(BitMask(width: width, height: height, bits: bits), &components, connectivity)
      }
    }
  }

  @Test(arguments: both) func everyWidthAgreesWithFloodFilling(connectivity: Connectivity) {
    var random = RandomMasks(seed: 1)
    var components = ConnectedComponents()
    for width in 1...140 {
      let density = Double.random(in: 0.05...0.95, using: &random)
      let mask = random.mask(width: width, height: 3, density: density)
      check(mask, &components, connectivity)
    }
  }

  @Test(arguments: both) func largerMasksAgreeWithFloodFilling(connectivity: Connectivity) {
    var random = RandomMasks(seed: 2)
    var components = ConnectedComponents()
    for count in [3, 10, 40] {
      check(random.boxes(width: 100, height: 40, count: count), &components, connectivity)
    }
    check(random.mask(width: 50, height: 24, density: 0.55), &components, connectivity)
  }

  @Test func moreRunsThanBeforeAreAllFound() {
    var random = RandomMasks(seed: 3)
    var runs = BitRuns()
    for (width, height) in [(3, 2), (64, 64), (640, 200), (1, 1), (513, 90)] {
      let mask = random.mask(width: width, height: height, density: 0.5)
      runs.assign(mask)
      var painted = BitMask(width: 1, height: 1)
      painted.assign(runs)
      #expect(painted == mask)
      #expect(runs.size == mask.size)
      for y in 0..<height {
        let range = Int(runs.rowStarts[y])..<Int(runs.rowStarts[y + 1])
        #expect(range.allSatisfy { Int(runs.rows[$0]) == y })
      }
    }
  }

  @Test func masksWithoutSetPixelsHaveNoComponents() {
    var components = ConnectedComponents()
    var labels = Image<Int32>()
    for size in [(0, 0), (0, 3), (3, 0), (65, 2)] {
      components.label(BitMask(width: size.0, height: size.1))
      components.measure()
      components.keep(areas: 1...)
      #expect(components.count == 0)
      #expect(components.runs.count == 0)
      labels.assignLabels(components)
      #expect(labels.samples.allSatisfy { $0 == 0 })
      #expect(labels.size == PixelSize(width: size.0, height: size.1))
    }
  }

  @Test func gray16IsMeasuredToItsLimits() {
    var mask = BitMask(width: 90, height: 2)
    mask.setRun(y: 0, x1: 3, x2: 80)
    mask.setRun(y: 1, x1: 85, x2: 86)
    var image = Image<UInt16>(width: 90, height: 2)
    for x in 3..<80 { image[x, 0] = x == 50 ? 7 : .max }
    image[85, 1] = 300
    var components = ConnectedComponents()
    components.label(mask)
    components.measure(image)
    let first = components.region(0).samples
    #expect(first?.minimum == 7 && first?.maximum == 65535)
    #expect(first?.mean == Double(76 * 65535 + 7) / 77)
    #expect(components.region(1).samples == .some(components.region(1).samples!))
    #expect(components.region(1).samples?.mean == 300)
    components.measure()
    #expect(components.region(0).samples == nil)
  }

  @Test(arguments: both) func keepingByAreaEqualsLabellingWhatStays(connectivity: Connectivity) {
    var random = RandomMasks(seed: 4)
    var (components, expected) = (ConnectedComponents(), ConnectedComponents())
    for (range, density) in [(2...9, 0.4), (1...1, 0.3), (5...1000, 0.5), (9999...9999, 0.5)] {
      let mask = random.mask(width: 131, height: 37, density: density)
      let oracle = ComponentsReference(mask, diagonal: connectivity == .eight)
      var rest = BitMask(width: mask.width, height: mask.height)
      for k in 0..<oracle.count where range.contains(oracle.pixels[k].count) {
        for p in oracle.pixels[k] { rest[p.x, p.y] = true }
      }
      components.label(mask, connectivity: connectivity)
      components.keep(areas: range)
      expected.label(rest, connectivity: connectivity)
      expected.measure()
      var painted = BitMask()
      painted.assign(components.runs)
      #expect(painted == rest)
      #expect(components.count == expected.count)
      let runs = 0..<expected.runs.count
      #expect(runs.allSatisfy { components.labels[$0] == expected.labels[$0] })
      for k in 0..<expected.count { #expect(components.region(k) == expected.region(k)) }
    }
  }

  @Test func momentsDescribeALineByItsAngleAndLength() {
    var mask = BitMask(width: 200, height: 200)
    for x in 20..<121 { mask[x, 40 + (x - 20) / 2] = true }
    var components = ConnectedComponents()
    components.label(mask)
    components.measure()
    let r = components.region(0)
    #expect(abs(r.orientation - atan(0.5)) < 0.005)
    #expect(abs(r.centroid.x - 70) < 1e-12)
    #expect(abs(r.axes.long - 4 * (101.0 * 101 / 12 * 1.25).squareRoot()) < 1)
    #expect(r.axes.short < 1.5)
    #expect(r.centralMoments.xx == 85850)
  }

  @Test(arguments: [10, 20, 50]) func perimeterOfADiskIsItsCircumference(radius: Int) {
    let side = 2 * radius + 9
    var mask = BitMask(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let (dx, dy) = (x - side / 2, y - side / 2)
        mask[x, y] = dx * dx + dy * dy <= radius * radius + radius
      }
    }
    var components = ConnectedComponents()
    components.label(mask)
    components.measure()
    let exact = 2 * Double.pi * (Double(radius) + 0.5)
    #expect(abs(components.region(0).perimeter / exact - 1) < 0.02)
    #expect(components.region(0).edges == 4 * (2 * radius + 1))
  }

  @Test func labelImageKernelStaysWithinItsRows() {
    let (starts, ends): ([Int32], [Int32]) = ([0, 4, 6], [2, 5, 7])
    let (rowStarts, labels): ([Int32], [Int32]) = ([0, 2, 3], [0, 1, 1])
    var out = [Int32](repeating: -9, count: 9 * 3)
    out.withUnsafeMutableBufferPointer {
      paintRunLabels(starts, ends, rowStarts, labels, 7, 2, $0.baseAddress! + 9, 9)
    }
    let row: [Int32] = [-9, -9, -9, -9, -9, -9, -9, -9, -9]
    #expect(out == row + [1, 1, 0, 0, 2, 0, 0, -9, -9] + [0, 0, 0, 0, 0, 0, 2, -9, -9])
  }
}

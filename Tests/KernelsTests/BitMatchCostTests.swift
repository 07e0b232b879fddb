import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitMatchCostTests {
  @Test func costAgreesWithReference() {
    var random = TestRandom(12)
    for size in MaskSizes.all {
      let offsets = random.int(1...5)
      let image = random.grid(width: size.width, height: size.height)
      let moved = random.grid(width: size.width, height: size.height + offsets - 1)
      let columns = (size.width + 31) / 32
      let cells = columns * ((size.height + 31) / 32)
      let start = random.int(0...9)
      var cost = [UInt16](repeating: 0xabcd, count: start + offsets * cells + 3)
      BitMatchCost.measure(
        random.mask(image), random.mask(moved), offsets: offsets, columns: columns, into: &cost,
        at: start)
      var expected = [UInt16](repeating: 0xabcd, count: cost.count)
      for k in 0..<offsets {
        let box = PixelBox(x1: 0, y1: k, x2: size.width, y2: k + size.height)
        expected.replaceSubrange(
          (start + k * cells)..<(start + (k + 1) * cells),
          with: image.matchCost(moved.cropped(to: box)))
      }
      if cost != expected {
        Issue.record("\(offsets) offsets of \(size.width)x\(size.height)")
        return
      }
    }
  }

  @Test func aCellHoldsAsManyAsItHasPixels() {
    let full = PixelGrid(width: 130, height: 64) { _, _ in true }
    var cost = [UInt16](repeating: 0, count: 10)
    BitMatchCost.measure(
      full.mask, full.inverted.mask, offsets: 1, columns: 5, into: &cost, at: 0)
    #expect(cost == [1024, 1024, 1024, 1024, 64, 1024, 1024, 1024, 1024, 64])
  }

  @Test func windowSumsAgreeWithReference() {
    var random = TestRandom(13)
    for _ in 0..<300 {
      let (columns, rows) = (random.int(1...12), random.int(1...12))
      let (planes, radius) = (random.int(1...3), random.int(0...5))
      let cost = (0..<(columns * rows * planes)).map { _ in UInt16(random.int(0...1024)) }
      var sums = [Int32](repeating: -1, count: cost.count)
      var line = [Int32](repeating: 77, count: columns + random.int(0...3))
      BitMatchCost.sumWindows(
        cost, columns: columns, rows: rows, radius: radius, line: &line, into: &sums)
      let expected = (0..<planes).flatMap { k in
        windowSums(
          Array(cost[(k * columns * rows)..<((k + 1) * columns * rows)]), columns: columns,
          radius: radius)
      }
      #expect(sums == expected, "\(columns)x\(rows) cells, radius \(radius)")
    }
  }

  @Test func totalsAddUpEachPlane() {
    var random = TestRandom(14)
    for _ in 0..<100 {
      let (cells, planes) = (random.int(0...70), random.int(0...9))
      let cost = (0..<(cells * planes + 2)).map { _ in UInt16(random.int(0...1024)) }
      var totals = [Int32](repeating: -1, count: planes + 1)
      BitMatchCost.totals(cost, cells: cells, planes: planes, into: &totals)
      let expected = (0..<planes).map { k in
        cost[(k * cells)..<((k + 1) * cells)].reduce(Int32(0)) { $0 + Int32($1) }
      }
      #expect(totals == expected + [-1])
    }
  }
}

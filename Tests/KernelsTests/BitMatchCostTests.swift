import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct BitMatchCostTests {
  @Test func costAgreesWithReference() {
    var random = TestRandom(12)
    for size in MaskSizes.all {
      let firstRow = random.int(0...5)
      let rowStep = random.int(1...5)
      let image = random.grid(width: size.width, height: size.height)
      let moved = random.grid(width: size.width, height: size.height + firstRow + random.int(0...2))
      let columns = (size.width + 31) / 32
      let cells = columns * ((size.height + 31) / 32)
      let start = random.int(0...9)
      var cost = [UInt16](repeating: 0xabcd, count: start + cells + 3)
      BitMatchCost.measure(
        random.mask(image), random.mask(moved), firstRow: firstRow, rowStep: rowStep,
        columns: columns, into: &cost, at: start)
      let box = PixelBox(x1: 0, y1: firstRow, x2: size.width, y2: firstRow + size.height)
      var expected = [UInt16](repeating: 0xabcd, count: cost.count)
      expected.replaceSubrange(
        start..<(start + cells), with: image.matchCost(moved.cropped(to: box), rowStep: rowStep))
      if cost != expected {
        Issue.record("rows \(firstRow) on in steps of \(rowStep) of \(size.width)x\(size.height)")
        return
      }
    }
  }

  @Test func aCellHoldsAsManyAsItHasPixels() {
    let full = PixelGrid(width: 130, height: 64) { _, _ in true }
    var cost = [UInt16](repeating: 0, count: 10)
    BitMatchCost.measure(
      full.mask, full.inverted.mask, columns: 5, into: &cost, at: 0)
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
      for plane in 0..<planes {
        BitMatchCost.sumWindows(
          cost, plane: plane, columns: columns, rows: rows, radius: radius, line: &line, into: &sums
        )
      }
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
      for k in 0..<planes {
        let expected = cost[(k * cells)..<((k + 1) * cells)].reduce(0) { $0 + Int($1) }
        #expect(BitMatchCost.total(cost, cells: cells, plane: k) == expected)
      }
    }
  }
}

import Kernels
import Pixels

func reportRegions() {
  report("components") { hash, input, scratch in
    var components = ConnectedComponents()
    var labels = Image<Int32>()
    for connectivity in [Connectivity.four, .eight] {
      components.label(input.blots, connectivity: connectivity)
      labels.assignLabels(components)
      hash.add(labels)
      components.measure(input.a)
      for k in 0..<components.count {
        let r = components.region(k)
        hash.add(r.area)
        hash.add(r.sum.x)
        hash.add(r.sum.y)
        hash.add(r.squareSum.xx)
        hash.add(r.squareSum.xy)
        hash.add(r.squareSum.yy)
        hash.add(r.holes)
        hash.add(r.edges)
        hash.add(r.perimeter)
        hash.add(r.samples?.mean ?? -1)
        hash.add(r.samples?.minimum ?? -1)
      }
      components.measure(input.a16)
      for k in 0..<components.count { hash.add(components.region(k).samples?.mean ?? -1) }
      components.keep(areas: 3..<50)
      hash.add(components.count)
    }
  }
  report("contours") { hash, input, scratch in
    var contours = Contours()
    contours.trace(input.blots)
    hash.add(contours.count)
    for p in contours.points { hash.add(Int(p.x) << 32 | Int(p.y)) }
  }
  report("distance") { hash, input, scratch in
    var out = Image<Float>()
    for metric in [DistanceMetric.euclidean, .cityBlock, .chessboard] {
      out.assignDistance(input.blots, metric: metric, scratch: &scratch)
      hash.add(out)
    }
  }
  report("match cost") { hash, input, scratch in
    var padded = PaddedMask()
    var moved = BitMask()
    padded.assign(input.mask)
    let columns = (input.size.width + 31) / 32
    let rows = (input.size.height + 31) / 32
    padded.translate(dx: 3, dy: -2, firstRow: -1, height: input.size.height + 2, into: &moved)
    hash.add(moved)
    let cells = columns * rows
    var cost = [UInt16](repeating: 0, count: 3 * cells)
    var sums = [Int32](repeating: 0, count: 3 * cells)
    var line: [Int32] = []
    for k in 0..<3 {
      BitMatchCost.measure(
        input.blots, moved, firstRow: k, rowStep: k + 1, columns: columns, into: &cost,
        at: k * cells)
      BitMatchCost.sumWindows(
        cost, plane: k, columns: columns, rows: rows, radius: 1, line: &line, into: &sums)
      hash.add(BitMatchCost.total(cost, cells: cells, plane: k))
    }
    for c in cost { hash.add(Int(c)) }
    for c in sums { hash.add(Int(c)) }
    var field: [Int32] = []
    for _ in 0..<(2 * cells) { field.append(Int32(input.noise.next() % 3000) - 1500) }
    padded.warp(field: field, columns: columns, into: &moved)
    hash.add(moved)
  }
}

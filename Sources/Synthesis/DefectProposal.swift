import Decision
import Pixels

extension DefectPlacer {
  /// A shape that may make a defect of `name` somewhere; nil where the dice fell badly.
  mutating func proposal(of name: DefectClass) -> DefectShape? {
    switch name {
    case .open: openShape()
    case .short: shortShape()
    case .mousebite: mousebiteShape()
    case .spur: spurShape()
    case .copper: loneShape(addsConductor: true)
    default: loneShape(addsConductor: false)
    }
  }

  /// A cut across a run of trace.
  private mutating func openShape() -> DefectShape? {
    guard !layout.runs.isEmpty else { return nil }
    let run = random.pick(layout.runs)
    let along = run.to - run.from
    guard along.length > run.width else { return nil }
    let center = run.from + along * random.number(in: 0.05...0.95)
    let radius = random.number(in: 3.2...6.5)
    let slant = random.number(in: -0.35...0.35)
    let across = (along.normalized.turned + along.normalized * slant) * (run.width / 2 - 0.5)
    var strokes = [
      Outline.capsule(from: center - across, to: center + across, radius: radius)
    ]
    if random.chance(0.5) {
      let aside = along.normalized * random.number(in: 2...6)
      strokes.append(
        .capsule(
          from: center + aside - across, to: center + aside + across * 0.5, radius: radius * 0.8))
    }
    return DefectShape(strokes: strokes, addsConductor: false, random: &random)
  }

  /// A bridge from the edge of a conductor to whatever lies opposite.
  private mutating func shortShape() -> DefectShape? {
    guard let edge = edgePoint() else { return nil }
    let start = edge.pixel
    var steps = 4.0
    while steps < 44 {
      let p = Vector(
        Double(start % size.width) + edge.outward.x * steps,
        Double(start / size.width) + edge.outward.y * steps)
      let (x, y) = (Int(p.x.rounded()), Int(p.y.rounded()))
      guard x >= 0, x < size.width, y >= 0, y < size.height else { return nil }
      let i = y * size.width + x
      if mask.isConductor[i] {
        let (from, to) = (edge.position, raster.field.positions[i])
        let middle =
          (from + to) * 0.5 + edge.outward.turned * (random.number(in: -0.25...0.25) * steps)
        let radius = random.number(in: 2.4...4.6)
        return DefectShape(
          strokes: [
            .capsule(from: from - edge.outward * 2, to: middle, radius: radius),
            .capsule(
              from: middle, to: to + edge.outward * 2, radius: radius * random.number(in: 0.8...1.2)
            ),
          ], addsConductor: true, random: &random)
      }
      steps += 1
    }
    return nil
  }

  private mutating func spurShape() -> DefectShape? {
    guard let edge = edgePoint() else { return nil }
    let way = (edge.outward + edge.outward.turned * random.number(in: -0.8...0.8)).normalized
    let radius = random.number(in: 2.6...4.6)
    let tip = edge.position + way * random.number(in: 4...12)
    var strokes = [
      Outline.capsule(from: edge.position - edge.outward * 3, to: tip, radius: radius)
    ]
    if random.chance(0.5) {
      let bent = (way + way.turned * random.number(in: -1.2...1.2)).normalized
      strokes.append(
        .capsule(from: tip, to: tip + bent * random.number(in: 2...7), radius: radius * 0.9))
    }
    return DefectShape(strokes: strokes, addsConductor: true, random: &random)
  }

  private mutating func mousebiteShape() -> DefectShape? {
    guard let edge = edgePoint() else { return nil }
    let way = (edge.outward + edge.outward.turned * random.number(in: -0.8...0.8)).normalized
    let radius = random.number(in: 3...5.5)
    let end = edge.position - way * random.number(in: 0...7)
    var strokes = [
      Outline.capsule(from: edge.position + edge.outward * 2, to: end, radius: radius)
    ]
    if random.chance(0.6) {
      let aside = edge.outward.turned * random.number(in: -11...11)
      strokes.append(.capsule(from: end, to: end + aside, radius: radius * 0.8))
    }
    return DefectShape(strokes: strokes, addsConductor: false, random: &random)
  }

  /// A stroke that touches no edge: copper between conductors, or a hole inside one.
  private mutating func loneShape(addsConductor: Bool) -> DefectShape? {
    let i = random.integer(in: 0...(size.area - 1))
    guard mask.isConductor[i] != addsConductor else { return nil }
    var end = raster.field.positions[i]
    let radius = addsConductor ? random.number(in: 3.8...6.5) : random.number(in: 3.6...5.5)
    var strokes = [Outline.disc(center: end, radius: radius)]
    var way = random.direction()
    for _ in 0..<random.integer(in: 0...3) {
      let next = end + way * random.number(in: 3...9)
      strokes.append(.capsule(from: end, to: next, radius: radius * random.number(in: 0.6...1)))
      end = next
      way = (way + way.turned * random.number(in: -0.9...0.9)).normalized
    }
    return DefectShape(strokes: strokes, addsConductor: addsConductor, random: &random)
  }

  private struct EdgePoint {
    var pixel: Int
    /// On the board.
    var position: Vector
    /// Away from the conductor.
    var outward: Vector
  }

  /// A random point at an edge of a conductor.
  private mutating func edgePoint() -> EdgePoint? {
    guard !edges.isEmpty else { return nil }
    let i = random.pick(edges)
    // Over several pixels, so that rough edges do not turn it.
    let d = 3
    let slope = Vector(
      raster.conductor[i + d] - raster.conductor[i - d],
      raster.conductor[i + d * size.width] - raster.conductor[i - d * size.width])
    guard slope.length > 1 else { return nil }
    return EdgePoint(pixel: i, position: raster.field.positions[i], outward: slope.normalized)
  }
}

import Pixels

/// What is soldered on a board, or drilled into it, by the pads it leaves.
enum FootprintKind {
  /// A row of round pads with holes, the first one square.
  case connector
  /// Two facing rows of rectangular pads.
  case rows
  /// Two rounded rectangles.
  case passive
  /// A small round pad with a hole.
  case via
  /// Two long pads with holes.
  case oblong
  /// A disc without a hole.
  case fiducial
  /// A large disc, with or without a hole.
  case bareDisc
}

extension BoardDesigner {
  private struct Piece {
    var outline: Outline
    var center: Vector
    var drill: Double?
    var widest: Double
  }

  /// Adds a footprint at a random place, turned at random; nothing where it has no room.
  mutating func addFootprint(_ kind: FootprintKind) {
    let center = lattice.position(
      Cell(
        i: random.integer(in: 0...(lattice.columns - 1)),
        j: random.integer(in: 0...(lattice.rows - 1))))
    let pieces = pieces(of: kind, at: center, upright: random.chance(0.5))
    guard pieces.allSatisfy({ hasRoom($0.outline) }) else { return }
    let footprint = newFootprint()
    for piece in pieces {
      let net = newNet()
      add(piece.outline, net: net)
      if let radius = piece.drill {
        layout.drills.append(.disc(center: piece.center, radius: radius))
      }
      pads.append(
        Pad(
          cell: lattice.cell(at: piece.center), net: net, footprint: footprint,
          widest: piece.widest))
    }
  }

  /// Whether all other conductors keep far enough from `outline` for a trace to pass.
  func hasRoom(_ outline: Outline) -> Bool {
    let bounds = outline.bounds
    let first = lattice.cell(at: Vector(bounds.x1, bounds.y1))
    let last = lattice.cell(at: Vector(bounds.x2, bounds.y2))
    for j in first.j...last.j {
      for i in first.i...last.i {
        let cell = Cell(i: i, j: j)
        guard lattice.contains(cell) else { continue }
        if distances[lattice.index(cell)] < clearance + 10 { return false }
      }
    }
    return true
  }

  // Pad centres are whole steps of the lattice apart, so that traces meet them straight.
  private mutating func pieces(of kind: FootprintKind, at center: Vector, upright: Bool) -> [Piece]
  {
    let step = LayoutLattice.pitch
    func along(_ a: Double, _ b: Double) -> Vector {
      center + (upright ? Vector(b * step, a * step) : Vector(a * step, b * step))
    }
    func rectangle(_ at: Vector, _ long: Double, _ short: Double, corner: Double) -> Outline {
      .box(
        center: at, halfWidth: upright ? short : long, halfHeight: upright ? long : short,
        corner: corner)
    }
    switch kind {
    case .connector:
      let (radius, drill) = (random.number(in: 13...17), random.number(in: 6...9))
      let pitch = random.pick([5.0, 6])
      let isSquared = random.chance(0.6)
      return (0..<random.integer(in: 2...5)).map { i in
        let at = along(Double(i) * pitch, 0)
        let outline =
          i == 0 && isSquared
          ? rectangle(at, radius, radius, corner: 1.5) : .disc(center: at, radius: radius)
        return Piece(outline: outline, center: at, drill: drill, widest: radius * 1.4)
      }
    case .rows:
      let pitch = random.pick([3.0, 4])
      let (long, short) = (random.number(in: 13...18), pitch * step / 4 + 0.5)
      let corner = random.pick([1.0, 3, short])
      let distance = Double(random.integer(in: 7...11))
      return (0..<random.integer(in: 3...6)).flatMap { i in
        [0, distance].map { across in
          let at = along(Double(i) * pitch, across)
          // Rows run along the first axis, pads lie across it.
          let outline = Outline.box(
            center: at, halfWidth: upright ? long : short, halfHeight: upright ? short : long,
            corner: min(corner, short))
          return Piece(outline: outline, center: at, drill: nil, widest: short * 1.4)
        }
      }
    case .passive:
      let (long, short) = (random.number(in: 12...20), random.number(in: 14...20))
      let distance = (2 * long + 14) / step
      let corner = random.pick([1.0, 4, 8])
      return [0, distance.rounded(.up)].map { a in
        let at = along(a, 0)
        return Piece(
          outline: rectangle(at, long, short, corner: corner), center: at, drill: nil,
          widest: short * 1.4)
      }
    case .via:
      let radius = random.number(in: 10...14)
      return [
        Piece(
          outline: .disc(center: center, radius: radius), center: center,
          drill: radius * random.number(in: 0.4...0.5), widest: radius)
      ]
    case .oblong:
      let (radius, half) = (random.number(in: 14...18), random.number(in: 5...10))
      let drill = random.number(in: 6...9)
      return [-3.0, 3].map { a in
        let at = along(a, 0)
        let tip = upright ? Vector(half, 0) : Vector(0, half)
        return Piece(
          outline: .capsule(from: at - tip, to: at + tip, radius: radius), center: at,
          drill: drill, widest: radius * 1.4)
      }
    case .fiducial:
      let radius = random.number(in: 12...18)
      return [
        Piece(
          outline: .disc(center: center, radius: radius), center: center, drill: nil, widest: 8)
      ]
    case .bareDisc:
      let radius = random.number(in: 32...56)
      return [
        Piece(
          outline: .disc(center: center, radius: radius), center: center,
          drill: random.chance(0.6) ? radius * random.number(in: 0.45...0.65) : nil,
          widest: 24)
      ]
    }
  }
}

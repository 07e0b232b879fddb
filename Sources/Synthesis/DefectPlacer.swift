import Decision
import Pixels

/// Puts defects on a board, one after another, each where it really has the topology of its class.
struct DefectPlacer {
  let layout: BoardLayout
  /// The board as the camera sees it, with the defects placed so far.
  private(set) var raster: BoardRaster
  private(set) var mask: ConductorMask
  /// Pixels at edges of conductors, far enough from the border and from holes.
  let edges: [Int]
  private(set) var placed: [SyntheticDefect] = []
  var random: RandomSource
  private var conductors: ConductorMask.Labels

  /// Defects keep this far from drilled holes, in pixels, so that holes that wander do not meet
  /// them.
  private static let holeDistance = 4.0
  private static let attempts = 3000
  /// Pixels a defect may have; the classes differ little in the DeepPCB dataset.
  private static let areas = 60...1200

  var size: PixelSize { raster.field.size }

  init(layout: BoardLayout, raster: BoardRaster, random: RandomSource) {
    self.layout = layout
    self.raster = raster
    self.random = random
    mask = raster.mask
    conductors = mask.labels()
    let (width, height) = (raster.field.size.width, raster.field.size.height)
    let margin = 8
    edges = (margin..<(height - margin)).flatMap { y in
      ((y * width + margin)..<((y + 1) * width - margin)).filter { i in
        abs(raster.conductor[i]) < 0.7 && raster.drills[i] > Self.holeDistance
      }
    }
  }

  /// Adds a defect of class `name`; false where no room was found.
  mutating func place(_ name: DefectClass) -> Bool {
    for _ in 0..<Self.attempts {
      guard let shape = proposal(of: name), let change = change(by: shape) else { continue }
      guard hasTopology(of: name, change) else { continue }
      guard let labels = connected(after: change, of: name) else { continue }
      raster.apply(shape, in: change.window)
      for i in change.pixels { mask.isConductor[i].toggle() }
      conductors = labels
      placed.append(
        SyntheticDefect(defectClass: name, box: change.truthBox, area: change.pixels.count))
      return true
    }
    return false
  }

  /// What a shape would change in the picture.
  private struct Change {
    var pixels: [Int]
    /// Where the shape may be, clipped to the picture.
    var window: PixelBox
    /// The pixels changed, without margin.
    var box: PixelBox
    var truthBox: PixelBox
  }

  /// The change that `shape` makes; nil where it is too small, too large, in pieces, too near to a
  /// hole, to the border or to another defect.
  private func change(by shape: DefectShape) -> Change? {
    let bounds = shape.bounds.grown(by: raster.field.reach + 2)
    let window = PixelBox(
      x1: Int(bounds.x1.rounded(.down)), y1: Int(bounds.y1.rounded(.down)),
      x2: Int(bounds.x2.rounded(.up)), y2: Int(bounds.y2.rounded(.up))
    ).clipped(to: size)
    guard !window.isEmpty else { return nil }
    var pixels: [Int] = []
    var box: PixelBox?
    for y in window.y1..<window.y2 {
      for x in window.x1..<window.x2 {
        let i = y * size.width + x
        guard mask.isConductor[i] != shape.addsConductor,
          shape.distance(to: raster.field.positions[i]) < 0
        else { continue }
        guard raster.drills[i] > Self.holeDistance else { return nil }
        pixels.append(i)
        let pixel = PixelBox(x1: x, y1: y, x2: x + 1, y2: y + 1)
        box = box?.union(pixel) ?? pixel
      }
    }
    guard let box, Self.areas.contains(pixels.count) else { return nil }
    // What the template does not show cannot be compared.
    let border = 14 + Int(raster.field.reach)
    let inner = PixelBox(
      x1: border, y1: border, x2: size.width - border, y2: size.height - border)
    guard box.intersection(inner) == box else { return nil }
    let truthBox = Self.truthBox(around: box, in: size)
    guard placed.allSatisfy({ $0.box.grown(by: 8).intersection(truthBox).isEmpty }) else {
      return nil
    }
    let members = Set(pixels)
    guard mask.label(in: box, diagonal: true, isMember: members.contains).areas.count == 1 else {
      return nil
    }
    return Change(pixels: pixels, window: window, box: box, truthBox: truthBox)
  }

  private static func truthBox(around box: PixelBox, in size: PixelSize) -> PixelBox {
    var out = box.grown(by: SyntheticDefect.margin)
    let (lackX, lackY) = (
      max(0, SyntheticDefect.leastSide - out.width), max(0, SyntheticDefect.leastSide - out.height)
    )
    out.x1 -= lackX / 2
    out.x2 += lackX - lackX / 2
    out.y1 -= lackY / 2
    out.y2 += lackY - lackY / 2
    return out.clipped(to: size)
  }

  /// Whether what surrounds the change is what defines the class: how often one meets conductor,
  /// and how often none, on the way around it.
  private func hasTopology(of name: DefectClass, _ change: Change) -> Bool {
    // Far enough from the next class that an inspection with the usual tolerances can tell.
    let distance =
      switch name {
      case .open: 2
      case .short, .mousebite: 4
      default: 6
      }
    let around = surroundings(of: change, within: distance)
    switch name {
    case .open: return around.conductors == 2 && around.gaps == 2 && around.nets.count == 1
    case .short: return around.conductors == 2 && around.gaps == 2 && around.nets.count == 2
    case .mousebite:
      return around.conductors == 1 && around.gaps == 1
        && change.pixels.contains { raster.conductor[$0] < -3.2 }
    case .spur:
      return around.conductors == 1 && around.gaps == 1
        && change.pixels.contains { raster.conductor[$0] > 4.5 }
    case .copper: return around.conductors == 0 && around.gaps == 1
    default: return around.conductors == 1 && around.gaps == 0
    }
  }

  /// The connected pieces of conductor, of anything else, and the nets of the former, among the
  /// pixels at most `distance` from the changed ones.
  private func surroundings(
    of change: Change, within distance: Int
  ) -> (conductors: Int, gaps: Int, nets: Set<Int32>) {
    let box = change.box.grown(by: distance).clipped(to: size)
    let members = Set(change.pixels)
    var ring: Set<Int> = []
    for i in change.pixels {
      let (x, y) = (i % size.width, i / size.width)
      for dy in -distance...distance {
        for dx in -distance...distance where dx * dx + dy * dy <= distance * distance {
          let j = (y + dy) * size.width + x + dx
          if !members.contains(j) { ring.insert(j) }
        }
      }
    }
    let solid = mask.label(in: box, diagonal: true) { ring.contains($0) && mask.isConductor[$0] }
    let gaps = mask.label(in: box, diagonal: false) { ring.contains($0) && !mask.isConductor[$0] }
    let nets = Set(ring.filter { mask.isConductor[$0] }.map { conductors.label[$0] })
    return (solid.areas.count, gaps.areas.count, nets)
  }

  /// What is connected with what once the change is made; nil where a cut leaves both sides
  /// connected some other way, or nothing worth mention on one side.
  ///
  /// Only a cut needs the board filled again: in all other cases the surroundings say it all.
  private func connected(
    after change: Change, of name: DefectClass
  ) -> ConductorMask.Labels? {
    var labels = conductors
    switch name {
    case .open:
      var after = mask
      for i in change.pixels { after.isConductor[i] = false }
      labels = after.labels()
      let box = change.box.grown(by: 2)
      var sides: Set<Int32> = []
      for y in box.y1..<box.y2 {
        sides.formUnion(labels.label[(y * size.width + box.x1)..<(y * size.width + box.x2)])
      }
      sides.remove(-1)
      // A crumb at the end of a trace is not a cut trace.
      guard labels.areas.count == conductors.areas.count + 1,
        sides.allSatisfy({ labels.areas[Int($0)] >= 120 })
      else { return nil }
    case .mousebite, .pinHole:
      for i in change.pixels { labels.label[i] = -1 }
    default:
      let touched = surroundings(of: change, within: 1).nets.sorted()
      let label = touched.first ?? Int32(labels.areas.count)
      if touched.isEmpty { labels.areas.append(0) }
      for i in change.pixels { labels.label[i] = label }
      labels.join(touched)
    }
    return labels
  }
}

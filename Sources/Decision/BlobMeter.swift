import Blobs
import Kernels
import Pixels

/// Measures blobs, each in a window around it. Keeps its scratch between calls; one per worker.
///
/// For added material the *bodies* are the reference's conductors, for missing material the gaps
/// between them: a blob of either sign lies outside the bodies, touches none, one or several of them,
/// and may cut what lies between them in two. Missing and added material are thus measured alike.
public struct BlobMeter: Sendable {
  /// How far around a blob is looked, in pixels.
  static let context = BlobMeasurements.context
  /// How far it is tried to explain a blob by a displacement, in pixels.
  static let shiftRadius = BlobMeasurements.shiftRadius
  /// Rings of up to this width are looked at, in pixels.
  static let reach = BlobMeasurements.reach

  /// Smaller overlaps of a component with a ring touch by chance, in square pixels.
  private static let minimumShare = 3
  /// Larger windows are not searched for displacements, in square pixels.
  private static let searchedArea = 200 * 200

  private var image = BitMask()
  private var reference = BitMask()
  private var wide = BitMask()
  private var blob = BitMask()
  private var bodies = BitMask()
  private var free = BitMask()
  private var grown = DiskDilations(radius: BlobMeter.reach)
  private var around = DiskDilations(radius: BlobMeasurements.depths.count + 1)
  private var outside = DiskDilations(radius: BlobMeasurements.cores.count)
  private var beside = DiskDilations(radius: 1)
  private var work = BitMask()
  private var rest = BitMask()
  private var components = ConnectedComponents()
  private var shares: [Int32] = []
  private var pieces: [Piece] = []
  private var shifts = ShiftMismatch(radius: BlobMeter.shiftRadius)

  /// A meter without scratch yet.
  public init() {}

  /// The measurements of `target` of `list`, which lies in `image` and not in `reference`, or the
  /// other way round; both masks of one size.
  public mutating func measure(
    _ target: Blob, of list: BlobList, image whole: BitMask, reference brought: BitMask,
    into m: inout BlobMeasurements
  ) {
    m.reset()
    m.set(.missing, target.polarity == .missing ? 1 : 0)
    m.set(.area, target.area)
    m.set(.evidence, target.evidence)
    m.set(.width, target.box.width)
    m.set(.height, target.box.height)
    m.set(.fill, Float(target.area) / Float(target.box.width * target.box.height))
    let size = whole.size
    m.set(
      .border,
      min(
        target.box.x1, target.box.y1, size.width - target.box.x2, size.height - target.box.y2))
    let box = target.box.grown(by: Self.context).clipped(to: size)
    take(target, of: list, box, whole, brought)
    measureDepth(target, &m)
    measureContact(&m)
    work.assignXor(image, reference)
    work.formAndNot(blob)
    m.set(.differenceNearby, work.setPixelCount())
    work.assignNot(reference)
    beside.assign(work)
    rest.assignAnd(reference, beside.masks[0])
    m.set(.edgesNearby, rest.setPixelCount())
    measureShifts(target, box, whole, brought, &m)
  }

  /// Cuts the window out and tells bodies from what lies between them.
  private mutating func take(
    _ target: Blob, of list: BlobList, _ box: PixelBox, _ whole: BitMask, _ brought: BitMask
  ) {
    image.assignCrop(whole, box)
    reference.assignCrop(brought, box)
    blob.reshape(width: box.width, height: box.height)
    blob.clear()
    for run in list.runs[target.runs] {
      blob.setRun(y: Int(run.y) - box.y1, x1: Int(run.x1) - box.x1, x2: Int(run.x2) - box.x1)
    }
    switch target.polarity {
    case .added: bodies.assignAndNot(reference, blob)
    case .missing:
      bodies.assignNot(reference)
      bodies.formAndNot(blob)
    }
    work.assignNot(bodies)
    free.assignAndNot(work, blob)
    grown.assign(blob)
  }

  /// How far the blob reaches away from the bodies, and how thick it is itself.
  private mutating func measureDepth(_ target: Blob, _ m: inout BlobMeasurements) {
    around.assign(bodies)
    for (i, name) in BlobMeasurements.depths.enumerated() {
      rest.assignAndNot(blob, around.masks[i + 1])
      m.set(name, rest.setPixelCount())
    }
    // What an erosion leaves is what the same disk around the outside does not reach.
    work.assignNot(blob)
    outside.assign(work)
    for (i, name) in BlobMeasurements.cores.enumerated() {
      rest.assignAndNot(blob, outside.masks[i])
      m.set(name, rest.setPixelCount())
    }
    m.set(.evidenceShare, Float(target.evidence) / Float(max(1, target.area)))
  }

  /// What the blob touches, in rings of each width.
  private mutating func measureContact(_ m: inout BlobMeasurements) {
    for r in 0..<Self.reach {
      work.assignAndNot(grown.masks[r], blob)
      let ring = work.setPixelCount()
      work.formAnd(bodies)
      let contact = work.setPixelCount()
      components.label(work)
      gatherPieces(in: work.size)
      m.set(.ring, r, ring)
      m.set(.contact, r, contact)
      m.set(.contactShare, r, Float(contact) / Float(max(1, ring)))
      m.set(.arcs, r, pieces.count { $0.area >= r + 2 })
    }
    let enclosedBody = countComponents(of: bodies, .bodies, &m)
    let enclosedPiece = countComponents(of: free, .pieces, &m)
    m.set(.enclosedBody, enclosedBody)
    m.set(.enclosedPiece, enclosedPiece)
  }

  /// Sets how many components of `mask` reach into each ring; returns the area of the smallest of
  /// them that the window holds whole, 0 without one.
  private mutating func countComponents(
    of mask: BitMask, _ name: BlobMeasurements.Ringed, _ m: inout BlobMeasurements
  ) -> Int {
    components.label(mask, connectivity: .four)
    gatherPieces(in: mask.size)
    var enclosed = Int.max
    for r in 0..<Self.reach {
      shares.removeAll(keepingCapacity: true)
      for _ in pieces { shares.append(0) }
      let runs = components.runs
      let ring = grown.masks[r]
      ring.withUnsafeWords { words in
        for i in 0..<runs.count {
          shares[Int(components.labels[i])] += Int32(
            Self.count(
              words + Int(runs.rows[i]) * ring.wordsPerRow, Int(runs.starts[i]),
              Int(runs.ends[i])))
        }
      }
      var reached = 0
      for k in pieces.indices where shares[k] >= Self.minimumShare {
        reached += 1
        if !pieces[k].isCut { enclosed = min(enclosed, pieces[k].area) }
      }
      m.set(name, r, reached)
    }
    return enclosed == Int.max ? 0 : enclosed
  }

  /// A component, as far as it lies in the window.
  private struct Piece {
    var area = 0
    /// Whether it reaches the window's border, and may go on behind it.
    var isCut = false
  }

  /// Adds the runs of the components last labelled up, in a window of `size`.
  private mutating func gatherPieces(in size: PixelSize) {
    pieces.removeAll(keepingCapacity: true)
    for _ in 0..<components.count { pieces.append(Piece()) }
    let runs = components.runs
    for i in 0..<runs.count {
      let (y, x1, x2) = (Int(runs.rows[i]), Int(runs.starts[i]), Int(runs.ends[i]))
      let k = Int(components.labels[i])
      pieces[k].area += x2 - x1
      if x1 == 0 || y == 0 || x2 == size.width || y == size.height - 1 { pieces[k].isCut = true }
    }
  }

  /// The pixels set in columns `x1..<x2` of a row.
  @inline(__always)
  private static func count(_ row: UnsafePointer<UInt64>, _ x1: Int, _ x2: Int) -> Int {
    let (first, last) = (x1 >> 6, (x2 - 1) >> 6)
    let head: UInt64 = ~0 << UInt64(x1 & 63)
    let tail: UInt64 = ~0 >> UInt64(63 - (x2 - 1) & 63)
    if first == last { return (row[first] & head & tail).nonzeroBitCount }
    var n = (row[first] & head).nonzeroBitCount + (row[last] & tail).nonzeroBitCount
    for w in (first + 1)..<last { n += row[w].nonzeroBitCount }
    return n
  }

  /// How much of the difference a displacement of the reference would explain.
  private mutating func measureShifts(
    _ target: Blob, _ box: PixelBox, _ whole: BitMask, _ brought: BitMask,
    _ m: inout BlobMeasurements
  ) {
    let margin = Self.shiftRadius
    let size = whole.size
    let inner = PixelBox(
      x1: max(box.x1, margin), y1: max(box.y1, margin), x2: min(box.x2, size.width - margin),
      y2: min(box.y2, size.height - margin))
    let area = Float(max(1, target.area))
    guard !inner.isEmpty, inner.width * inner.height <= Self.searchedArea else {
      m.set(.leftAtBest, area)
      m.set(.leftShare, 1)
      m.set(.leftAsAround, area)
      m.set(.leftAsAroundShare, 1)
      return
    }
    let place = PixelBox(
      x1: inner.x1 - box.x1, y1: inner.y1 - box.y1, x2: inner.x2 - box.x1, y2: inner.y2 - box.y1)
    wide.assignCrop(brought, inner.grown(by: margin))
    image.assignCrop(whole, inner)
    // The blob, what lies near it, and the window without either.
    work.assignCrop(blob, place)
    rest.assignCrop(grown.masks[Self.reach - 1], place)
    free.assignCrop(grown.masks[1], place)
    bodies.assignNot(free)
    shifts.measure(image, wide, own: work, near: rest, around: bodies)
    let (own, near, around) = (shifts.best(.own), shifts.best(.near), shifts.best(.around))
    m.set(.leftAtBest, own.count)
    m.set(.leftShare, Float(own.count) / area)
    m.set(.bestShift, own.dx * own.dx + own.dy * own.dy)
    m.set(.nearBefore, shifts.count(.near, at: shifts.none))
    m.set(.nearAtBest, near.count)
    m.set(.nearShift, near.dx * near.dx + near.dy * near.dy)
    m.set(
      .nearShare, Float(near.count) / Float(max(1, shifts.count(.near, at: shifts.none))))
    m.set(.aroundBefore, shifts.count(.around, at: shifts.none))
    m.set(.aroundAtBest, around.count)
    m.set(.aroundShift, around.dx * around.dx + around.dy * around.dy)
    m.set(.leftAsAround, shifts.count(.own, at: around.index))
    m.set(.leftAsAroundShare, Float(shifts.count(.own, at: around.index)) / area)
  }
}

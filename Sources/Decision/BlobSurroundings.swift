import Blobs
import Kernels
import Pixels

/// What lies around a blob in the reference, measured in a window around it.
///
/// For added material the *bodies* are the reference's conductors; for missing material they are
/// the gaps between conductors. A blob of either sign thus lies in the complement of the bodies: it
/// touches none, one or several of them, and may cut the complement in two.
public struct BlobSurroundings: Sendable, Equatable {
  /// Pixels in the ring around the blob, as wide as the contact distance.
  public var ring = 0
  /// Pixels of the ring that belong to a body.
  public var contact = 0
  /// Connected stretches of contact along the ring.
  public var arcs = 0
  /// Different bodies touched, as far as they are connected within the window.
  public var bodies = 0
  /// Connected pieces around the blob into which it divides the complement of the bodies.
  public var pieces = 0

  /// Nothing measured.
  public init() {}
}

/// Measures the surroundings of blobs. Keeps its scratch between calls; one per worker.
struct SurroundingsMeter: Sendable {
  /// Shorter stretches of contact come from the pixel grid, in square pixels.
  private static let minimumContact = 4
  /// Smaller overlaps with the ring are corners that touch by chance, in square pixels.
  private static let minimumShare = 3

  private var blob = BitMask()
  private var window = BitMask()
  private var bodies = BitMask()
  private var grown = BitMask()
  private var work = BitMask()
  private var morphology = BitMorphology()
  private var components = ConnectedComponents()
  private var sums: [Int] = []

  /// Measures `target` of `list` in `reference`, the mask brought over the image.
  mutating func measure(
    _ target: Blob, of list: BlobList, in reference: BitMask, parameters: DecisionParameters
  ) -> BlobSurroundings {
    let box = target.box.grown(by: parameters.window).clipped(to: reference.size)
    var result = BlobSurroundings()
    blob.reshape(width: box.width, height: box.height)
    blob.clear()
    for run in list.runs[target.runs] {
      blob.setRun(y: Int(run.y) - box.y1, x1: Int(run.x1) - box.x1, x2: Int(run.x2) - box.x1)
    }
    window.assignCrop(reference, box)
    switch target.polarity {
    case .added: bodies.assignAndNot(window, blob)
    case .missing:
      bodies.assignNot(window)
      bodies.formAndNot(blob)
    }
    morphology.dilate(blob, radius: parameters.contactDistance, into: &grown)
    work.assignAndNot(grown, blob)
    result.ring = work.count
    work.formAnd(bodies)
    result.contact = work.count
    components.label(work)
    Self.sum(components, into: &sums) { Int($0.x2 - $0.x1) }
    result.arcs = sums.count { $0 >= Self.minimumContact }

    result.bodies = componentsInRing(of: bodies)
    work.assignNot(bodies)
    work.formAndNot(blob)
    result.pieces = componentsInRing(of: work)
    return result
  }

  /// The components of `mask` that reach into the grown blob.
  private mutating func componentsInRing(of mask: BitMask) -> Int {
    components.label(mask, connectivity: .four)
    Self.sum(components, into: &sums) { run in
      var shared = 0
      for x in run.x1..<run.x2 where grown[Int(x), Int(run.y)] { shared += 1 }
      return shared
    }
    return sums.count { $0 >= Self.minimumShare }
  }

  /// Adds up `value` over the runs of each component.
  @inline(__always)
  private static func sum(
    _ components: ConnectedComponents, into sums: inout [Int], _ value: (PixelRun) -> Int
  ) {
    sums.removeAll(keepingCapacity: true)
    for _ in 0..<components.count { sums.append(0) }
    let runs = components.runs
    for i in 0..<runs.count {
      sums[Int(components.labels[i])] += value(
        PixelRun(y: runs.rows[i], x1: runs.starts[i], x2: runs.ends[i]))
    }
  }
}

import Blobs
import Kernels
import Pixels

/// What lies around a blob in the reference, measured in a window around it.
///
/// For added material the *bodies* are the reference's conductors; for missing material they are
/// the gaps between conductors. A blob of either sign thus lies in the complement of the bodies, and
/// what it touches tells its class.
public struct BlobSurroundings: Sendable, Equatable {
  /// Pixels in the ring around the blob.
  public var ring = 0
  /// Pixels of the ring that belong to a body.
  public var contact = 0
  /// Connected stretches of contact along the ring, of at least the minimum length.
  public var arcs = 0
  /// Different bodies touched, connected within the window.
  public var bodies = 0
  /// For missing material: connected pieces of conductor in the window that touch the blob, in the
  /// reference and after the blob is cut out. For added material: gaps likewise.
  public var piecesBefore = 0
  /// See ``piecesBefore``.
  public var piecesAfter = 0
}

/// Measures the surroundings of blobs. Keeps its scratch between calls; one per worker.
struct SurroundingsMeter: Sendable {
  private var blob = BitMask()
  private var reference = BitMask()
  private var grown = BitMask()
  private var work = BitMask()
  private var touched = BitMask()
  private var morphology = BitMorphology()
  private var components = ConnectedComponents()

  init() {}

  /// Measures `blob` of `list` against `whole`, the aligned reference.
  mutating func measure(
    _ target: Blob, of list: BlobList, in whole: BitMask, margin: Int, reach: Int
  ) -> BlobSurroundings {
    let box = target.box.grown(by: margin).clipped(to: whole.size)
    var result = BlobSurroundings()
    blob.reshape(width: box.width, height: box.height)
    blob.clear()
    for run in list.runs[target.runs] {
      blob.setRun(y: Int(run.y) - box.y1, x1: Int(run.x1) - box.x1, x2: Int(run.x2) - box.x1)
    }
    reference.assignCrop(whole, box)
    if target.polarity == .missing { reference.assignNot(copy(reference)) }
    morphology.dilate(blob, radius: reach, into: &grown)
    // Contact along the ring.
    work.assignAndNot(grown, blob)
    result.ring = work.count
    reference.formAndNot(blob)
    work.formAnd(reference)
    result.contact = work.count
    components.label(work)
    result.arcs = componentsOfArea(atLeast: 4)
    // Bodies that meet the grown blob.
    result.bodies = touching(reference)
    // The complement, before and after.
    work.assignNot(reference)
    result.piecesBefore = touching(work)
    work.formAndNot(blob)
    result.piecesAfter = touching(work)
    return result
  }

  private func copy(_ mask: BitMask) -> BitMask { mask }

  private func componentsOfArea(atLeast minimum: Int) -> Int {
    var areas = [Int](repeating: 0, count: components.count)
    for i in 0..<components.runs.count {
      areas[Int(components.labels[i])] +=
        Int(components.runs.ends[i] - components.runs.starts[i])
    }
    return areas.count { $0 >= minimum }
  }

  /// Components of `mask` that share at least 3 pixels with the grown blob.
  private mutating func touching(_ mask: BitMask) -> Int {
    components.label(mask, connectivity: .four)
    var shared = [Int](repeating: 0, count: components.count)
    for i in 0..<components.runs.count {
      let y = Int(components.runs.rows[i])
      for x in Int(components.runs.starts[i])..<Int(components.runs.ends[i]) where grown[x, y] {
        shared[Int(components.labels[i])] += 1
      }
    }
    return shared.count { $0 >= 3 }
  }
}

/// Lab
public struct LabMeter {
  var m = SurroundingsMeter()
  public init() {}
  public mutating func measure(_ b: Blob, _ l: BlobList, _ w: BitMask, _ margin: Int, _ reach: Int)
    -> BlobSurroundings
  {
    m.measure(b, of: l, in: w, margin: margin, reach: reach)
  }
}

import Comparison
import Kernels
import Pixels

/// Groups differing pixels into blobs.
///
/// Pixels belong together when their dilations by half the merge distance touch. Keeps its scratch
/// between calls; one per worker.
public struct BlobFinder: Sendable {
  private let parameters: BlobParameters
  private var morphology = BitMorphology()
  private var joined = BitMask()
  private var components = ConnectedComponents()
  private var regionRuns = BitRuns()
  private var evidenceRuns = BitRuns()
  private var blobOf: [Int] = []
  private var found: [Blob] = []
  private var placed: [Int] = []

  /// A finder with `parameters`.
  public init(parameters: BlobParameters) { self.parameters = parameters }

  /// Appends the blobs of `difference` with at least the minimum evidence to `list`, by their first
  /// pixel in raster order once merged. All evidence must lie in the region.
  public mutating func find(
    _ difference: MaskDifference, polarity: Polarity, appendingTo list: inout BlobList
  ) {
    evidenceRuns.assign(difference.evidence)
    guard evidenceRuns.count > 0 else { return }
    morphology.dilate(
      difference.region, radius: (parameters.mergeDistance + 1) / 2, into: &joined)
    components.label(joined)
    regionRuns.assign(difference.region)

    found.removeAll(keepingCapacity: true)
    let none = PixelBox(x1: .max, y1: .max, x2: 0, y2: 0)
    for _ in 0..<components.count {
      found.append(Blob(polarity: polarity, area: 0, evidence: 0, box: none, runs: 0..<0))
    }
    var cursor = 0
    for i in 0..<evidenceRuns.count {
      let k = component(evidenceRuns, i, &cursor)
      found[k].evidence += Int(evidenceRuns.ends[i] - evidenceRuns.starts[i])
    }
    cursor = 0
    blobOf.removeAll(keepingCapacity: true)
    for i in 0..<regionRuns.count {
      let k = component(regionRuns, i, &cursor)
      let (x1, x2) = (Int(regionRuns.starts[i]), Int(regionRuns.ends[i]))
      let y = Int(regionRuns.rows[i])
      blobOf.append(k)
      found[k].area += x2 - x1
      found[k].box = found[k].box.union(PixelBox(x1: x1, y1: y, x2: x2, y2: y + 1))
      found[k].runs = 0..<(found[k].runs.upperBound + 1)
    }
    place(into: &list)
  }

  /// The component of the joined mask that run `i` lies in. Runs come in raster order; `cursor`
  /// remembers how far the component runs were used.
  private func component(_ runs: BitRuns, _ i: Int, _ cursor: inout Int) -> Int {
    let all = components.runs
    let (y, x) = (runs.rows[i], runs.starts[i])
    while all.rows[cursor] < y || (all.rows[cursor] == y && all.ends[cursor] <= x) { cursor += 1 }
    return Int(components.labels[cursor])
  }

  /// Moves the runs of blobs with enough evidence to `list`, blob by blob.
  private mutating func place(into list: inout BlobList) {
    placed.removeAll(keepingCapacity: true)
    var next = list.runs.count
    for k in found.indices {
      guard found[k].evidence >= max(1, parameters.minimumArea) else {
        placed.append(-1)
        continue
      }
      let n = found[k].runs.count
      placed.append(next)
      var blob = found[k]
      blob.runs = next..<(next + n)
      list.blobs.append(blob)
      next += n
    }
    let filler = PixelRun(y: 0, x1: 0, x2: 0)
    while list.runs.count < next { list.runs.append(filler) }
    for i in 0..<regionRuns.count where placed[blobOf[i]] >= 0 {
      list.runs[placed[blobOf[i]]] = PixelRun(
        y: regionRuns.rows[i], x1: regionRuns.starts[i], x2: regionRuns.ends[i])
      placed[blobOf[i]] += 1
    }
  }
}

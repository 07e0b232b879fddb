import Kernels
import Pixels

/// Which neighbours of a pixel belong to its component.
public enum Connectivity: Sendable {
  /// The neighbours across an edge.
  case four
  /// The neighbours across an edge or a corner.
  case eight
}

/// Labels the connected components of a bit mask by its runs (He, Chao, Suzuki: "A run-based
/// two-scan labeling algorithm", IEEE TIP 17(5), 2008, doi:10.1109/TIP.2008.919369), in time that
/// grows with the number of runs. Keeps its memory between calls; one per worker.
public struct ConnectedComponents: Sendable {
  /// The runs of the mask in raster order.
  public private(set) var runs = BitRuns()
  /// The component of each run, 0 ..< ``count``, numbered by first appearance in raster order.
  public private(set) var labels: [Int32] = []
  /// The number of components.
  public private(set) var count = 0
  private var parent: [Int32] = []

  /// Nothing labelled yet.
  public init() {}

  /// Labels the components of `mask`.
  public mutating func label(_ mask: BitMask, connectivity: Connectivity = .eight) {
    runs.assign(mask)
    let n = runs.count
    if labels.count < n {
      labels = [Int32](repeating: 0, count: n + n / 2)
      parent = labels
    }
    let reach: Int32 = connectivity == .eight ? 0 : 1
    count = runs.starts.withUnsafeBufferPointer { starts in
      runs.ends.withUnsafeBufferPointer { ends in
        runs.rows.withUnsafeBufferPointer { rows in
          labels.withUnsafeMutableBufferPointer { labels in
            parent.withUnsafeMutableBufferPointer { parent in
              Self.label(n, starts, ends, rows, labels, parent, reach)
            }
          }
        }
      }
    }
  }

  private static func label(
    _ n: Int, _ starts: UnsafeBufferPointer<Int32>, _ ends: UnsafeBufferPointer<Int32>,
    _ rows: UnsafeBufferPointer<Int32>, _ labels: UnsafeMutableBufferPointer<Int32>,
    _ parent: UnsafeMutableBufferPointer<Int32>, _ reach: Int32
  ) -> Int {
    var above = 0  // first run of the previous row that may still touch
    var rowStart = 0
    var i = 0
    while i < n {
      let row = rows[i]
      if i == rowStart || rows[i - 1] != row {
        // A new row: runs before `i` of the row just above are candidates.
        above = i > 0 && rows[i - 1] == row - 1 ? rowStart : i
        rowStart = i
      }
      var label: Int32 = -1
      var j = above
      while j < rowStart && ends[j] + (1 - reach) <= starts[i] {
        j += 1
      }
      above = j
      while j < rowStart && starts[j] < ends[i] + (1 - reach) {
        let root = find(labels[j], parent)
        if label < 0 {
          label = root
        } else if root < label {
          parent[Int(label)] = root
          label = root
        } else {
          parent[Int(root)] = label
        }
        j += 1
      }
      if label < 0 {
        label = Int32(i)  // a run's index is its provisional label
        parent[i] = label
      } else {
        parent[i] = label
      }
      labels[i] = label
      i += 1
    }
    // Roots come before what hangs below them, so one pass numbers them in order.
    var next: Int32 = 0
    for i in 0..<n {
      let root = find(labels[i], parent)
      if Int(root) == i {
        labels[i] = next
        next += 1
      } else {
        labels[i] = labels[Int(root)]
      }
    }
    return Int(next)
  }

  @inline(__always)
  private static func find(
    _ label: Int32, _ parent: UnsafeMutableBufferPointer<Int32>
  ) -> Int32 {
    var l = label
    while parent[Int(l)] != l {
      parent[Int(l)] = parent[Int(parent[Int(l)])]
      l = parent[Int(l)]
    }
    return l
  }
}

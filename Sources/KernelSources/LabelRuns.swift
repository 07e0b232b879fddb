/// Numbers the connected components of runs, 0 ..< the result, by first appearance in raster order.
///
/// `reach` is 1 where corners connect, else 0. `labels` and `parent` hold one value for each run.
/// Union by the smaller number keeps each root the first of its component, so that one pass over
/// the provisional numbers, and one over the runs, makes them final.
@inline(never)
public func labelRuns(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rowStarts: UnsafePointer<Int32>,
  _ height: Int, _ reach: Int32, _ labels: UnsafeMutablePointer<Int32>,
  _ parent: UnsafeMutablePointer<Int32>
) -> Int {
  var provisional: Int32 = 0
  var above = 0
  for y in 0..<height {
    let first = Int(rowStarts[y])
    let last = Int(rowStarts[y &+ 1])
    var touching = above
    above = first
    for i in first..<last {
      let start = starts[i] &- reach
      let end = ends[i] &+ reach
      while touching < first && ends[touching] <= start { touching &+= 1 }
      var label: Int32 = -1
      var j = touching
      while j < first && starts[j] < end {
        let root = rootOf(labels[j], parent)
        if label < 0 {
          label = root
        } else if root < label {
          parent[Int(label)] = root
          label = root
        } else {
          parent[Int(root)] = label
        }
        j &+= 1
      }
      if label < 0 {
        label = provisional
        parent[Int(label)] = label
        provisional &+= 1
      }
      labels[i] = label
    }
  }
  var count: Int32 = 0
  for l in 0..<Int(provisional) {
    if Int(parent[l]) == l {
      parent[l] = count
      count &+= 1
    } else {
      parent[l] = parent[Int(parent[l])]
    }
  }
  for i in 0..<Int(rowStarts[height]) { labels[i] = parent[Int(labels[i])] }
  return Int(count)
}

@inline(__always)
private func rootOf(_ label: Int32, _ parent: UnsafeMutablePointer<Int32>) -> Int32 {
  var l = label
  while parent[Int(l)] != l {
    parent[Int(l)] = parent[Int(parent[Int(l)])]
    l = parent[Int(l)]
  }
  return l
}

import CVectors

// Each run has two ends, and a contour is a cycle of such ends: down along left ends, up along right
// ends (on the screen counterclockwise around a region, clockwise around a hole). Which end follows
// depends only on the first run touched below (or the last above) and the neighbour in the row. The
// pixels passed in between are a stretch of one row, so contours cost a few operations for each run
// and one store for each point.

private struct Trace {
  var points: UnsafeMutablePointer<Int32>
  var capacity: Int
  /// The points found.
  var count: Int
  var contour: cv_contour

  /// Appends the columns after `from` up to `to` of row `y`; both may be the same.
  @inline(__always)
  mutating func walk(_ from: Int32, _ to: Int32, _ y: Int32) {
    let step: Int32 = from < to ? 1 : -1
    let n = Int(abs(to &- from))
    if count &+ n <= capacity {
      var p = points + 2 &* count
      var x = from
      while x != to {
        x &+= step
        p[0] = x
        p[1] = y
        p += 2
      }
    }
    count &+= n
    contour.straight &+= Int64(n)
    contour.twice_area &+= Int64(from &- to) &* Int64(y)
  }

  /// Appends (x, y), one row away from (oldX, oldY) and at most one column.
  @inline(__always)
  mutating func go(_ oldX: Int32, _ oldY: Int32, _ x: Int32, _ y: Int32) {
    if count < capacity {
      points[2 &* count] = x
      points[2 &* count &+ 1] = y
    }
    count &+= 1
    if x == oldX { contour.straight &+= 1 } else { contour.diagonal &+= 1 }
    contour.twice_area &+= Int64(oldX) &* Int64(y) &- Int64(x) &* Int64(oldY)
    contour.y1 = min(contour.y1, y)
    contour.y2 = max(contour.y2, y &+ 1)
  }
}

/// Traces all contours of the runs, which `linkRuns` linked, in raster order of their first run's
/// end. `leftOf` and `rightOf` (one value for each run) receive the contour that passes each end.
///
/// Returns the number of contours, at most that of runs, for which `contours` has room. Where
/// `outermost`, only contours that lie in no hole are traced, and no holes. `pointCount` receives the
/// number of points (pairs x, y), of which those beyond `capacity` are not written.
@inline(never)
public func traceContours(
  _ starts: UnsafePointer<Int32>, _ ends: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>,
  _ runs: Int, _ below: UnsafePointer<Int32>, _ above: UnsafePointer<Int32>,
  _ leftOf: UnsafeMutablePointer<Int32>, _ rightOf: UnsafeMutablePointer<Int32>,
  _ outermost: Bool, _ points: UnsafeMutablePointer<Int32>, _ capacity: Int,
  _ contours: UnsafeMutablePointer<cv_contour>, _ pointCount: UnsafeMutablePointer<Int>
) -> Int {
  for i in 0..<runs {
    leftOf[i] = -1
    rightOf[i] = -1
  }
  var trace = Trace(
    points: points, capacity: capacity, count: 0, contour: cv_contour())
  var n = 0
  for end in 0..<(2 &* runs) {
    let i = end &>> 1
    let isHole = end & 1 != 0
    var parent: Int32 = -1
    if isHole {
      if rightOf[i] >= 0 || outermost { continue }
      let around = leftOf[i]
      parent = contours[Int(around)].is_hole != 0 ? contours[Int(around)].parent : around
    } else {
      if leftOf[i] >= 0 { continue }
      // In a hole where the run before ends at one, else where the contour that ends it is.
      if i > 0 && rows[i &- 1] == rows[i] {
        let before = rightOf[i &- 1]
        // Holes are not traced for the outermost contours: where none ends, a hole begins.
        if before < 0 { continue }
        parent = contours[Int(before)].is_hole != 0 ? before : contours[Int(before)].parent
      }
    }
    follow(
      i, !isHole, Int32(truncatingIfNeeded: n), starts, ends, rows, runs, below, above, leftOf,
      rightOf, &trace)
    trace.contour.parent = parent
    trace.contour.is_hole = isHole ? 1 : 0
    contours[n] = trace.contour
    n &+= 1
  }
  pointCount.pointee = trace.count
  return n
}

/// Follows the contour that passes the left or right end of run `first`.
@inline(__always)
private func follow(
  _ first: Int, _ startsLeft: Bool, _ number: Int32, _ starts: UnsafePointer<Int32>,
  _ ends: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>, _ runs: Int,
  _ below: UnsafePointer<Int32>, _ above: UnsafePointer<Int32>,
  _ leftOf: UnsafeMutablePointer<Int32>, _ rightOf: UnsafeMutablePointer<Int32>,
  _ trace: inout Trace
) {
  var run = first
  var isLeft = startsLeft
  let x0 = startsLeft ? starts[first] : ends[first] &- 1
  let y0 = rows[first]
  let begin = trace.count
  trace.contour = cv_contour()
  trace.contour.first = Int64(begin)
  trace.contour.x1 = x0
  trace.contour.x2 = x0 &+ 1
  trace.contour.y1 = y0
  trace.contour.y2 = y0 &+ 1
  if begin < trace.capacity {
    trace.points[2 &* begin] = x0
    trace.points[2 &* begin &+ 1] = y0
  }
  trace.count &+= 1
  repeat {
    let y = rows[run]
    if isLeft {
      leftOf[run] = number
      let x = starts[run]
      trace.contour.x1 = min(trace.contour.x1, x)
      trace.contour.x2 = max(trace.contour.x2, x &+ 1)
      let t = Int(below[run])
      if t < 0 {
        trace.walk(x, ends[run] &- 1, y)
        isLeft = false
      } else if run > 0 && rows[run &- 1] == y && ends[run &- 1] >= starts[t] {
        // The run below also touches the one to the left: over it and up again.
        let end = ends[run &- 1]
        trace.go(x, y, x &- 1, y &+ 1)
        trace.walk(x &- 1, end, y &+ 1)
        trace.go(end, y &+ 1, end &- 1, y)
        run &-= 1
        isLeft = false
      } else {
        let start = starts[t]
        if start < x {
          trace.go(x, y, x &- 1, y &+ 1)
          trace.walk(x &- 1, start, y &+ 1)
        } else {
          let last = max(x, start &- 1)
          trace.walk(x, last, y)
          trace.go(last, y, start, y &+ 1)
        }
        run = t
      }
    } else {
      rightOf[run] = number
      let x = ends[run] &- 1
      trace.contour.x1 = min(trace.contour.x1, x)
      trace.contour.x2 = max(trace.contour.x2, x &+ 1)
      let u = Int(above[run])
      if u < 0 {
        trace.walk(x, starts[run], y)
        isLeft = true
      } else if run &+ 1 < runs && rows[run &+ 1] == y && starts[run &+ 1] <= ends[u] {
        let start = starts[run &+ 1]
        trace.go(x, y, x &+ 1, y &- 1)
        trace.walk(x &+ 1, start &- 1, y &- 1)
        trace.go(start &- 1, y &- 1, start, y)
        run &+= 1
        isLeft = true
      } else {
        let end = ends[u] &- 1
        if end > x {
          trace.go(x, y, x &+ 1, y &- 1)
          trace.walk(x &+ 1, end, y &- 1)
        } else {
          let last = min(x, end &+ 1)
          trace.walk(x, last, y)
          trace.go(last, y, end, y &- 1)
        }
        run = u
      }
    }
  } while run != first || isLeft != startsLeft
  // The way back ends on the first pixel, which is there already.
  if trace.count > begin &+ 1 { trace.count &-= 1 }
  trace.contour.count = Int64(trace.count &- begin)
}

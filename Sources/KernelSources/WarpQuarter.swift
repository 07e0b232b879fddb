import CVectors

// Turns by a quarter, of nearest pixels of one channel: a row of the result is a column of the source,
// so squares of pixels are transposed in registers. Reading column by column would bring a whole
// cache line for every pixel.

extension AffineRows {
  /// The columns of the source that `count` rows of the result from `y` on come from, where those are
  /// neighbours in the image and their rows in the source agree with row `y`: the first, and whether
  /// they come in falling order. Positions are rounded row by row, so it must be looked at.
  @inline(__always)
  func columns(_ y: Int, _ count: Int, _ width: Int) -> (first: Int, falls: Bool)? {
    let start = line(y, 0).rounded
    let column = WarpLine.position(start.x, 0, 0) &>> 16
    let row = WarpLine.position(start.y, 0, 0) &>> 16
    let step = m1 < 0 ? -1 : 1
    for i in 1..<count {
      let next = line(y &+ i, 0).rounded
      if WarpLine.position(next.x, 0, 0) &>> 16 != column &+ i &* step
        || WarpLine.position(next.y, 0, 0) &>> 16 != row
      {
        return nil
      }
    }
    let least = min(column, column &+ (count &- 1) &* step)
    return least >= 0 && least &+ count <= width ? (least, step < 0) : nil
  }

  /// The columns of the result whose source rows lie in the image, and the source row of column 0.
  @inline(__always)
  func reach(_ y: Int, _ outWidth: Int, _ height: Int) -> (first: Int, end: Int, row: Int) {
    let row = WarpLine.position(line(y, 0).rounded.y, 0, 0) &>> 16
    let first = m3 < 0 ? row &- height &+ 1 : 0 &- row
    let end = m3 < 0 ? row &+ 1 : height &- row
    return (max(0, min(first, outWidth)), max(0, min(end, outWidth)), row)
  }

  /// The whole warp, 8 bit.
  @inline(never)
  func turn8(
    _ source: WarpSource8, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ outWidth: Int,
    _ outHeight: Int, _ scratch: UnsafeMutableRawPointer
  ) {
    let side = 16
    let down = m3 < 0 ? 0 &- source.stride : source.stride
    var y = 0
    while y < outHeight {
      let next = min(y &+ side, outHeight)
      // The last square overlaps the one before it.
      let top = max(0, next &- side)
      let inside = reach(top, outWidth, source.height)
      var done = (first: 0, end: 0)
      if next &- top == side && inside.end &- inside.first >= side,
        let columns = columns(top, side, source.width)
      {
        done = (inside.first, inside.end)
        let target = out + (columns.falls ? top &+ side &- 1 : top) &* outStride
        let step = columns.falls ? 0 &- outStride : outStride
        let ahead = columns.falls ? -64 : 64
        var x = done.first
        while x < done.end {
          x = min(x, done.end &- side)
          let p = UnsafeRawPointer(
            source.base + (inside.row &* source.stride &+ x &* down &+ columns.first))
          for i in 0..<side { v_read_ahead(p + (i &* down &+ ahead)) }
          v_transpose_bytes(p, down, target + x, step)
          x &+= side
        }
      }
      for row in top..<next {
        let start = line(row, 0).rounded
        let target = out + row &* outStride
        start.nearest8(source, done.first, target, scratch)
        let rest = WarpLine(
          x: start.x, y: start.y &+ Int64(done.end) &* start.dy, dx: start.dx, dy: start.dy)
        rest.nearest8(source, outWidth &- done.end, target + done.end, scratch)
      }
      y = next
    }
  }

  /// The whole warp, 16 bit.
  @inline(never)
  func turn16(
    _ source: WarpSource16, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ outWidth: Int,
    _ outHeight: Int, _ scratch: UnsafeMutableRawPointer
  ) {
    let side = 8
    let down = m3 < 0 ? 0 &- source.stride : source.stride
    var y = 0
    while y < outHeight {
      let next = min(y &+ side, outHeight)
      // The last square overlaps the one before it.
      let top = max(0, next &- side)
      let inside = reach(top, outWidth, source.height)
      var done = (first: 0, end: 0)
      if next &- top == side && inside.end &- inside.first >= side,
        let columns = columns(top, side, source.width)
      {
        done = (inside.first, inside.end)
        let target = out + (columns.falls ? top &+ side &- 1 : top) &* outStride
        let step = columns.falls ? 0 &- outStride : outStride
        let ahead = columns.falls ? -64 : 64
        var x = done.first
        while x < done.end {
          x = min(x, done.end &- side)
          let p = UnsafeRawPointer(
            source.base + (inside.row &* source.stride &+ x &* down &+ columns.first))
          for i in 0..<side { v_read_ahead(p + (2 &* i &* down &+ ahead)) }
          v_transpose_words(p, 2 &* down, target + x, 2 &* step)
          x &+= side
        }
      }
      for row in top..<next {
        let start = line(row, 0).rounded
        let target = out + row &* outStride
        start.nearest16(source, done.first, target, scratch)
        let rest = WarpLine(
          x: start.x, y: start.y &+ Int64(done.end) &* start.dy, dx: start.dx, dy: start.dy)
        rest.nearest16(source, outWidth &- done.end, target + done.end, scratch)
      }
      y = next
    }
  }
}

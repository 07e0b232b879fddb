import CVectors

/// out = |a - b|. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  let step = lanes
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let o = out + y &* outStride
    let (pRow, qRow, oRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q), UnsafeMutableRawPointer(o))
    var x = 0
    while x &+ 4 &* step <= width {
      ahead(pRow, x)
      ahead(qRow, x)
      let d0 = v_absdiff(load(pRow, x), load(qRow, x))
      let d1 = v_absdiff(load(pRow, x &+ step), load(qRow, x &+ step))
      let d2 = v_absdiff(load(pRow, x &+ 2 &* step), load(qRow, x &+ 2 &* step))
      let d3 = v_absdiff(load(pRow, x &+ 3 &* step), load(qRow, x &+ 3 &* step))
      store(d0, oRow, x)
      store(d1, oRow, x &+ step)
      store(d2, oRow, x &+ 2 &* step)
      store(d3, oRow, x &+ 3 &* step)
      x &+= 4 &* step
    }
    while x &+ step <= width {
      store(v_absdiff(load(pRow, x), load(qRow, x)), oRow, x)
      x &+= step
    }
    while x < width {
      o[x] = max(p[x], q[x]) &- min(p[x], q[x])
      x &+= 1
    }
  }
}

/// out = |a - b| for 16-bit samples. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference16(
  _ a: UnsafePointer<UInt16>, _ aStride: Int, _ b: UnsafePointer<UInt16>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int
) {
  let around = storesAround(out, outStride, width &* height)
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let (pRow, qRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q))
    mapRow16(width, out + y &* outStride, around) {
      v_absdiff_u16(load16(pRow, $0), load16(qRow, $0))
    } _: {
      max(p[$0], q[$0]) &- min(p[$0], q[$0])
    }
  }
  if around { v_stored_around() }
}

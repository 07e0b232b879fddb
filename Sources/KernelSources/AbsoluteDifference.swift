import CVectors

/// out = |a - b|. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  let around = storesAround(out, outStride, 3 &* width &* height)
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let (pRow, qRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q))
    mapRow8(width, out + y &* outStride, around) {
      ahead(pRow, $0)
      ahead(qRow, $0)
    } _: {
      v_absdiff(load(pRow, $0), load(qRow, $0))
    } _: {
      max(p[$0], q[$0]) &- min(p[$0], q[$0])
    }
  }
  if around { v_stored_around() }
}

/// out = |a - b| for 16-bit samples. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference16(
  _ a: UnsafePointer<UInt16>, _ aStride: Int, _ b: UnsafePointer<UInt16>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int
) {
  let around = storesAround(out, 2 &* outStride, 6 &* width &* height)
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let (pRow, qRow) = (UnsafeRawPointer(p), UnsafeRawPointer(q))
    mapRow16(width, out + y &* outStride, around) {
      ahead(pRow, $0)
      ahead(qRow, $0)
    } _: {
      v_absdiff_u16(load16(pRow, $0), load16(qRow, $0))
    } _: {
      max(p[$0], q[$0]) &- min(p[$0], q[$0])
    }
  }
  if around { v_stored_around() }
}

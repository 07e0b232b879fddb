import CVectors

/// out = (a + 255 - b + 1) >> 1. `out` may be `a` or `b`.
@inline(never)
public func opposeColors(
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
      v_average8(load(pRow, $0), v_not(load(qRow, $0)))
    } _: {
      UInt8(truncatingIfNeeded: (UInt16(p[$0]) &+ UInt16(~q[$0]) &+ 1) &>> 1)
    }
  }
  if around { v_stored_around() }
}

/// out = |a - b|. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = max(p[x], q[x]) &- min(p[x], q[x]) }
  }
}

/// out = |a - b| for 16-bit samples. `out` may be `a` or `b`.
@inline(never)
public func absoluteDifference16(
  _ a: UnsafePointer<UInt16>, _ aStride: Int, _ b: UnsafePointer<UInt16>, _ bStride: Int,
  _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let q = b + y &* bStride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = max(p[x], q[x]) &- min(p[x], q[x]) }
  }
}

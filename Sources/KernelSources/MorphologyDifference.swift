import CVectors

// a - b, sample by sample, 0 where a < b; `out` may be `a` or `b`. Strides in samples.

/// Differences of 8-bit samples.
@inline(never)
public func rowDifference8(
  _ a: UnsafeRawPointer, _ strideA: Int, _ b: UnsafeRawPointer, _ strideB: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ width: Int, _ height: Int
) {
  for y in 0..<height {
    let (p, q, o) = (a + y &* strideA, b + y &* strideB, out + y &* outStride)
    var x = 0
    while x &+ lanes <= width {
      store(v_subs(load(p, x), load(q, x)), o, x)
      x &+= lanes
    }
    while x < width {
      let u = p.load(fromByteOffset: x, as: UInt8.self)
      let v = q.load(fromByteOffset: x, as: UInt8.self)
      o.storeBytes(of: u > v ? u &- v : 0, toByteOffset: x, as: UInt8.self)
      x &+= 1
    }
  }
}

/// Differences of 16-bit samples.
@inline(never)
public func rowDifference16(
  _ a: UnsafeRawPointer, _ strideA: Int, _ b: UnsafeRawPointer, _ strideB: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ width: Int, _ height: Int
) {
  for y in 0..<height {
    let (p, q, o) = (a + 2 &* y &* strideA, b + 2 &* y &* strideB, out + 2 &* y &* outStride)
    var x = 0
    while x &+ lanes <= 2 &* width {
      store(v_subs16(load(p, x), load(q, x)), o, x)
      x &+= lanes
    }
    while x < 2 &* width {
      let u = p.load(fromByteOffset: x, as: UInt16.self)
      let v = q.load(fromByteOffset: x, as: UInt16.self)
      o.storeBytes(of: u > v ? u &- v : 0, toByteOffset: x, as: UInt16.self)
      x &+= 2
    }
  }
}

/// Weights 1 2 1 across and down on 16-bit samples, divided by 16 and rounded; border mirrored
/// (`reflected`). `memory` holds `(width + 256) * 4 + 4096` bytes.
@inline(never)
public func gaussian3Of16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let sums = memory.assumingMemoryBound(to: UInt32.self) + 16
  for y in 0..<height {
    let a = source + reflected(y &- 1, height) &* stride
    let b = source + y &* stride
    let c = source + reflected(y &+ 1, height) &* stride
    for x in 0..<width { sums[x] = UInt32(a[x]) &+ UInt32(c[x]) &+ 2 &* UInt32(b[x]) }
    mirrorEnds(sums, width, 1)
    let row = out + y &* outStride
    for x in 0..<width {
      let sum = sums[x &- 1] &+ sums[x &+ 1] &+ 2 &* sums[x]
      row[x] = UInt16(truncatingIfNeeded: (sum &+ 8) &>> 4)
    }
  }
}

/// Weights 1 4 6 4 1, divided by 256; otherwise as ``gaussian3Of16``.
@inline(never)
public func gaussian5Of16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let sums = memory.assumingMemoryBound(to: UInt32.self) + 16
  for y in 0..<height {
    let a = source + reflected(y &- 2, height) &* stride
    let b = source + reflected(y &- 1, height) &* stride
    let c = source + y &* stride
    let d = source + reflected(y &+ 1, height) &* stride
    let e = source + reflected(y &+ 2, height) &* stride
    for x in 0..<width {
      sums[x] = weighted5(
        UInt32(a[x]) &+ UInt32(e[x]), UInt32(b[x]) &+ UInt32(d[x]), UInt32(c[x]))
    }
    mirrorEnds(sums, width, 2)
    let row = out + y &* outStride
    for x in 0..<width {
      let sum = weighted5(
        sums[x &- 2] &+ sums[x &+ 2], sums[x &- 1] &+ sums[x &+ 1], sums[x])
      row[x] = UInt16(truncatingIfNeeded: (sum &+ 128) &>> 8)
    }
  }
}

/// Weights 2 7 14 18 14 7 2, divided by 4096; otherwise as ``gaussian3Of16``.
@inline(never)
public func gaussian7Of16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let sums = memory.assumingMemoryBound(to: UInt32.self) + 16
  for y in 0..<height {
    let a = source + reflected(y &- 3, height) &* stride
    let b = source + reflected(y &- 2, height) &* stride
    let c = source + reflected(y &- 1, height) &* stride
    let d = source + y &* stride
    let e = source + reflected(y &+ 1, height) &* stride
    let f = source + reflected(y &+ 2, height) &* stride
    let g = source + reflected(y &+ 3, height) &* stride
    for x in 0..<width {
      sums[x] = weighted7(
        UInt32(a[x]) &+ UInt32(g[x]), UInt32(b[x]) &+ UInt32(f[x]),
        UInt32(c[x]) &+ UInt32(e[x]), UInt32(d[x]))
    }
    mirrorEnds(sums, width, 3)
    let row = out + y &* outStride
    for x in 0..<width {
      let sum = weighted7(
        sums[x &- 3] &+ sums[x &+ 3], sums[x &- 2] &+ sums[x &+ 2],
        sums[x &- 1] &+ sums[x &+ 1], sums[x])
      row[x] = UInt16(truncatingIfNeeded: (sum &+ 2048) &>> 12)
    }
  }
}

@inline(__always)
private func weighted5(_ outer: UInt32, _ inner: UInt32, _ centre: UInt32) -> UInt32 {
  outer &+ 4 &* (inner &+ centre) &+ 2 &* centre
}

/// 2 a + 7 b + 14 c + 18 d.
@inline(__always)
private func weighted7(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
  let inner = b &+ 2 &* c
  return 2 &* (a &+ d &+ 8 &* d) &+ (8 &* inner &- inner)
}

/// Continues a row of sums by its mirror image at both ends.
@inline(__always)
private func mirrorEnds(_ sums: UnsafeMutablePointer<UInt32>, _ width: Int, _ reach: Int) {
  for k in 1...reach {
    sums[0 &- k] = sums[reflected(0 &- k, width)]
    sums[width &- 1 &+ k] = sums[reflected(width &- 1 &+ k, width)]
  }
}

import CVectors

// Derivatives by 3x3 weights: the difference of the neighbours along one axis, weighted 1 2 1
// (Sobel) or 3 10 3 (Scharr) along the other; border mirrored (`reflected`). All of them need
// `(width + 256) * 8 + 4096` bytes of `memory`.

/// Sobel's derivative across.
@inline(never)
public func sobelAcross(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  derivativeAcross(source, stride, width, height, out, outStride, memory, 1, 2)
}

/// Sobel's derivative down.
@inline(never)
public func sobelDown(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  derivativeDown(source, stride, width, height, out, outStride, memory, 1, 2)
}

/// Scharr's derivative across.
@inline(never)
public func scharrAcross(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  derivativeAcross(source, stride, width, height, out, outStride, memory, 3, 10)
}

/// Scharr's derivative down.
@inline(never)
public func scharrDown(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  derivativeDown(source, stride, width, height, out, outStride, memory, 3, 10)
}

@inline(__always)
private func derivativeAcross(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ side: UInt16, _ centre: UInt16
) {
  eachHalfStrip(source, stride, width, height, out, outStride, 2, memory, 2) {
    state, a, b, outA, outB in
    let differenceA = lf_widen(a + 1) &- lf_widen(a - 1)
    let differenceB = lf_widen(b + 1) &- lf_widen(b - 1)
    let before = loadU16(state, 0)
    let here = loadU16(state, lanes)
    storeU16(weighted(before, here, differenceA, side, centre), outA, 0)
    storeU16(weighted(here, differenceA, differenceB, side, centre), outB, 0)
    storeU16(differenceA, state, 0)
    storeU16(differenceB, state, lanes)
  }
}

@inline(__always)
private func derivativeDown(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ side: UInt16, _ centre: UInt16
) {
  eachHalfStrip(source, stride, width, height, out, outStride, 2, memory, 2) {
    state, a, b, outA, outB in
    let sumA = weighted(lf_widen(a - 1), lf_widen(a), lf_widen(a + 1), side, centre)
    let sumB = weighted(lf_widen(b - 1), lf_widen(b), lf_widen(b + 1), side, centre)
    storeU16(sumA &- loadU16(state, 0), outA, 0)
    storeU16(sumB &- loadU16(state, lanes), outB, 0)
    storeU16(sumA, state, 0)
    storeU16(sumB, state, lanes)
  }
}

/// side (a + c) + centre b.
@inline(__always)
func weighted(_ a: vu16, _ b: vu16, _ c: vu16, _ side: UInt16, _ centre: UInt16) -> vu16 {
  (a &+ c) &* vu16(repeating: side) &+ b &* vu16(repeating: centre)
}

/// Goes over an image in half strips, two rows at a time, for operators that need one column and
/// one row of neighbours. For results `y` and `y + 1` calls `body` with the memory that belongs to
/// the half strip, `kept` vectors, the half strip in rows `y + 1` and `y + 2`, and where the two
/// results go, which have samples of `sampleBytes` bytes.
@inline(__always)
func eachHalfStrip(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutableRawPointer, _ outStride: Int, _ sampleBytes: Int,
  _ memory: UnsafeMutableRawPointer, _ kept: Int,
  _ body: (
    UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeMutableRawPointer,
    UnsafeMutableRawPointer
  ) -> Void
) {
  let strips = RowStrips(width, 1)
  let rows = FilterRows(memory, width, sampleBytes)
  let state = rows.state
  let outBytes = outStride &* sampleBytes
  // The round before the first that has results fills what the strips keep.
  var y = -2
  while y < height {
    let rowA = source + reflected(y &+ 1, height) &* stride
    let rowB = source + reflected(y &+ 2, height) &* stride
    let outA = rows.target(out, outBytes, y, height, strips.isNarrow, rows.spareA)
    let outB = rows.target(out, outBytes, y &+ 1, height, strips.isNarrow, rows.spareB)
    strips.fill(rows.copyA, rowA)
    strips.fill(rows.copyB, rowB)
    strips.forEach(rowA, rowB, rows.copyA, rows.copyB) { strip, x, a, b in
      var half = 0
      while half < 2 {
        let column = x &+ half &* (lanes / 2)
        body(
          state + (2 &* strip &+ half) &* (kept &* lanes), a + column, b + column,
          outA + column &* sampleBytes, outB + column &* sampleBytes)
        half &+= 1
      }
    }
    if strips.isNarrow { rows.copyNarrow(out, outBytes, y, width &* sampleBytes, height) }
    y &+= 2
  }
}

import CVectors

/// Weights 1 4 6 4 1 across and down, divided by 256 and rounded, at every second column and row
/// from the first on; border mirrored (`reflected`). Writes (width + 1) / 2 columns of
/// (height + 1) / 2 rows. `memory` holds `(width + 256) * 8 + 4096` bytes.
@inline(never)
public func pyramidDown(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let strips = RowStrips(width, 2, even: true)
  let rows = FilterRows(memory, width)
  let state = rows.state
  let outWidth = (width &+ 1) / 2
  let outHeight = (height &+ 1) / 2
  // Result y takes rows 2 y - 2 ... 2 y + 2, of which each round adds the last two: two rounds
  // before the first that has a result fill what the strips keep.
  var y = -2
  while y < outHeight {
    let rowA = source + reflected(2 &* y &+ 1, height) &* stride
    let rowB = source + reflected(2 &* y &+ 2, height) &* stride
    let target = rows.target(out, outStride, y, outHeight, strips.isNarrow, rows.spareA)
    strips.fill(rows.copyA, rowA)
    strips.fill(rows.copyB, rowB)
    strips.forEach(rowA, rowB, rows.copyA, rows.copyB) { strip, x, a, b in
      let s = state + strip &* (2 &* lanes)
      let sumA = evenAcross5(a, x) &* vu16(repeating: 4)
      let sumB = evenAcross5(b, x)
      let centre = loadU16(s, lanes)
      let sum =
        loadU16(s, 0) &+ centre &* vu16(repeating: 6) &+ (sumA &+ sumB)
        &+ vu16(repeating: 128)
      lf_store_bytes(target + x / 2, lf_shr16(sum, 8))
      storeU16(centre &+ sumA, s, 0)
      storeU16(sumB, s, lanes)
    }
    if strips.isNarrow { rows.copyNarrow(out, outStride, y, outWidth, y &+ 1) }
    y &+= 1
  }
}

/// a + 4 b + 6 c + 4 d + e for the columns at even distance of the strip at `x`.
@inline(__always)
private func evenAcross5(_ row: UnsafeRawPointer, _ x: Int) -> vu16 {
  let before = load(row, x &- 2)
  let here = load(row, x)
  let after = load(row, x &+ 2)
  return lf_even(before) &+ lf_even(after) &+ (lf_odd(before) &+ lf_odd(here))
    &* vu16(repeating: 4) &+ lf_even(here) &* vu16(repeating: 6)
}

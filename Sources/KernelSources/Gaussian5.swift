import CVectors

/// Weights 1 4 6 4 1 across and down, divided by 256 and rounded; border mirrored (`reflected`).
///
/// `memory` holds `(width + 256) * 12 + 4096` bytes. Each row is filtered across once; down, the
/// weights are four sums of neighbours one after the other, whose last terms each strip keeps.
@inline(never)
public func gaussian5(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let strips = RowStrips(width, 2)
  let rows = FilterRows(memory, width)
  let state = rows.state
  // Two rounds before the first that has results fill what the strips keep.
  var y = -4
  while y < height {
    let rowA = source + reflected(y &+ 2, height) &* stride
    let rowB = source + reflected(y &+ 3, height) &* stride
    let outA = rows.target(out, outStride, y, height, strips.isNarrow, rows.spareA)
    let outB = rows.target(out, outStride, y &+ 1, height, strips.isNarrow, rows.spareB)
    strips.fill(rows.copyA, rowA)
    strips.fill(rows.copyB, rowB)
    strips.forEach(rowA, rowB, rows.copyA, rows.copyB) { strip, x, a, b in
      let s = state + strip &* (8 &* lanes)
      let (evenA, oddA) = across5(a, x)
      let (evenB, oddB) = across5(b, x)
      let (e1, e2) = down5(s, 0, evenA, evenB)
      let (o1, o2) = down5(s, 4 &* lanes, oddA, oddB)
      store(lf_join_high(e1, o1), outA, x)
      store(lf_join_high(e2, o2), outB, x)
    }
    if strips.isNarrow { rows.copyNarrow(out, outStride, y, width, height) }
    y &+= 2
  }
}

/// a + 4 b + 6 c + 4 d + e for the columns of the strip at `x`, those at even distance and those at
/// odd.
@inline(__always)
func across5(_ row: UnsafeRawPointer, _ x: Int) -> (vu16, vu16) {
  let before = load(row, x &- 2)
  let here = load(row, x)
  let after = load(row, x &+ 2)
  let (e0, e1, e2) = (lf_even(before), lf_even(here), lf_even(after))
  let (o0, o1, o2) = (lf_odd(before), lf_odd(here), lf_odd(after))
  let four = vu16(repeating: 4)
  let six = vu16(repeating: 6)
  return (
    e0 &+ e2 &+ (o0 &+ o1) &* four &+ e1 &* six,
    o0 &+ o2 &+ (e1 &+ e2) &* four &+ o1 &* six
  )
}

/// Continues the four sums by two rows: both results with a half added.
@inline(__always)
private func down5(
  _ state: UnsafeMutableRawPointer, _ offset: Int, _ a: vu16, _ b: vu16
) -> (vu16, vu16) {
  let half = vu16(repeating: 128)
  let a1 = loadU16(state, offset) &+ a
  let b1 = a &+ b
  let a2 = loadU16(state, offset &+ lanes) &+ a1
  let b2 = a1 &+ b1
  let a3 = loadU16(state, offset &+ 2 &* lanes) &+ a2
  let b3 = a2 &+ b2
  let a4 = loadU16(state, offset &+ 3 &* lanes) &+ a3
  let b4 = a3 &+ b3
  storeU16(b, state, offset)
  storeU16(b1, state, offset &+ lanes)
  storeU16(b2, state, offset &+ 2 &* lanes)
  storeU16(b3, state, offset &+ 3 &* lanes)
  return (a4 &+ half, b4 &+ half)
}

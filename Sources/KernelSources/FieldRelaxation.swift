import CVectors

// Grids of nodes that belong to cells are kept in two halves, like the fields of a chessboard: node
// (x, y) lies in half (x + y) & 1 at row y, place x / 2. A node's neighbours all lie in the other
// half: above and below at its own place, left and right at its own and at the one before (where x
// is even) or after it. Places that do not exist hold 0.

/// Where node (x, y) lies: its half's start plus its row's plus its place.
@inline(__always)
func nodeIndex(_ x: Int, _ y: Int, _ half: Int, _ stride: Int) -> Int {
  let row: Int = y &* stride &+ (x &>> 1)
  return ((x ^ y) & 1) &* half &+ row
}

/// Red-black Gauss-Seidel over a grid of nodes with two unknowns each: `sweeps` times, first for
/// the nodes of half 0, then for those of half 1,
/// u = clamp(M (r + lambda (sum of the four neighbours' u)), low, high).
///
/// `dx` and `dy` point at the first node of half 0; half 1 begins `half` values later. A half has
/// `rows` rows of `stride` places, a multiple of the vector's; the place before each row and the rows
/// above and below hold 0. `terms` holds for each half nine planes of `rows * stride` values: Mxx,
/// Myy, Mxy, rx, ry, low x, high x, low y, high y, all 0 for places that do not exist.
@inline(never)
public func relaxField(
  _ terms: UnsafePointer<Float>, _ stride: Int, _ rows: Int, _ lambda: Float, _ sweeps: Int,
  _ dx: UnsafeMutablePointer<Float>, _ dy: UnsafeMutablePointer<Float>, _ half: Int
) {
  let plane = rows &* stride &* 4
  let weight = vf32(repeating: lambda)
  for step in 0..<(2 &* sweeps) {
    let own = step & 1
    let t = UnsafeRawPointer(terms) + own &* 9 &* plane
    for y in 0..<rows {
      // Where this half's nodes have even x, the neighbour on the left is the place before.
      let side = (y ^ own) & 1 == 0 ? -4 : 4
      var x = 0
      while x < stride {
        let c = y &* stride &+ x
        @inline(__always) func term(_ k: Int) -> vf32 {
          t.loadUnaligned(fromByteOffset: k &* plane &+ 4 &* c, as: vf32.self)
        }
        let from = (1 &- own) &* half &+ c
        let bx = term(3) + weight * neighbours(UnsafeRawPointer(dx + from), side, 4 &* stride)
        let by = term(4) + weight * neighbours(UnsafeRawPointer(dy + from), side, 4 &* stride)
        let ux = v_clamp_f32(term(0) * bx + term(2) * by, term(5), term(6))
        let uy = v_clamp_f32(term(2) * bx + term(1) * by, term(7), term(8))
        UnsafeMutableRawPointer(dx + own &* half + c).storeBytes(of: ux, as: vf32.self)
        UnsafeMutableRawPointer(dy + own &* half + c).storeBytes(of: uy, as: vf32.self)
        x &+= lanes / 4
      }
    }
  }
}

/// The sum of the values at `p`, `side` bytes beside it, and `row` bytes before and after.
@inline(__always)
func neighbours(_ p: UnsafeRawPointer, _ side: Int, _ row: Int) -> vf32 {
  let level = p.loadUnaligned(as: vf32.self) + (p + side).loadUnaligned(as: vf32.self)
  return level + ((p - row).loadUnaligned(as: vf32.self) + (p + row).loadUnaligned(as: vf32.self))
}

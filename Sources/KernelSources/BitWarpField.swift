import CVectors

/// Moves every group of eight pixels by its own displacement, rounded to whole pixels.
///
/// `field` holds for each row of nodes `nodesPerRow` pairs (dx, dy) in 1/256 pixel; node (i, j) sits
/// at pixel (32 i + 16, 32 j + 16), values between nodes are interpolated bilinearly, and beyond
/// the outer nodes continued. out[y][x] = source[clamp(y + dy)][x + dx] with |dx| <= 63.
/// `scratch` has room for 48 `words` numbers.
@inline(never)
public func bitWarpField(
  _ padded: UnsafePointer<UInt64>, _ words: Int, _ height: Int, _ field: UnsafePointer<Int32>,
  _ nodesPerRow: Int, _ nodeRows: Int, _ out: UnsafeMutablePointer<UInt64>,
  _ lastWordMask: UInt64, _ scratch: UnsafeMutablePointer<Int32>
) {
  let source = UnsafeRawPointer(padded)
  let rowBytes = (words &+ 2) &* 8
  let groups = words &* 8
  // Displacements of the groups on the two rows of nodes around the row, then on the row itself.
  let (upperX, upperY) = (scratch, scratch + groups)
  let (lowerX, lowerY) = (scratch + 2 &* groups, scratch + 3 &* groups)
  let (rowX, rowY) = (scratch + 4 &* groups, scratch + 5 &* groups)
  var between = -1
  for y in 0..<height {
    let v = max(0, min((nodeRows &- 1) &* 32, y &- 16))
    let j = min(v &>> 5, max(0, nodeRows &- 2))
    if j != between {
      between = j
      interpolateNodes(field + j &* nodesPerRow &* 2, nodesPerRow, groups, upperX, upperY)
      interpolateNodes(
        field + min(j &+ 1, nodeRows &- 1) &* nodesPerRow &* 2, nodesPerRow, groups, lowerX, lowerY)
    }
    let f = Int32(truncatingIfNeeded: v &- j &* 32)
    // Both components at once: they lie one after the other. The sums are in 1/2^18 pixel.
    var k = 0
    while k < 2 &* groups {
      let upper = UnsafeRawPointer(upperX + k).loadUnaligned(as: vs32.self)
      let lower = UnsafeRawPointer(lowerX + k).loadUnaligned(as: vs32.self)
      UnsafeMutableRawPointer(rowX + k).storeBytes(
        of: v_mix18(upper, 32 &- f, lower, f), as: vs32.self)
      k &+= lanes / 4
    }
    let o = out + y &* (words &+ 1)
    for w in 0..<words {
      let (dx, dy) = (rowX + 8 &* w, rowY + 8 &* w)
      if v_same8(dx) && v_same8(dy) {
        let row = max(0, min(height &- 1, y &+ Int(dy[0]))) &* rowBytes
        let position = w &* 64 &+ Int(dx[0]) &+ 64
        let at = row &+ position &>> 3
        let shift = UInt64(truncatingIfNeeded: position & 7)
        let low = source.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let high = UInt64(source.load(fromByteOffset: at &+ 8, as: UInt8.self))
        o[w] = (low &>> shift) | ((high &<< 1) &<< (63 &- shift))
        continue
      }
      var bits: UInt64 = 0
      for g in 0..<8 {
        let row = max(0, min(height &- 1, y &+ Int(dy[g]))) &* rowBytes
        let position = (w &* 8 &+ g) &* 8 &+ Int(dx[g]) &+ 64
        let pair = source.loadUnaligned(fromByteOffset: row &+ position &>> 3, as: UInt16.self)
        let byte = (UInt64(pair) &>> UInt64(truncatingIfNeeded: position & 7)) & 0xff
        bits |= byte &<< UInt64(truncatingIfNeeded: 8 &* g)
      }
      o[w] = bits
    }
    o[words &- 1] &= lastWordMask
    o[words] = 0
  }
}

/// The displacements of `groups` groups of eight pixels on a row of nodes, in 1/8192 pixel, each
/// taken at its group's fifth pixel.
@inline(__always)
func interpolateNodes(
  _ nodes: UnsafePointer<Int32>, _ count: Int, _ groups: Int, _ x: UnsafeMutablePointer<Int32>,
  _ y: UnsafeMutablePointer<Int32>
) {
  for g in 0..<groups {
    let u = max(0, min((count &- 1) &* 32, g &* 8 &- 12))
    let i = min(u &>> 5, max(0, count &- 2))
    let right = min(i &+ 1, count &- 1)
    let e = Int32(truncatingIfNeeded: u &- i &* 32)
    x[g] = nodes[2 &* i] &* (32 &- e) &+ nodes[2 &* right] &* e
    y[g] = nodes[2 &* i &+ 1] &* (32 &- e) &+ nodes[2 &* right &+ 1] &* e
  }
}

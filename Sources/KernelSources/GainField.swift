import CVectors

/// Gains and offsets on nodes every 32 pixels, the first at the first pixel, brought to each pixel of
/// a row: gains as 2^-12 below 8, offsets as 2^-4 within 16 bits.
struct GainNodes {
  let nodes: UnsafePointer<Int32>
  let columns: Int
  let rows: Int
  let gains: UnsafeMutablePointer<UInt16>
  let offsets: UnsafeMutablePointer<Int16>

  /// Brings the nodes to the line of row `y`, for `width` columns.
  @inline(__always)
  func setLine(_ y: Int, _ width: Int) {
    let v = min((rows &- 1) &* 32, y)
    let j = min(v &>> 5, max(0, rows &- 2))
    let f = Int32(truncatingIfNeeded: v &- 32 &* j)
    let upper = nodes + 2 &* columns &* j
    let lower = nodes + 2 &* columns &* min(j &+ 1, rows &- 1)
    var x = 0
    var i = 0
    while x < width {
      let next = min(i &+ 1, columns &- 1)
      let gain0: Int32 = (upper[2 &* i] &* (32 &- f) &+ lower[2 &* i] &* f) &>> 5
      let gain1: Int32 = (upper[2 &* next] &* (32 &- f) &+ lower[2 &* next] &* f) &>> 5
      let (k0, k1) = (2 &* i &+ 1, 2 &* next &+ 1)
      let offset0: Int32 = (upper[k0] &* (32 &- f) &+ lower[k0] &* f) &>> 5
      let offset1: Int32 = (upper[k1] &* (32 &- f) &+ lower[k1] &* f) &>> 5
      let end = i &+ 1 < columns ? min(width, x &+ 32) : width
      // Beyond the last node its values go on.
      let gainStep: Int32 = i &+ 1 < columns ? gain1 &- gain0 : 0
      let offsetStep: Int32 = i &+ 1 < columns ? offset1 &- offset0 : 0
      var gain: Int32 = gain0 &<< 5
      var offset: Int32 = offset0 &<< 5
      while x < end {
        gains[x] = UInt16(truncatingIfNeeded: gain &>> 5)
        offsets[x] = Int16(truncatingIfNeeded: offset &>> 5)
        gain &+= gainStep
        offset &+= offsetStep
        x &+= 1
      }
      i &+= 1
    }
  }
}

/// out = (floor(source gain / 2^8) + offset + 8) >> 4 within 0...255, gain in 2^-12 and offset in
/// 2^-4 between nodes as ``GainNodes`` says, those of row 8 (y / 8) + 4 for eight rows. `nodes` holds
/// gain and offset of each node. `memory`: 4 (width + 64) bytes. `out` may be `source`.
@inline(never)
public func applyGainField(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ nodes: UnsafePointer<Int32>, _ columns: Int, _ rows: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer
) {
  let gains = memory.assumingMemoryBound(to: UInt16.self)
  let offsets = (memory + 2 &* (width &+ 64)).assumingMemoryBound(to: Int16.self)
  let field = GainNodes(
    nodes: nodes, columns: columns, rows: rows, gains: gains, offsets: offsets)
  let step = lanes
  for y in 0..<height {
    if y & 7 == 0 { field.setLine(y &+ 4, width) }
    let s = source + y &* stride
    let to = UnsafeMutableRawPointer(out + y &* outStride)
    guard width >= step else {
      for x in 0..<width { out[y &* outStride &+ x] = gainedSample(s[x], gains[x], offsets[x]) }
      continue
    }
    // The vector that ends at the last column, made before the columns it repeats are written.
    let last = width &- step
    let rest = gainedVector(s, gains, offsets, last)
    var x = 0
    while x < last {
      store(gainedVector(s, gains, offsets, x), to, x)
      x &+= step
    }
    store(rest, to, last)
  }
}

/// A vector of samples from column x on.
@inline(__always)
func gainedVector(
  _ source: UnsafePointer<UInt8>, _ gains: UnsafePointer<UInt16>,
  _ offsets: UnsafePointer<Int16>, _ x: Int
) -> vu8 {
  let second = x &+ lanes / 2
  let (gainRow, offsetRow) = (UnsafeRawPointer(gains), UnsafeRawPointer(offsets))
  let low = v_gained(
    lf_widen(source + x), loadU16(gainRow, 2 &* x), loadS16(offsetRow, 2 &* x))
  let high = v_gained(
    lf_widen(source + second), loadU16(gainRow, 2 &* second), loadS16(offsetRow, 2 &* second))
  return lf_narrow(low, high)
}

@inline(__always)
func gainedSample(_ sample: UInt8, _ gain: UInt16, _ offset: Int16) -> UInt8 {
  let product: Int32 = (Int32(sample) &* Int32(gain)) &>> 8
  let sum: Int32 = product &+ Int32(offset)
  let limited: Int32 = min(32767, max(-32768, sum))
  let rounded: Int32 = min(32767, limited &+ 8) &>> 4
  return UInt8(truncatingIfNeeded: max(0, min(255, rounded)))
}

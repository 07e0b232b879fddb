import CVectors

// Planes of floats with a margin, see FloatPlane in Kernels: rows start `stride` floats apart, whole
// vectors may be read and written beyond a row's end, and the margin around the plane is readable.

@inline(__always)
var floatLanes: Int { lanes / 4 }

@inline(__always)
func loadFloats(_ p: UnsafePointer<Float>, _ offset: Int) -> vf32 {
  UnsafeRawPointer(p).loadUnaligned(fromByteOffset: offset &* 4, as: vf32.self)
}

@inline(__always)
func storeFloats(_ v: vf32, _ p: UnsafeMutablePointer<Float>, _ offset: Int) {
  UnsafeMutableRawPointer(p).storeBytes(of: v, toByteOffset: offset &* 4, as: vf32.self)
}

/// out = 128 source / light - 128, where light = max(a + u (b + c u), least), u = `columns[x]`,
/// a = terms[0] + terms[2] v + terms[5] v², b = terms[1] + terms[4] v, c = terms[3] and v goes from
/// `firstRow` up by `rowStep` a row.
@inline(never)
public func textureFlatten(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ terms: UnsafePointer<Float>, _ columns: UnsafePointer<Float>, _ firstRow: Float,
  _ rowStep: Float, _ least: Float, _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  let floor = vf32(repeating: least)
  let middle = vf32(repeating: 128)
  let c = vf32(repeating: terms[3])
  for y in 0..<height {
    let v: Float = firstRow + rowStep * Float(y)
    let rowA: Float = terms[0] + terms[2] * v + terms[5] * v * v
    let a = vf32(repeating: rowA)
    let b = vf32(repeating: terms[1] + terms[4] * v)
    let s = UnsafeRawPointer(source + y &* stride)
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let u = loadFloats(columns, x)
      let light = tx_max(a + u * (b + c * u), floor)
      storeFloats(tx_from_bytes(s + x) * middle / light - middle, o, x)
      x &+= floatLanes
    }
  }
}

/// out = table[round(scale source + offset)], the place clamped to 0...last.
@inline(never)
public func textureLookUp(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int, _ scale: Float,
  _ offset: Float, _ table: UnsafePointer<Float>, _ last: Int,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  let factor = vf32(repeating: scale)
  let shift = vf32(repeating: offset + 0.5)
  let zero = vf32(repeating: 0)
  let most = vf32(repeating: Float(last))
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let place = tx_min(tx_max(loadFloats(s, x) * factor + shift, zero), most)
      let places = tx_truncated(place)
      withUnsafeBytes(of: places) {
        let p = $0.baseAddress!
        for k in 0..<floatLanes {
          let i = p.load(fromByteOffset: 4 &* k, as: Int32.self)
          o[x &+ k] = table[Int(i)]
        }
      }
      x &+= floatLanes
    }
  }
}

/// Every second column and row of `source` smoothed by 1 4 6 4 1 across and down, from the first on.
/// `memory` holds `width + 64` floats.
@inline(never)
public func textureHalve(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ memory: UnsafeMutablePointer<Float>
) {
  let row = memory + 16
  let scale: Float = 1.0 / 256
  for y in 0..<((height &+ 1) / 2) {
    smoothDown(source + 2 &* y &* stride, stride, width, row)
    let o = out + y &* outStride
    for x in 0..<((width &+ 1) / 2) {
      let p = row + 2 &* x
      let outer: Float = p[-2] + p[2]
      let inner: Float = p[-1] + p[1]
      o[x] = (outer + 4 * inner + 6 * p[0]) * scale
    }
  }
}

/// `source` smoothed by 1 4 6 4 1 across and down. `memory` holds `width + 64` floats.
@inline(never)
public func textureSmooth(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ memory: UnsafeMutablePointer<Float>
) {
  let row = memory + 16
  let scale = vf32(repeating: 1.0 / 256)
  let four = vf32(repeating: 4)
  let six = vf32(repeating: 6)
  for y in 0..<height {
    smoothDown(source + y &* stride, stride, width, row)
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let outer = loadFloats(row, x &- 2) + loadFloats(row, x &+ 2)
      let inner = loadFloats(row, x &- 1) + loadFloats(row, x &+ 1)
      storeFloats((outer + four * inner + six * loadFloats(row, x)) * scale, o, x)
      x &+= floatLanes
    }
  }
}

/// 1 4 6 4 1 down at the row `p`, from two columns before it to two and a vector behind it.
@inline(__always)
private func smoothDown(
  _ p: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ row: UnsafeMutablePointer<Float>
) {
  let four = vf32(repeating: 4)
  let six = vf32(repeating: 6)
  var x = -2
  while x < width &+ 2 {
    let outer = loadFloats(p, x &- 2 &* stride) + loadFloats(p, x &+ 2 &* stride)
    let inner = loadFloats(p, x &- stride) + loadFloats(p, x &+ stride)
    storeFloats(outer + four * inner + six * loadFloats(p, x), row, x)
    x &+= floatLanes
  }
}

/// The sum of `weights` times the neighbourhood of 7x7 values, which is the same turned by half:
/// weights[0] is that of the value itself, weights[1...24] those of the values that follow it in raster
/// order and, opposite to them, precede it.
@inline(never)
public func textureWhiten(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int,
  _ weights: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    var x = 0
    while x < width {
      var sum = loadFloats(s, x) * vf32(repeating: weights[0])
      for k in 1..<4 {
        sum += (loadFloats(s, x &+ k) + loadFloats(s, x &- k)) * vf32(repeating: weights[k])
      }
      for v in 1..<4 {
        let below = s + v &* stride
        let above = s - v &* stride
        let row = weights + 7 &* v
        for k in -3..<4 {
          let pair = loadFloats(below, x &+ k) + loadFloats(above, x &- k)
          sum += pair * vf32(repeating: row[k])
        }
      }
      storeFloats(sum, o, x)
      x &+= floatLanes
    }
  }
}

/// out = max(out, coarse at half the place), for columns and rows of out.
@inline(never)
public func textureMerge(
  _ coarse: UnsafePointer<Float>, _ stride: Int, _ out: UnsafeMutablePointer<Float>,
  _ outStride: Int, _ width: Int, _ height: Int
) {
  for y in 0..<height {
    let s = coarse + (y / 2) &* stride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = max(o[x], s[x / 2]) }
  }
}

/// out[x] = max(out[x], wide[2 x], wide[2 x + 1]) for columns and rows of out. The last column of an odd
/// number of wide ones has no second.
@inline(never)
public func texturePairs(
  _ wide: UnsafePointer<Float>, _ stride: Int, _ wideWidth: Int,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ height: Int
) {
  for y in 0..<height {
    let s = wide + y &* stride
    let o = out + y &* outStride
    for x in 0..<(wideWidth / 2) {
      let pair: Float = max(s[2 &* x], s[2 &* x &+ 1])
      o[x] = max(o[x], pair)
    }
    if wideWidth & 1 == 1 { o[wideWidth / 2] = max(o[wideWidth / 2], s[wideWidth &- 1]) }
  }
}

/// out = 255 m / (1 + m) rounded, m the square of the value at half the place.
@inline(never)
public func textureScores(
  _ source: UnsafePointer<Float>, _ stride: Int, _ out: UnsafeMutablePointer<UInt8>,
  _ outStride: Int, _ width: Int, _ height: Int
) {
  let one = vf32(repeating: 1)
  let scale = vf32(repeating: 255)
  let half = vf32(repeating: 0.5)
  for y in 0..<height {
    let o = out + y &* outStride
    if y & 1 == 1 {
      o.update(from: o - outStride, count: width)
      continue
    }
    let s = source + (y / 2) &* stride
    var x = 0
    while x < width {
      let v = loadFloats(s, x / 2)
      let m = v * v
      let scores = tx_truncated(scale - scale / (one + m) + half)
      withUnsafeBytes(of: scores) {
        let p = $0.baseAddress!
        for k in 0..<min(floatLanes, (width &- x &+ 1) / 2) {
          let score = UInt8(truncatingIfNeeded: p.load(fromByteOffset: 4 &* k, as: Int32.self))
          o[x &+ 2 &* k] = score
          if x &+ 2 &* k &+ 1 < width { o[x &+ 2 &* k &+ 1] = score }
        }
      }
      x &+= 2 &* floatLanes
    }
  }
}

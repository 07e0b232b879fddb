import CVectors

/// Directions of lines, and values in a long line, the middle half of which is the short one; see
/// TextureLines in Kernels.
@inline(__always)
private var textureDirections: Int { 16 }
@inline(__always)
private var textureLineLength: Int { 16 }

/// The sums of the short and the long line through the values at `p` and behind it.
@inline(__always)
private func lineSums(
  _ p: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>
) -> (short: vf32, long: vf32) {
  var a = loadFloats(p, offsets[4]) + loadFloats(p, offsets[5])
  var b = loadFloats(p, offsets[6]) + loadFloats(p, offsets[7])
  a += loadFloats(p, offsets[8]) + loadFloats(p, offsets[9])
  b += loadFloats(p, offsets[10]) + loadFloats(p, offsets[11])
  let short = a + b
  a = loadFloats(p, offsets[0]) + loadFloats(p, offsets[1])
  b = loadFloats(p, offsets[2]) + loadFloats(p, offsets[3])
  a += loadFloats(p, offsets[12]) + loadFloats(p, offsets[13])
  b += loadFloats(p, offsets[14]) + loadFloats(p, offsets[15])
  return (short, short + (a + b))
}

/// out = max(out, |short line| scales[2 k], |long line| scales[2 k + 1]) over all directions k, whose
/// offsets are 16 each.
@inline(never)
public func textureLines(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int,
  _ offsets: UnsafePointer<Int>, _ scales: UnsafePointer<Float>,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    for k in 0..<textureDirections {
      let line = offsets + k &* textureLineLength
      let shortScale = vf32(repeating: scales[2 &* k])
      let longScale = vf32(repeating: scales[2 &* k &+ 1])
      var x = 0
      while x < width {
        let sums = lineSums(s + x, line)
        let most = tx_max(tx_abs(sums.short) * shortScale, tx_abs(sums.long) * longScale)
        storeFloats(tx_max(loadFloats(o, x), most), o, x)
        x &+= floatLanes
      }
    }
  }
}

/// The sums of the short and the long lines of one direction over a row.
@inline(never)
public func textureLineRow(
  _ source: UnsafePointer<Float>, _ width: Int, _ offsets: UnsafePointer<Int>,
  _ short: UnsafeMutablePointer<Float>, _ long: UnsafeMutablePointer<Float>
) {
  var x = 0
  while x < width {
    let sums = lineSums(source + x, offsets)
    storeFloats(sums.short, short, x)
    storeFloats(sums.long, long, x)
    x &+= floatLanes
  }
}

/// The value at `p`, and Sobel's derivatives across, down and along both diagonals.
@inline(__always)
private func shapes(
  _ p: UnsafePointer<Float>, _ stride: Int
) -> (spot: vf32, across: vf32, down: vf32, falling: vf32, rising: vf32) {
  let two = vf32(repeating: 2)
  let a = loadFloats(p, 0 &- stride &- 1)
  let b = loadFloats(p, 0 &- stride)
  let c = loadFloats(p, 0 &- stride &+ 1)
  let d = loadFloats(p, -1)
  let f = loadFloats(p, 1)
  let g = loadFloats(p, stride &- 1)
  let h = loadFloats(p, stride)
  let i = loadFloats(p, stride &+ 1)
  let across = (c - a) + two * (f - d) + (i - g)
  let down = (g - a) + two * (h - b) + (i - c)
  return (loadFloats(p, 0), across, down, across + down, across - down)
}

/// out = max(out, |value| scales[0], |derivative k| scales[k]), k = 1...4.
@inline(never)
public func textureShapes(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int,
  _ scales: UnsafePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let r = shapes(s + x, stride)
      let edge = tx_max(
        tx_abs(r.across) * vf32(repeating: scales[1]), tx_abs(r.down) * vf32(repeating: scales[2]))
      let slant = tx_max(
        tx_abs(r.falling) * vf32(repeating: scales[3]),
        tx_abs(r.rising) * vf32(repeating: scales[4]))
      let spot = tx_max(tx_abs(r.spot) * vf32(repeating: scales[0]), loadFloats(o, x))
      storeFloats(tx_max(tx_max(edge, slant), spot), o, x)
      x &+= floatLanes
    }
  }
}

/// The value and the four derivatives of a row, one after the other `pitch` floats apart.
@inline(never)
public func textureShapeRow(
  _ source: UnsafePointer<Float>, _ stride: Int, _ width: Int,
  _ out: UnsafeMutablePointer<Float>, _ pitch: Int
) {
  var x = 0
  while x < width {
    let r = shapes(source + x, stride)
    storeFloats(r.spot, out, x)
    storeFloats(r.across, out, x &+ pitch)
    storeFloats(r.down, out, x &+ 2 &* pitch)
    storeFloats(r.falling, out, x &+ 3 &* pitch)
    storeFloats(r.rising, out, x &+ 4 &* pitch)
    x &+= floatLanes
  }
}

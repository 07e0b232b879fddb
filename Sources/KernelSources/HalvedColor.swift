import CVectors

/// The means of 2x2 pixels with `channels` samples, 3 or 4, (sum + 2) >> 2, of the first three
/// channels each to a plane of `width` times `height`. Reads 2 `width` columns of 2 `height` rows and
/// only those.
@inline(never)
public func halveColor(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ channels: Int, _ width: Int, _ height: Int,
  _ red: UnsafeMutablePointer<UInt8>, _ green: UnsafeMutablePointer<UInt8>,
  _ blue: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let upper = source + 2 &* y &* stride
    let lower = upper + stride
    let at = y &* outStride
    guard width >= lanes else {
      for x in 0..<width {
        let p = upper + 2 &* x &* channels
        let q = lower + 2 &* x &* channels
        red[at &+ x] = halvedBlock(p, q, channels)
        green[at &+ x] = halvedBlock(p + 1, q + 1, channels)
        blue[at &+ x] = halvedBlock(p + 2, q + 2, channels)
      }
      continue
    }
    let (r, g) = (UnsafeMutableRawPointer(red + at), UnsafeMutableRawPointer(green + at))
    let b = UnsafeMutableRawPointer(blue + at)
    let last = width &- lanes
    var x = 0
    while true {
      let from = 2 &* x &* channels
      if channels == 3 {
        halveBlocks3(upper + from, lower + from, r + x, g + x, b + x)
      } else {
        halveBlocks4(upper + from, lower + from, r + x, g + x, b + x)
      }
      if x == last { break }
      x = min(x &+ lanes, last)
    }
  }
}

/// The mean of a channel of 2x2 pixels, rounded, halves up.
@inline(__always)
func halvedBlock(_ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ channels: Int) -> UInt8 {
  let upper: Int = Int(p[0]) &+ Int(p[channels])
  let lower: Int = Int(q[0]) &+ Int(q[channels])
  return UInt8(truncatingIfNeeded: (upper &+ lower &+ 2) &>> 2)
}

/// A vector of means of each channel, of pixels of three samples.
@inline(__always)
func halveBlocks3(
  _ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ r: UnsafeMutableRawPointer,
  _ g: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer
) {
  // Pixels and bytes that one load of pixels takes.
  let pixels = lanes / 4
  let step = 3 &* pixels
  let s0 = v_block_sums3(p, q, 0)
  let s1 = v_block_sums3(p + step, q + step, 0)
  let s2 = v_block_sums3(p + 2 &* step, q + 2 &* step, 0)
  let s3 = v_block_sums3(p + 3 &* step, q + 3 &* step, 0)
  let s4 = v_block_sums3(p + 4 &* step, q + 4 &* step, 0)
  let s5 = v_block_sums3(p + 5 &* step, q + 5 &* step, 0)
  let s6 = v_block_sums3(p + 6 &* step, q + 6 &* step, 0)
  // The last load ends with the last pixel.
  let s7 = v_block_sums3(p + 7 &* step, q + 7 &* step, Int32(truncatingIfNeeded: pixels))
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 0, r)
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 16, g)
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 32, b)
}

/// A vector of means of each channel, of pixels of four samples.
@inline(__always)
func halveBlocks4(
  _ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ r: UnsafeMutableRawPointer,
  _ g: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer
) {
  let step = lanes
  let s0 = v_block_sums4(p, q)
  let s1 = v_block_sums4(p + step, q + step)
  let s2 = v_block_sums4(p + 2 &* step, q + 2 &* step)
  let s3 = v_block_sums4(p + 3 &* step, q + 3 &* step)
  let s4 = v_block_sums4(p + 4 &* step, q + 4 &* step)
  let s5 = v_block_sums4(p + 5 &* step, q + 5 &* step)
  let s6 = v_block_sums4(p + 6 &* step, q + 6 &* step)
  let s7 = v_block_sums4(p + 7 &* step, q + 7 &* step)
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 0, r)
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 16, g)
  storeBlockMeans(s0, s1, s2, s3, s4, s5, s6, s7, 32, b)
}

@inline(__always)
func storeBlockMeans(
  _ s0: vu64, _ s1: vu64, _ s2: vu64, _ s3: vu64, _ s4: vu64, _ s5: vu64, _ s6: vu64, _ s7: vu64,
  _ shift: UInt64, _ out: UnsafeMutableRawPointer
) {
  let m0 = v_block_means(s0, s1, shift)
  let m1 = v_block_means(s2, s3, shift)
  let m2 = v_block_means(s4, s5, shift)
  let m3 = v_block_means(s6, s7, shift)
  store(v_narrow4(m0, m1, m2, m3), out, 0)
}

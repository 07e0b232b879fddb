import CVectors

/// Samples in a vector of 16-bit lanes.
@inline(__always) var lanes16: Int { MemoryLayout<vu16>.size / 2 }

/// Memory of the staged form: offsets, fractions, neighbours above and below, a row of results.
struct WarpStage8 {
  let offsets: UnsafeMutablePointer<Int32>
  let fx: UnsafeMutablePointer<UInt16>
  let fy: UnsafeMutablePointer<UInt16>
  let top: UnsafeMutablePointer<UInt16>
  let bottom: UnsafeMutablePointer<UInt16>
  let row: UnsafeMutablePointer<UInt8>
  /// Four weights a pixel, in place of the neighbours.
  let weightMemory: UnsafeMutablePointer<UInt64>

  /// In scratch memory of 8192 bytes, the first `skip` positions left out.
  @inline(__always) init(_ scratch: UnsafeMutableRawPointer, skip: Int = 0) {
    // Vectors overhang what they work on, so every part has room for one more.
    let room = warpBlock &+ 64
    let halves = (scratch + room &* 4).assumingMemoryBound(to: UInt16.self)
    offsets = scratch.assumingMemoryBound(to: Int32.self) + skip
    fx = halves + skip
    fy = halves + (room &+ skip)
    top = halves + 2 &* room
    bottom = halves + 3 &* room
    row = UnsafeMutableRawPointer(halves + 4 &* room).assumingMemoryBound(to: UInt8.self)
    weightMemory = UnsafeMutableRawPointer(top).assumingMemoryBound(to: UInt64.self)
  }

  /// The pixels of `count` positions that lie in the image, at offsets and fractions set.
  @inline(__always)
  func gather(_ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) {
    let c = source.channels
    if c >= 2 && c <= 4 {
      gatherPixels(source, count, out)
      return
    }
    if c == 1 {
      gatherGray(source, count, out)
      return
    }
    for channel in 0..<c {
      let upper = source.base + channel
      let lower = upper + source.stride
      for i in 0..<count {
        let o = Int(offsets[i])
        top[i] = UInt16(upper[o]) | UInt16(upper[o &+ c]) &<< 8
        bottom[i] = UInt16(lower[o]) | UInt16(lower[o &+ c]) &<< 8
      }
      let (t, b) = (UnsafeRawPointer(top), UnsafeRawPointer(bottom))
      let (x, y) = (UnsafeRawPointer(fx), UnsafeRawPointer(fy))
      let result = UnsafeMutableRawPointer(row)
      var i = 0
      while i < count {
        result.storeBytes(
          of: blend8(
            load16(t, i), load16(b, i), weights(load16(x, i), load16(y, i))),
          toByteOffset: i, as: vu8h.self)
        i &+= lanes16
      }
      for i in 0..<count { out[i &* c &+ channel] = row[i] }
    }
  }

  /// Pixels of one channel, a vector at a time.
  @inline(__always)
  func gatherGray(_ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) {
    let lower = source.base + source.stride
    let (x, y) = (UnsafeRawPointer(fx), UnsafeRawPointer(fy))
    // The last vector may be longer than what is left; its pixels come from a place that exists.
    for i in count..<(count &+ lanes16) { offsets[i] = 0 }
    var i = 0
    while i < count {
      let pixels = blend8(
        v_fetch_pairs8(source.base, offsets + i), v_fetch_pairs8(lower, offsets + i),
        weights(load16(x, i), load16(y, i)))
      if i &+ lanes16 <= count {
        UnsafeMutableRawPointer(out).storeBytes(of: pixels, toByteOffset: i, as: vu8h.self)
      } else {
        UnsafeMutableRawPointer(row).storeBytes(of: pixels, as: vu8h.self)
        for k in i..<count { out[k] = row[k &- i] }
      }
      i &+= lanes16
    }
  }
}

extension WarpStage8 {
  /// Pixels of two to four channels, a pixel at a time with its channels side by side.
  @inline(__always)
  func gatherPixels(
    _ source: WarpSource8, _ count: Int, _ out: UnsafeMutablePointer<UInt8>
  ) {
    let c = source.channels
    storeWeights(fx, fy, count, weightMemory)
    // The right neighbours end with the four bytes before 2 c, whatever c is.
    let (right, shift) = (2 &* c &- 4, UInt32(truncatingIfNeeded: 32 &- 8 &* c))
    let upper = UnsafeRawPointer(source.base)
    let lower = UnsafeRawPointer(source.base + source.stride)
    let target = UnsafeMutableRawPointer(out)
    for i in 0..<count {
      let o = Int(offsets[i])
      var pixel = v_pixel8(
        upper.loadUnaligned(fromByteOffset: o, as: UInt32.self),
        upper.loadUnaligned(fromByteOffset: o &+ right, as: UInt32.self) &>> shift,
        lower.loadUnaligned(fromByteOffset: o, as: UInt32.self),
        lower.loadUnaligned(fromByteOffset: o &+ right, as: UInt32.self) &>> shift,
        weightMemory[i])
      if i &+ 1 < count {
        // Writes into the next pixel, which comes later.
        target.storeBytes(of: pixel, toByteOffset: i &* c, as: UInt32.self)
      } else {
        for k in 0..<c {
          out[i &* c &+ k] = UInt8(truncatingIfNeeded: pixel)
          pixel &>>= 8
        }
      }
    }
  }
}

/// The four weights of each of `count` pixels, and up to seven more.
@inline(__always)
func storeWeights(
  _ fx: UnsafeMutablePointer<UInt16>, _ fy: UnsafeMutablePointer<UInt16>, _ count: Int,
  _ out: UnsafeMutablePointer<UInt64>
) {
  let (x, y) = (UnsafeRawPointer(fx), UnsafeRawPointer(fy))
  var i = 0
  while i < count {
    v_store_weights(
      x.loadUnaligned(fromByteOffset: 2 &* i, as: vu16x8.self),
      y.loadUnaligned(fromByteOffset: 2 &* i, as: vu16x8.self), out + i)
    i &+= 8
  }
}

/// The negative weights of the four neighbours, in 2^-15: -1 has a 16-bit form, 1 has none.
struct BilinearWeights {
  let topLow: vs16
  let topHigh: vs16
  let bottomLow: vs16
  let bottomHigh: vs16
}

@inline(__always) func weights(_ fx: vu16, _ fy: vu16) -> BilinearWeights {
  let product = v_mulhi16u(fx, fy)
  let w11 = product &- v_half16(product)
  let (x, y) = (v_half16(fx), v_half16(fy))
  let n00 = x &+ y &- w11 &+ vu16(repeating: 0x8000)
  let (n01, n10) = (w11 &- x, w11 &- y)
  let n11 = vu16(repeating: 0) &- w11
  return BilinearWeights(
    topLow: v_zip_low16(n00, n01), topHigh: v_zip_high16(n00, n01),
    bottomLow: v_zip_low16(n10, n11), bottomHigh: v_zip_high16(n10, n11))
}

/// Interpolates pixels whose upper and lower neighbours are byte pairs.
@inline(__always)
func blend8(_ top: vu16, _ bottom: vu16, _ w: BilinearWeights) -> vu8h {
  let half = vs32(repeating: 16384)
  let low =
    v_madd16(v_pairs_low(top), w.topLow) &+ v_madd16(v_pairs_low(bottom), w.bottomLow)
  let high =
    v_madd16(v_pairs_high(top), w.topHigh) &+ v_madd16(v_pairs_high(bottom), w.bottomHigh)
  return v_bytes16(v_pack32(v_sar32(half &- low, 15), v_sar32(half &- high, 15)))
}

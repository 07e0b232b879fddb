import CVectors

/// Memory of the staged form for 16-bit images: offsets, fractions, and the neighbours above and
/// below as pairs, or four weights for each pixel.
struct WarpStage16 {
  let offsets: UnsafeMutablePointer<Int32>
  let fx: UnsafeMutablePointer<UInt16>
  let fy: UnsafeMutablePointer<UInt16>
  let top: UnsafeMutablePointer<UInt32>
  let bottom: UnsafeMutablePointer<UInt32>
  let row: UnsafeMutablePointer<UInt16>
  let weightMemory: UnsafeMutablePointer<UInt64>

  /// In scratch memory of 8192 bytes, the first `skip` positions left out.
  @inline(__always) init(_ scratch: UnsafeMutableRawPointer, skip: Int = 0) {
    // Vectors overhang what they work on, so every part has room for one more.
    let room = warpBlock &+ 64
    let words = scratch.assumingMemoryBound(to: Int32.self)
    let halves = UnsafeMutableRawPointer(words + room).assumingMemoryBound(to: UInt16.self)
    offsets = words + skip
    fx = halves + skip
    fy = halves + (room &+ skip)
    let pairs = UnsafeMutableRawPointer(halves + 2 &* room)
    top = pairs.assumingMemoryBound(to: UInt32.self)
    bottom = top + room
    weightMemory = pairs.assumingMemoryBound(to: UInt64.self)
    row = UnsafeMutableRawPointer(bottom + room).assumingMemoryBound(to: UInt16.self)
  }

  /// The pixels of `count` positions that lie in the image, at offsets and fractions set.
  @inline(__always)
  func gather(_ source: WarpSource16, _ count: Int, _ out: UnsafeMutablePointer<UInt16>) {
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
        top[i] = UInt32(upper[o]) | UInt32(upper[o &+ c]) &<< 16
        bottom[i] = UInt32(lower[o]) | UInt32(lower[o &+ c]) &<< 16
      }
      let (t, b) = (UnsafeRawPointer(top), UnsafeRawPointer(bottom))
      let (x, y) = (UnsafeRawPointer(fx), UnsafeRawPointer(fy))
      let result = UnsafeMutableRawPointer(row)
      var i = 0
      while i < count {
        let pixels = blend16(
          t.loadUnaligned(fromByteOffset: 4 &* i, as: vu32.self),
          b.loadUnaligned(fromByteOffset: 4 &* i, as: vu32.self),
          x.loadUnaligned(fromByteOffset: 2 &* i, as: vu16h.self),
          y.loadUnaligned(fromByteOffset: 2 &* i, as: vu16h.self))
        result.storeBytes(of: pixels, toByteOffset: 2 &* i, as: vu16h.self)
        i &+= lanes16 / 2
      }
      for i in 0..<count { out[i &* c &+ channel] = row[i] }
    }
  }

  /// Pixels of one channel, a vector at a time.
  @inline(__always)
  func gatherGray(_ source: WarpSource16, _ count: Int, _ out: UnsafeMutablePointer<UInt16>) {
    let lower = source.base + source.stride
    let (x, y) = (UnsafeRawPointer(fx), UnsafeRawPointer(fy))
    let step = lanes16 / 2
    // The last vector may be longer than what is left; its pixels come from a place that exists.
    for i in count..<(count &+ step) { offsets[i] = 0 }
    var i = 0
    while i < count {
      let pixels = blend16(
        v_fetch_pairs16(source.base, offsets + i), v_fetch_pairs16(lower, offsets + i),
        x.loadUnaligned(fromByteOffset: 2 &* i, as: vu16h.self),
        y.loadUnaligned(fromByteOffset: 2 &* i, as: vu16h.self))
      if i &+ step <= count {
        UnsafeMutableRawPointer(out).storeBytes(
          of: pixels, toByteOffset: 2 &* i, as: vu16h.self)
      } else {
        UnsafeMutableRawPointer(row).storeBytes(of: pixels, as: vu16h.self)
        for k in i..<count { out[k] = row[k &- i] }
      }
      i &+= step
    }
  }

  /// Pixels of two to four channels, a pixel at a time with its channels side by side.
  @inline(__always)
  func gatherPixels(
    _ source: WarpSource16, _ count: Int, _ out: UnsafeMutablePointer<UInt16>
  ) {
    let c = source.channels
    storeWeights(fx, fy, count, weightMemory)
    // The right neighbours end with the four samples before 2 c, whatever c is.
    let (right, shift) = (4 &* c &- 8, UInt64(truncatingIfNeeded: 64 &- 16 &* c))
    let upper = UnsafeRawPointer(source.base)
    let lower = UnsafeRawPointer(source.base + source.stride)
    let target = UnsafeMutableRawPointer(out)
    for i in 0..<count {
      let o = 2 &* Int(offsets[i])
      var pixel = v_pixel16(
        upper.loadUnaligned(fromByteOffset: o, as: UInt64.self),
        upper.loadUnaligned(fromByteOffset: o &+ right, as: UInt64.self) &>> shift,
        lower.loadUnaligned(fromByteOffset: o, as: UInt64.self),
        lower.loadUnaligned(fromByteOffset: o &+ right, as: UInt64.self) &>> shift,
        weightMemory[i])
      if i &+ 1 < count {
        // Writes into the next pixel, which comes later.
        target.storeBytes(of: pixel, toByteOffset: 2 &* i &* c, as: UInt64.self)
      } else {
        for k in 0..<c {
          out[i &* c &+ k] = UInt16(truncatingIfNeeded: pixel)
          pixel &>>= 16
        }
      }
    }
  }
}

/// Interpolates pixels whose upper and lower neighbours are pairs of 16-bit samples.
@inline(__always)
func blend16(_ top: vu32, _ bottom: vu32, _ fx: vu16h, _ fy: vu16h) -> vu16h {
  // Samples as differences from 32768, which have a signed 16-bit form.
  let offset = vu32(repeating: 0x8000_8000)
  let sum = v_bilinear_sum(v_xor32(top, offset), v_xor32(bottom, offset), fx, fy)
  return v_low16(v_sar32(vs32(repeating: 16384) &- sum, 15) &+ vs32(repeating: 32768))
}

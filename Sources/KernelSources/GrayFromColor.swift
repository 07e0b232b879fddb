import CVectors

/// out = (9798 r + 19235 g + 3735 b + 16384) >> 15 of pixels with `channels` samples, 3 or 4, of
/// which a fourth does not count. Strides are in samples. Only the pixels are read.
@inline(never)
public func grayFromColor(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ channels: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    guard width >= lanes else {
      for x in 0..<width {
        let p = s + x &* channels
        let sum = UInt32(p[0]) &* 9798 &+ UInt32(p[1]) &* 19235 &+ UInt32(p[2]) &* 3735
        o[x] = UInt8(truncatingIfNeeded: (sum &+ 16384) &>> 15)
      }
      continue
    }
    let to = UnsafeMutableRawPointer(o)
    let last = width &- lanes
    var x = 0
    if channels == 3 {
      while x < last {
        store(v_gray3(s + 3 &* x), to, x)
        x &+= lanes
      }
      store(v_gray3(s + 3 &* last), to, last)
    } else {
      while x < last {
        store(v_gray4(s + 4 &* x), to, x)
        x &+= lanes
      }
      store(v_gray4(s + 4 &* last), to, last)
    }
  }
}

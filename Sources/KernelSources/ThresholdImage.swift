/// out = source > level ? 255 : 0, `flip` inverted (0 or 255).
@inline(never)
public func thresholdImage(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt8,
  _ flip: UInt8, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = (s[x] > level ? 255 : 0) ^ flip }
  }
}

/// out = source > level ? 65535 : 0, `flip` inverted (0 or 65535).
@inline(never)
public func thresholdImage16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt16,
  _ flip: UInt16, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = (s[x] > level ? 65535 : 0) ^ flip }
  }
}

/// out = source > level ? 255 : 0, `flip` inverted (0 or 255), from 16 to 8 bit.
@inline(never)
public func thresholdImage16To8(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt16,
  _ flip: UInt8, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    for x in 0..<width { o[x] = (s[x] > level ? 255 : 0) ^ flip }
  }
}

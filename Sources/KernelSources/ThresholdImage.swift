import CVectors

/// out = source > level ? 255 : 0, `flip` inverted (0 or 255).
@inline(never)
public func thresholdImage(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt8,
  _ flip: UInt8, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  let around = storesAround(out, outStride, 2 &* width &* height)
  let limit = vu8(repeating: level)
  let invert = vu8(repeating: ~flip)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    mapRow8(width, out + y &* outStride, around) {
      ahead(row, $0)
    } _: {
      v_xor(v_is_zero8(v_subs(load(row, $0), limit)), invert)
    } _: {
      (s[$0] > level ? 255 : 0) ^ flip
    }
  }
  if around { v_stored_around() }
}

/// out = source > level ? 65535 : 0, `flip` inverted (0 or 65535).
@inline(never)
public func thresholdImage16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt16,
  _ flip: UInt16, _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int
) {
  let around = storesAround(out, 2 &* outStride, 4 &* width &* height)
  let limit = vu16(repeating: level)
  let invert = vu16(repeating: ~flip)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    mapRow16(width, out + y &* outStride, around) {
      ahead(row, $0)
    } _: {
      v_xor_u16(v_is_zero_u16(v_subs_u16(load16(row, $0), limit)), invert)
    } _: {
      (s[$0] > level ? 65535 : 0) ^ flip
    }
  }
  if around { v_stored_around() }
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

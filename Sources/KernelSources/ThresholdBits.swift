import CVectors

/// Bit x of row y of `bits` becomes `source[y][x] < level`; bits beyond `width` and the row's last
/// word become zero. Only the pixels are read.
@inline(never)
public func thresholdBelowBits(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt8,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let limit = vu8(repeating: level)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    packRow(width, bits + y &* wordsPerRow) {
      v_zero_bits(v_subs(limit, load(row, $0)))
    } _: {
      s[$0] < level
    }
  }
}

/// Bit x of row y of `bits` becomes `source[y][x] > level`; otherwise as ``thresholdBelowBits``.
@inline(never)
public func thresholdAboveBits(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt8,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let limit = vu8(repeating: level)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    packRow(width, bits + y &* wordsPerRow) {
      v_zero_bits(v_subs(load(row, $0), limit))
    } _: {
      s[$0] > level
    }
  }
}

/// ``thresholdBelowBits`` for 16-bit samples.
@inline(never)
public func thresholdBelowBits16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt16,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let limit = vu16(repeating: level)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    packRow(width, bits + y &* wordsPerRow) {
      v_zero_bits16(
        v_subs_u16(limit, load16(row, $0)), v_subs_u16(limit, load16(row, $0 &+ lanes / 2)))
    } _: {
      s[$0] < level
    }
  }
}

/// ``thresholdAboveBits`` for 16-bit samples.
@inline(never)
public func thresholdAboveBits16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ level: UInt16,
  _ bits: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int
) {
  let limit = vu16(repeating: level)
  for y in 0..<height {
    let s = source + y &* stride
    let row = UnsafeRawPointer(s)
    packRow(width, bits + y &* wordsPerRow) {
      v_zero_bits16(
        v_subs_u16(load16(row, $0), limit), v_subs_u16(load16(row, $0 &+ lanes / 2), limit))
    } _: {
      s[$0] > level
    }
  }
}

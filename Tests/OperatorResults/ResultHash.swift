import Pixels

/// FNV-1a over the results of one operator.
struct ResultHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      state = (state ^ (value >> shift & 255)) &* 0x100_0000_01b3
    }
  }

  mutating func add(_ value: Int) { add(UInt64(bitPattern: Int64(value))) }
  mutating func add(_ value: Double) { add(value.bitPattern) }
  mutating func add(_ value: Float) { add(UInt64(value.bitPattern)) }
  mutating func add(_ mask: BitMask) {
    add(mask.width)
    mask.withUnsafeWords { p in
      for i in 0..<(mask.wordsPerRow * mask.height) { add(p[i]) }
    }
  }

  mutating func add(_ image: Image<UInt8>) { add(image) { UInt64($0) } }
  mutating func add(_ image: Image<UInt16>) { add(image) { UInt64($0) } }
  mutating func add(_ image: Image<Int16>) { add(image) { UInt64(UInt16(bitPattern: $0)) } }
  mutating func add(_ image: Image<Int32>) { add(image) { UInt64(UInt32(bitPattern: $0)) } }
  mutating func add(_ image: Image<Float>) { add(image) { UInt64($0.bitPattern) } }
  mutating func add(_ image: Image<Double>) { add(image) { $0.bitPattern } }

  private mutating func add<Sample: PixelSample>(
    _ image: Image<Sample>, _ bits: (Sample) -> UInt64
  ) {
    add(image.width)
    image.withUnsafeSamples { p in
      for y in 0..<image.height {
        for x in 0..<(image.width * image.channels) { add(bits(p[y * image.stride + x])) }
      }
    }
  }

  /// The hash in hexadecimal.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    var out = ""
    for shift in stride(from: 60, through: 0, by: -4) {
      out.unicodeScalars.append(Unicode.Scalar(digits[Int(state >> UInt64(shift) & 15)]))
    }
    return out
  }
}

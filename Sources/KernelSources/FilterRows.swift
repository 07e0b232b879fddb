import CVectors

@inline(__always)
func loadU16(_ p: UnsafeRawPointer, _ offset: Int) -> vu16 {
  p.loadUnaligned(fromByteOffset: offset, as: vu16.self)
}

@inline(__always)
func storeU16(_ v: vu16, _ p: UnsafeMutableRawPointer, _ offset: Int) {
  p.storeBytes(of: v, toByteOffset: offset, as: vu16.self)
}

/// The memory of a filter that works on two rows at a time: copies of their outer strips, two rows
/// for results that the image has no place for, and what each strip keeps from rows above.
struct FilterRows {
  let copyA: UnsafeMutablePointer<UInt8>
  let copyB: UnsafeMutablePointer<UInt8>
  let spareA: UnsafeMutableRawPointer
  let spareB: UnsafeMutableRawPointer
  let state: UnsafeMutableRawPointer

  /// `sampleBytes` is the size of a result's samples.
  @inline(__always)
  init(_ memory: UnsafeMutableRawPointer, _ width: Int, _ sampleBytes: Int = 1) {
    let row = (width &+ 127) / 64 &* 64 &* sampleBytes
    copyA = memory.assumingMemoryBound(to: UInt8.self)
    copyB = copyA + RowStrips.pitch
    spareA = memory + 2 &* RowStrips.pitch
    spareB = spareA + row
    state = spareB + row
  }

  /// Where row `y` of the result goes: the image, or `spare` where there is no such row or the rows
  /// are narrower than a vector. `stride` is in bytes.
  @inline(__always)
  func target(
    _ out: UnsafeMutableRawPointer, _ stride: Int, _ y: Int, _ height: Int,
    _ isNarrow: Bool, _ spare: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    isNarrow || y < 0 || y >= height ? spare : out + y &* stride
  }

  /// Copies the first `count` bytes of both spare rows to rows `y` and `y + 1`, where those exist.
  @inline(__always)
  func copyNarrow(
    _ out: UnsafeMutableRawPointer, _ stride: Int, _ y: Int, _ count: Int, _ height: Int
  ) {
    guard y >= 0 else { return }
    let rows = out.assumingMemoryBound(to: UInt8.self) + y &* stride
    let a = spareA.assumingMemoryBound(to: UInt8.self)
    let b = spareB.assumingMemoryBound(to: UInt8.self)
    for x in 0..<count { rows[x] = a[x] }
    guard y &+ 1 < height else { return }
    for x in 0..<count { rows[stride &+ x] = b[x] }
  }
}

@inline(__always)
func loadS16(_ p: UnsafeRawPointer, _ offset: Int) -> vs16 {
  p.loadUnaligned(fromByteOffset: offset, as: vs16.self)
}

/// Two weights, repeated, for `lf_dot2`.
@inline(__always)
func pair(_ low: Int32, _ high: Int32) -> vs16 {
  unsafeBitCast(vs32(repeating: (low & 0xffff) | (high &<< 16)), to: vs16.self)
}

@inline(__always)
func loadS32(_ p: UnsafeRawPointer, _ offset: Int) -> vs32 {
  p.loadUnaligned(fromByteOffset: offset, as: vs32.self)
}

@inline(__always)
func storeS32(_ v: vs32, _ p: UnsafeMutableRawPointer, _ offset: Int) {
  p.storeBytes(of: v, toByteOffset: offset, as: vs32.self)
}

import CVectors

// How every kernel that turns pixels into a row of bits walks over the row. A step gives the bits of
// the pixels that are *clear*, because a test for zero is what instruction sets have; whole words
// are inverted at the end. Nothing outside the row's pixels is read.

/// Writes the words of a row of `width` pixels and its zero word. `clear(x)` gives one bit for each
/// of `lanes` pixels from column x on; `isSet(x)` decides one pixel.
@inline(__always)
func packRow(
  _ width: Int, _ out: UnsafeMutablePointer<UInt64>, _ clear: (Int) -> vmaskbits,
  _ isSet: (Int) -> Bool
) {
  let full = width / 64
  for w in 0..<full {
    var word: UInt64 = 0
    var k = 0
    while k < 64 {
      word |= UInt64(clear(w &* 64 &+ k)) &<< UInt64(truncatingIfNeeded: k)
      k &+= lanes
    }
    out[w] = ~word
  }
  let rest = width % 64
  guard rest > 0 else {
    out[full] = 0
    return
  }
  out[full] = packRest(width, full &* 64, clear, isSet)
  out[full &+ 1] = 0
}

/// The bits of columns `first..<width`, fewer than 64.
@inline(__always)
func packRest(
  _ width: Int, _ first: Int, _ clear: (Int) -> vmaskbits, _ isSet: (Int) -> Bool
) -> UInt64 {
  var word: UInt64 = 0
  var x = first
  while x &+ lanes <= width {
    word |= UInt64(~clear(x)) &<< UInt64(truncatingIfNeeded: x &- first)
    x &+= lanes
  }
  guard x < width else { return word }
  if width >= lanes {
    // The vector that ends at the last column, without the columns it repeats.
    let repeated = UInt64(truncatingIfNeeded: lanes &- (width &- x))
    word |= (UInt64(~clear(width &- lanes)) &>> repeated) &<< UInt64(truncatingIfNeeded: x &- first)
  } else {
    while x < width {
      word |= (isSet(x) ? 1 : 0) &<< UInt64(truncatingIfNeeded: x &- first)
      x &+= 1
    }
  }
  return word
}

/// As ``packRow``, for two masks at once: `clear` and `isSet` give both answers.
@inline(__always)
func packRows2(
  _ width: Int, _ out: UnsafeMutablePointer<UInt64>, _ out2: UnsafeMutablePointer<UInt64>,
  _ clear: (Int) -> (vmaskbits, vmaskbits), _ isSet: (Int) -> (Bool, Bool)
) {
  let full = width / 64
  for w in 0..<full {
    var word: UInt64 = 0
    var word2: UInt64 = 0
    var k = 0
    while k < 64 {
      let (a, b) = clear(w &* 64 &+ k)
      word |= UInt64(a) &<< UInt64(truncatingIfNeeded: k)
      word2 |= UInt64(b) &<< UInt64(truncatingIfNeeded: k)
      k &+= lanes
    }
    out[w] = ~word
    out2[w] = ~word2
  }
  var end = full
  if width % 64 > 0 {
    out[full] = packRest(width, full &* 64, { clear($0).0 }, { isSet($0).0 })
    out2[full] = packRest(width, full &* 64, { clear($0).1 }, { isSet($0).1 })
    end &+= 1
  }
  out[end] = 0
  out2[end] = 0
}

@inline(__always)
func load16(_ p: UnsafeRawPointer, _ sample: Int) -> vu16 {
  p.loadUnaligned(fromByteOffset: 2 &* sample, as: vu16.self)
}

@inline(__always)
func store16(_ v: vu16, _ p: UnsafeMutableRawPointer, _ sample: Int) {
  p.storeBytes(of: v, toByteOffset: 2 &* sample, as: vu16.self)
}

/// Asks for the cache lines that a step of `4 * lanes` bytes will read 1 KiB later: the processor's
/// own prefetch is too late for a loop that does next to nothing, by about a tenth.
@inline(__always)
func ahead(_ p: UnsafeRawPointer, _ offset: Int) {
  v_read_ahead(p + (offset &+ 1024))
  if lanes > 16 { v_read_ahead(p + (offset &+ 1088)) }
  if lanes > 32 {
    v_read_ahead(p + (offset &+ 1152))
    v_read_ahead(p + (offset &+ 1216))
  }
}

/// The same of lines that the step will write.
@inline(__always)
func aheadToWrite(_ p: UnsafeMutableRawPointer, _ offset: Int) {
  v_write_ahead(p + (offset &+ 1024))
  if lanes > 16 { v_write_ahead(p + (offset &+ 1088)) }
  if lanes > 32 {
    v_write_ahead(p + (offset &+ 1152))
    v_write_ahead(p + (offset &+ 1216))
  }
}

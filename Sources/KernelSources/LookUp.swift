import CVectors

/// out = table[source], with 256 entries. `out` may be `source`.
@inline(never)
public func lookUp(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ table: UnsafePointer<UInt8>, _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int
) {
  for y in 0..<height {
    let s = source + y &* stride
    let o = out + y &* outStride
    var x = 0
    if v_has_lookup() {
      let (from, to) = (UnsafeRawPointer(s), UnsafeMutableRawPointer(o))
      while x &+ lanes <= width {
        store(v_lookup(table, load(from, x)), to, x)
        x &+= lanes
      }
    }
    while x &+ 8 <= width {
      // Eight samples in one load and one store; the table takes a load each.
      let v = UnsafeRawPointer(s).loadUnaligned(fromByteOffset: x, as: UInt64.self)
      var r = UInt64(table[Int(truncatingIfNeeded: v & 255)])
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 8) & 255)]) &<< 8
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 16) & 255)]) &<< 16
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 24) & 255)]) &<< 24
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 32) & 255)]) &<< 32
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 40) & 255)]) &<< 40
      r |= UInt64(table[Int(truncatingIfNeeded: (v &>> 48) & 255)]) &<< 48
      r |= UInt64(table[Int(truncatingIfNeeded: v &>> 56)]) &<< 56
      UnsafeMutableRawPointer(o).storeBytes(of: r, toByteOffset: x, as: UInt64.self)
      x &+= 8
    }
    while x < width {
      o[x] = table[Int(s[x])]
      x &+= 1
    }
  }
}

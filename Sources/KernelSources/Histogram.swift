/// Counts the samples of each level into `counts` (256). `tables` is scratch for 8 * 256 counts:
/// neighbours count into tables of their own, so that runs of one level do not wait for the last
/// addition to it.
@inline(never)
public func histogram(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ tables: UnsafeMutablePointer<UInt32>, _ counts: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<2048 { tables[i] = 0 }
  let (t0, t1, t2, t3) = (tables, tables + 256, tables + 512, tables + 768)
  let (t4, t5, t6, t7) = (tables + 1024, tables + 1280, tables + 1536, tables + 1792)
  for y in 0..<height {
    let row = source + y &* stride
    let raw = UnsafeRawPointer(row)
    var x = 0
    while x &+ 8 <= width {
      let v = raw.loadUnaligned(fromByteOffset: x, as: UInt64.self)
      t0[Int(truncatingIfNeeded: v & 255)] &+= 1
      t1[Int(truncatingIfNeeded: (v &>> 8) & 255)] &+= 1
      t2[Int(truncatingIfNeeded: (v &>> 16) & 255)] &+= 1
      t3[Int(truncatingIfNeeded: (v &>> 24) & 255)] &+= 1
      t4[Int(truncatingIfNeeded: (v &>> 32) & 255)] &+= 1
      t5[Int(truncatingIfNeeded: (v &>> 40) & 255)] &+= 1
      t6[Int(truncatingIfNeeded: (v &>> 48) & 255)] &+= 1
      t7[Int(truncatingIfNeeded: v &>> 56)] &+= 1
      x &+= 8
    }
    while x < width {
      t0[Int(row[x])] &+= 1
      x &+= 1
    }
  }
  for i in 0..<256 {
    let a = (t0[i] &+ t1[i]) &+ (t2[i] &+ t3[i])
    counts[i] = a &+ ((t4[i] &+ t5[i]) &+ (t6[i] &+ t7[i]))
  }
}

/// Counts the samples of each level into `counts` (65536).
@inline(never)
public func histogram16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ counts: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<65536 { counts[i] = 0 }
  for y in 0..<height {
    let row = source + y &* stride
    let raw = UnsafeRawPointer(row)
    var x = 0
    while x &+ 4 <= width {
      let v = raw.loadUnaligned(fromByteOffset: 2 &* x, as: UInt64.self)
      counts[Int(truncatingIfNeeded: v & 65535)] &+= 1
      counts[Int(truncatingIfNeeded: (v &>> 16) & 65535)] &+= 1
      counts[Int(truncatingIfNeeded: (v &>> 32) & 65535)] &+= 1
      counts[Int(truncatingIfNeeded: v &>> 48)] &+= 1
      x &+= 4
    }
    while x < width {
      counts[Int(row[x])] &+= 1
      x &+= 1
    }
  }
}

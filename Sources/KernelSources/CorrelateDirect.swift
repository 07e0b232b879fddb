import CVectors

/// Samples of an 8-bit image less 128 as 16-bit rows of `outStride`, zero beyond the image.
@inline(never)
public func widenCentered(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<Int16>, _ outStride: Int
) {
  for y in 0..<height {
    let (p, q) = (image + y &* stride, out + y &* outStride)
    for x in 0..<width { q[x] = Int16(p[x]) &- 128 }
    for x in width..<outStride { q[x] = 0 }
  }
}

/// Normalised correlation by sums of products: exact sums of integers, so the score is exact to
/// single precision. `image16` comes from ``widenCentered`` with rows of at least
/// `width + 2 * 64 + 2` samples and three rows more than the image's height. `pairs` holds the
/// template less 128 in pairs, each row padded to an even number of samples, with three rows of
/// zeros before the first and after the last. `scratch`: 24 width + 128 + 16 (width + 128) bytes.
@inline(never)
public func correlateDirect(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ image16: UnsafePointer<Int16>, _ stride16: Int, _ pairs: UnsafePointer<Int32>,
  _ templateWidth: Int, _ templateHeight: Int, _ mean: Double, _ deviation: Double,
  _ scores: UnsafeMutablePointer<Float>, _ scoreStride: Int, _ scratch: UnsafeMutableRawPointer
) {
  let sums = WindowSums(width, scratch)
  let outWidth = width &- templateWidth &+ 1
  let outHeight = height &- templateHeight &+ 1
  let lineStride = (outWidth &+ 127) & ~63
  let lines = (scratch + (24 &* width &+ 127) & ~63).assumingMemoryBound(to: Int32.self)
  for y in 0..<(templateHeight &- 1) { sums.add(image + y &* stride, width, leaves: false) }
  var y = 0
  while y < outHeight {
    correlateFourRows(
      image16 + y &* stride16, stride16, pairs, templateWidth, templateHeight, lines, lineStride,
      outWidth)
    for r in 0..<min(4, outHeight &- y) {
      sums.add(image + (y &+ r &+ templateHeight &- 1) &* stride, width, leaves: false)
      sums.run(templateWidth, outWidth)
      sums.scores(
        outWidth, templateWidth &* templateHeight, deviation, lines + r &* lineStride, mean,
        scores + (y &+ r) &* scoreStride)
      sums.add(image + (y &+ r) &* stride, width, leaves: true)
    }
    y &+= 4
  }
}

/// Sums of products of four rows of windows, which share the loads of the image.
@inline(__always)
func correlateFourRows(
  _ image: UnsafePointer<Int16>, _ stride: Int, _ pairs: UnsafePointer<Int32>, _ width: Int,
  _ height: Int, _ out: UnsafeMutablePointer<Int32>, _ outStride: Int, _ count: Int
) {
  let perRow = (width &+ 1) / 2
  let base = UnsafeRawPointer(image)
  let target = UnsafeMutableRawPointer(out)
  var x = 0
  while x < count {
    let zero = vs32(repeating: 0)
    var (a0, a1, b0, b1) = (zero, zero, zero, zero)
    var (c0, c1, d0, d1) = (zero, zero, zero, zero)
    for r in 0..<(height &+ 3) {
      let p = base + 2 &* (r &* stride &+ x)
      // Row r of the image meets row r of the template for the first row of windows, row r - 1 for
      // the second and so on.
      let ta = pairs + (r &+ 3) &* perRow
      let (tb, tc, td) = (ta - perRow, ta - 2 &* perRow, ta - 3 &* perRow)
      for k in 0..<perRow {
        let even = p.loadUnaligned(fromByteOffset: 4 &* k, as: vs16.self)
        let odd = p.loadUnaligned(fromByteOffset: 4 &* k &+ 2, as: vs16.self)
        let (a, b) = (v_pair16(ta[k]), v_pair16(tb[k]))
        let (c, d) = (v_pair16(tc[k]), v_pair16(td[k]))
        a0 = a0 &+ v_madd16(even, a)
        a1 = a1 &+ v_madd16(odd, a)
        b0 = b0 &+ v_madd16(even, b)
        b1 = b1 &+ v_madd16(odd, b)
        c0 = c0 &+ v_madd16(even, c)
        c1 = c1 &+ v_madd16(odd, c)
        d0 = d0 &+ v_madd16(even, d)
        d1 = d1 &+ v_madd16(odd, d)
      }
    }
    put(a0, a1, target, x)
    put(b0, b1, target, x &+ outStride)
    put(c0, c1, target, x &+ 2 &* outStride)
    put(d0, d1, target, x &+ 3 &* outStride)
    x &+= lanes16
  }
}

/// Stores even and odd columns alternating.
@inline(__always)
func put(_ even: vs32, _ odd: vs32, _ out: UnsafeMutableRawPointer, _ index: Int) {
  out.storeBytes(of: v_zip_low32(even, odd), toByteOffset: 4 &* index, as: vs32.self)
  out.storeBytes(
    of: v_zip_high32(even, odd), toByteOffset: 4 &* index &+ MemoryLayout<vs32>.size,
    as: vs32.self)
}

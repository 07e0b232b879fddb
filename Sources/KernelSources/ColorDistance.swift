import CVectors

// Squared distances in CIE L*a*b* between RGB pixels, from two tables made for the cache:
// `light` holds for each level of r, g and b (256 each) what it adds to X, Y and Z, relative to
// white, in units of 2^-20 in bits 0, 21 and 42 of a word; `roots` holds f and its step to the next
// entry for every 2^-11 of X, Y or Z, in units of 2^-20. f is interpolated linearly. All is integer
// up to the last sum, so that all instruction sets give the same bits.

/// out = squared distance between `a` and `b`, whose strides are in samples. `scratch` is for 256
/// values of 32 bits.
@inline(never)
public func colorDistance(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ scratch: UnsafeMutablePointer<Int32>, _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  for y in 0..<height {
    let (p, q) = (a + y &* aStride, b + y &* bStride)
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let n = min(64, width &- x)
      differences(p + 3 &* x, q + 3 &* x, n, light, roots, scratch)
      squaredDistances(scratch, o + x, n)
      x &+= n
    }
  }
}

/// out = squared distance between `a` and the colour whose f(X), f(Y), f(Z) are given in units of
/// 2^-20; otherwise as ``colorDistance``.
@inline(never)
public func colorDistanceToColor(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ fx: Int32, _ fy: Int32, _ fz: Int32, _ width: Int,
  _ height: Int, _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ scratch: UnsafeMutablePointer<Int32>, _ out: UnsafeMutablePointer<Float>, _ outStride: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let o = out + y &* outStride
    var x = 0
    while x < width {
      let n = min(64, width &- x)
      differences(p + 3 &* x, fx, fy, fz, n, light, roots, scratch)
      squaredDistances(scratch, o + x, n)
      x &+= n
    }
  }
}

/// Bit x of row y becomes squared distance between `a` and `b` > `limit`, which is not negative;
/// bits beyond `width` and the row's last word become zero. Otherwise as ``colorDistance``.
@inline(never)
public func colorDistanceBits(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ b: UnsafePointer<UInt8>, _ bStride: Int,
  _ width: Int, _ height: Int, _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ scratch: UnsafeMutablePointer<Int32>, _ limit: Float, _ bits: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int
) {
  for y in 0..<height {
    let (p, q) = (a + y &* aStride, b + y &* bStride)
    let row = bits + y &* wordsPerRow
    var x = 0
    while x < width {
      let n = min(64, width &- x)
      differences(p + 3 &* x, q + 3 &* x, n, light, roots, scratch)
      row[x &>> 6] = wordAbove(scratch, n, limit)
      x &+= 64
    }
    row[x &>> 6] = 0
  }
}

/// Bit x of row y becomes squared distance between `a` and a colour > `limit`; otherwise as
/// ``colorDistanceToColor`` and ``colorDistanceBits``.
@inline(never)
public func colorDistanceToColorBits(
  _ a: UnsafePointer<UInt8>, _ aStride: Int, _ fx: Int32, _ fy: Int32, _ fz: Int32, _ width: Int,
  _ height: Int, _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ scratch: UnsafeMutablePointer<Int32>, _ limit: Float, _ bits: UnsafeMutablePointer<UInt64>,
  _ wordsPerRow: Int
) {
  for y in 0..<height {
    let p = a + y &* aStride
    let row = bits + y &* wordsPerRow
    var x = 0
    while x < width {
      let n = min(64, width &- x)
      differences(p + 3 &* x, fx, fy, fz, n, light, roots, scratch)
      row[x &>> 6] = wordAbove(scratch, n, limit)
      x &+= 64
    }
    row[x &>> 6] = 0
  }
}

/// What one pixel adds up to: X, Y and Z in one word.
@inline(__always)
private func tristimulus(_ p: UnsafePointer<UInt8>, _ light: UnsafePointer<UInt64>) -> UInt64 {
  light[Int(p[0])] &+ light[256 &+ Int(p[1])] &+ light[512 &+ Int(p[2])]
}

/// f of the component of `xyz` that starts at bit `shift`.
@inline(__always)
private func root(_ xyz: UInt64, _ shift: UInt64, _ roots: UnsafePointer<Int32>) -> Int32 {
  let entry = roots + 2 &* Int(truncatingIfNeeded: (xyz &>> (shift &+ 9)) & 0xfff)
  let fraction = Int32(truncatingIfNeeded: (xyz &>> shift) & 0x1ff)
  return entry[0] &+ (entry[1] &* fraction) &>> 9
}

/// Differences of f(X), f(Y), f(Z) between `n` pixels of `p` and `q`, 64 of each.
@inline(__always)
private func differences(
  _ p: UnsafePointer<UInt8>, _ q: UnsafePointer<UInt8>, _ n: Int,
  _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ out: UnsafeMutablePointer<Int32>
) {
  for i in 0..<n {
    let s = tristimulus(p + 3 &* i, light)
    let t = tristimulus(q + 3 &* i, light)
    out[i] = root(s, 0, roots) &- root(t, 0, roots)
    out[64 &+ i] = root(s, 21, roots) &- root(t, 21, roots)
    out[128 &+ i] = root(s, 42, roots) &- root(t, 42, roots)
  }
}

/// Differences of f(X), f(Y), f(Z) between `n` pixels of `p` and a colour, 64 of each.
@inline(__always)
private func differences(
  _ p: UnsafePointer<UInt8>, _ fx: Int32, _ fy: Int32, _ fz: Int32, _ n: Int,
  _ light: UnsafePointer<UInt64>, _ roots: UnsafePointer<Int32>,
  _ out: UnsafeMutablePointer<Int32>
) {
  for i in 0..<n {
    let s = tristimulus(p + 3 &* i, light)
    out[i] = root(s, 0, roots) &- fx
    out[64 &+ i] = root(s, 21, roots) &- fy
    out[128 &+ i] = root(s, 42, roots) &- fz
  }
}

/// out = (116 dy)² + (500 (dx - dy))² + (200 (dy - dz))², of differences in units of 2^-20.
@inline(__always)
private func squaredDistances(
  _ d: UnsafePointer<Int32>, _ out: UnsafeMutablePointer<Float>, _ n: Int
) {
  let unit = Float(1) / 1_048_576
  for i in 0..<n {
    let l = Float(d[64 &+ i]) * (116 * unit)
    let a = Float(d[i] &- d[64 &+ i]) * (500 * unit)
    let b = Float(d[64 &+ i] &- d[128 &+ i]) * (200 * unit)
    out[i] = l * l + a * a + b * b
  }
}

/// The bits of 64 distances, of which `n` count. Uses the last quarter of `scratch`.
@inline(__always)
private func wordAbove(
  _ scratch: UnsafeMutablePointer<Int32>, _ n: Int, _ limit: Float
) -> UInt64 {
  let raw = UnsafeMutableRawPointer(scratch + 192)
  squaredDistances(scratch, raw.assumingMemoryBound(to: Float.self), 64)
  var word: UInt64 = 0
  var k = 0
  while k < 64 {
    let q = raw + 4 &* k
    let clear = v_zero_bits(
      v_narrow4(above(q, 0, limit), above(q, 1, limit), above(q, 2, limit), above(q, 3, limit)))
    word |= UInt64(~clear) &<< UInt64(truncatingIfNeeded: k)
    k &+= lanes
  }
  return n == 64 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: n)) &- 1)
}

@inline(__always)
private func above(_ p: UnsafeRawPointer, _ quarter: Int, _ limit: Float) -> vs32 {
  v_above_f32(p.loadUnaligned(fromByteOffset: quarter &* lanes, as: vf32.self), limit)
}

import CVectors

/// Floats in a vector.
@inline(__always) var lanesF: Int { MemoryLayout<vf32>.size / 4 }

@inline(__always) func loadF(_ p: UnsafeMutablePointer<Float>, _ i: Int) -> vf32 {
  UnsafeMutableRawPointer(p + i).loadUnaligned(as: vf32.self)
}

@inline(__always) func storeF(_ v: vf32, _ p: UnsafeMutablePointer<Float>, _ i: Int) {
  UnsafeMutableRawPointer(p + i).storeBytes(of: v, as: vf32.self)
}

/// The radix of the first pass of a transform of `n`: odd factors first, a single 2 last.
@inline(__always) func fftRadix(_ n: Int) -> Int {
  n % 5 == 0 ? 5 : (n % 3 == 0 ? 3 : (n % 4 == 0 ? 4 : 2))
}

/// One vector of complex numbers.
struct ComplexLanes {
  var re: vf32
  var im: vf32

  @inline(__always) static func + (a: ComplexLanes, b: ComplexLanes) -> ComplexLanes {
    ComplexLanes(re: a.re + b.re, im: a.im + b.im)
  }
  @inline(__always) static func - (a: ComplexLanes, b: ComplexLanes) -> ComplexLanes {
    ComplexLanes(re: a.re - b.re, im: a.im - b.im)
  }
  /// Multiplied by -i.
  @inline(__always) var turned: ComplexLanes {
    ComplexLanes(re: im, im: vf32(repeating: 0) - re)
  }
  @inline(__always) func scaled(_ f: Float) -> ComplexLanes {
    let v = vf32(repeating: f)
    return ComplexLanes(re: re * v, im: im * v)
  }
  /// Multiplied by the number at t.
  @inline(__always) func times(_ t: UnsafePointer<Float>) -> ComplexLanes {
    let (c, s) = (vf32(repeating: t[0]), vf32(repeating: t[1]))
    return ComplexLanes(re: re * c - im * s, im: re * s + im * c)
  }
}

/// Where a transform's numbers lie: real and imaginary parts, `lanesF` transforms side by side.
struct ComplexColumns {
  var re: UnsafeMutablePointer<Float>
  var im: UnsafeMutablePointer<Float>

  @inline(__always) subscript(i: Int) -> ComplexLanes {
    get { ComplexLanes(re: loadF(re, i &* lanesF), im: loadF(im, i &* lanesF)) }
    nonmutating set {
      storeF(newValue.re, re, i &* lanesF)
      storeF(newValue.im, im, i &* lanesF)
    }
  }
  /// Real and imaginary parts exchanged, which makes a forward transform an inverse one.
  @inline(__always) var exchanged: ComplexColumns { ComplexColumns(re: im, im: re) }
}

/// Discrete Fourier transforms of `n` = 2^a, 3 2^a or 5 2^a complex numbers, not scaled, of
/// `lanesF` independent columns at once (Stockham's self-sorting form: no bit reversal). `twiddles`
/// holds for each pass with radix r over m numbers exp(-2 pi i p k / m) for p in 0..<m / r, k in
/// 1..<r. Both `x` and `other` are overwritten; where the result is.
///
/// No fused multiply-add: the result is the same on every instruction set.
@inline(never)
func fftLanes(
  _ n: Int, _ twiddles: UnsafePointer<Float>, _ x: ComplexColumns, _ other: ComplexColumns
) -> ComplexColumns {
  var (a, b) = (x, other)
  var t = twiddles
  var (m, s) = (n, 1)
  while m > 1 {
    let radix = fftRadix(m)
    let count = m / radix
    switch radix {
    case 5: fftPass5(count, s, t, a, b)
    case 3: fftPass3(count, s, t, a, b)
    case 4: fftPass4(count, s, t, a, b)
    default: fftPass2(count, s, t, a, b)
    }
    t += 2 &* (radix &- 1) &* count
    (a, b) = (b, a)
    m = count
    s = s &* radix
  }
  return a
}

@inline(__always)
func fftPass4(
  _ count: Int, _ s: Int, _ twiddles: UnsafePointer<Float>, _ x: ComplexColumns,
  _ y: ComplexColumns
) {
  let d = s &* count
  if count == 1 {
    for q in 0..<s {
      let (a, b, c, e) = (x[q], x[q &+ d], x[q &+ 2 &* d], x[q &+ 3 &* d])
      let (ac, bd) = (a + c, b + e)
      let (am, bm) = (a - c, (b - e).turned)
      y[q] = ac + bd
      y[q &+ s] = am + bm
      y[q &+ 2 &* s] = ac - bd
      y[q &+ 3 &* s] = am - bm
    }
    return
  }
  var t = twiddles
  for p in 0..<count {
    let (i, o) = (s &* p, 4 &* s &* p)
    for q in 0..<s {
      let (a, b) = (x[i &+ q], x[i &+ q &+ d])
      let (c, e) = (x[i &+ q &+ 2 &* d], x[i &+ q &+ 3 &* d])
      let (ac, bd) = (a + c, b + e)
      let (am, bm) = (a - c, (b - e).turned)
      y[o &+ q] = ac + bd
      y[o &+ q &+ s] = (am + bm).times(t)
      y[o &+ q &+ 2 &* s] = (ac - bd).times(t + 2)
      y[o &+ q &+ 3 &* s] = (am - bm).times(t + 4)
    }
    t += 6
  }
}

@inline(__always)
func fftPass2(
  _ count: Int, _ s: Int, _ twiddles: UnsafePointer<Float>, _ x: ComplexColumns,
  _ y: ComplexColumns
) {
  let d = s &* count
  for p in 0..<count {
    for q in 0..<s {
      let (a, b) = (x[s &* p &+ q], x[s &* p &+ q &+ d])
      y[2 &* s &* p &+ q] = a + b
      y[2 &* s &* p &+ q &+ s] = (a - b).times(twiddles + 2 &* p)
    }
  }
}

@inline(__always)
func fftPass3(
  _ count: Int, _ s: Int, _ twiddles: UnsafePointer<Float>, _ x: ComplexColumns,
  _ y: ComplexColumns
) {
  let d = s &* count
  let sine: Float = 0.866_025_4
  for p in 0..<count {
    let t = twiddles + 4 &* p
    for q in 0..<s {
      let i = s &* p &+ q
      let o = 3 &* s &* p &+ q
      let (a, b, c) = (x[i], x[i &+ d], x[i &+ 2 &* d])
      let sum = b + c
      let half = a - sum.scaled(0.5)
      let turn = (b - c).scaled(sine).turned
      y[o] = a + sum
      y[o &+ s] = (half + turn).times(t)
      y[o &+ 2 &* s] = (half - turn).times(t + 2)
    }
  }
}

@inline(__always)
func fftPass5(
  _ count: Int, _ s: Int, _ twiddles: UnsafePointer<Float>, _ x: ComplexColumns,
  _ y: ComplexColumns
) {
  let d = s &* count
  let (c1, c2): (Float, Float) = (0.309_017, -0.809_017)
  let (s1, s2): (Float, Float) = (0.951_056_5, 0.587_785_24)
  for p in 0..<count {
    let t = twiddles + 8 &* p
    for q in 0..<s {
      let i = s &* p &+ q
      let o = 5 &* s &* p &+ q
      let a = x[i]
      let (b, e) = (x[i &+ d], x[i &+ 4 &* d])
      let (f, g) = (x[i &+ 2 &* d], x[i &+ 3 &* d])
      let (be, fg) = (b + e, f + g)
      let (bm, fm) = ((b - e).turned, (f - g).turned)
      let near = a + be.scaled(c1) + fg.scaled(c2)
      let far = a + be.scaled(c2) + fg.scaled(c1)
      let nearTurn = bm.scaled(s1) + fm.scaled(s2)
      let farTurn = bm.scaled(s2) - fm.scaled(s1)
      y[o] = a + be + fg
      y[o &+ s] = (near + nearTurn).times(t)
      y[o &+ 2 &* s] = (far + farTurn).times(t + 2)
      y[o &+ 3 &* s] = (far - farTurn).times(t + 4)
      y[o &+ 4 &* s] = (near - nearTurn).times(t + 6)
    }
  }
}

/// Working memory of two-dimensional transforms: a complex plane in rows of `stride` floats, and two
/// sets of columns.
struct FFTPlane {
  let width: Int
  let height: Int
  let stride: Int
  let re: UnsafeMutablePointer<Float>
  let im: UnsafeMutablePointer<Float>
  let a: ComplexColumns
  let b: ComplexColumns
  let twiddlesX: UnsafePointer<Float>
  let twiddlesY: UnsafePointer<Float>

  /// Floats from row to row: not a multiple of a page, or all rows would compete for the same
  /// lines of the cache.
  @inline(__always) static func stride(_ width: Int) -> Int { width &+ 16 }

  /// In scratch memory of `fftPlaneFloats(width, height)` floats.
  @inline(__always)
  init(
    _ width: Int, _ height: Int, _ twiddlesX: UnsafePointer<Float>,
    _ twiddlesY: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    (self.width, self.height) = (width, height)
    (self.twiddlesX, self.twiddlesY) = (twiddlesX, twiddlesY)
    stride = Self.stride(width)
    re = scratch
    // One row more: the first again, as the one after the last.
    im = scratch + stride &* (height &+ 1)
    let columns = 16 &* max(width, height)
    let c = scratch + 2 &* stride &* (height &+ 1)
    a = ComplexColumns(re: c, im: c + columns)
    b = ComplexColumns(re: c + 2 &* columns, im: c + 3 &* columns)
  }

  /// Copies columns from `x` on out of the plane.
  @inline(__always) func takeColumns(_ x: Int, _ to: ComplexColumns) {
    for y in 0..<height {
      storeF(loadF(re, y &* stride &+ x), to.re, y &* lanesF)
      storeF(loadF(im, y &* stride &+ x), to.im, y &* lanesF)
    }
  }

  /// Copies columns into the plane, from column `x` on.
  @inline(__always) func putColumns(_ from: ComplexColumns, _ x: Int) {
    for y in 0..<height {
      storeF(loadF(from.re, y &* lanesF), re, y &* stride &+ x)
      storeF(loadF(from.im, y &* lanesF), im, y &* stride &+ x)
    }
  }

  /// Rows from `y` on become columns.
  @inline(__always) func takeRows(_ y: Int, _ to: ComplexColumns) {
    var x = 0
    while x < width {
      v_transpose(re + (y &* stride &+ x), stride, to.re + x &* lanesF, lanesF)
      v_transpose(im + (y &* stride &+ x), stride, to.im + x &* lanesF, lanesF)
      x &+= lanesF
    }
  }

  /// Rows `y`, `y` - 1 and so on become columns.
  @inline(__always) func takeRowsUpward(_ y: Int, _ to: ComplexColumns) {
    var x = 0
    while x < width {
      v_transpose(re + (y &* stride &+ x), 0 &- stride, to.re + x &* lanesF, lanesF)
      v_transpose(im + (y &* stride &+ x), 0 &- stride, to.im + x &* lanesF, lanesF)
      x &+= lanesF
    }
  }

  /// Columns become rows from `y` on.
  @inline(__always) func putRows(_ from: ComplexColumns, _ y: Int) {
    var x = 0
    while x < width {
      v_transpose(from.re + x &* lanesF, lanesF, re + (y &* stride &+ x), stride)
      v_transpose(from.im + x &* lanesF, lanesF, im + (y &* stride &+ x), stride)
      x &+= lanesF
    }
  }
}

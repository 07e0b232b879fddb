import CVectors

/// The inverse transform of A conj(B) / |A conj(B)|, A and B the transforms of two images times a
/// separable window, zero beyond the images; the surface, `fftPlaneStride(planeWidth)` floats a
/// row, starts at the beginning of `scratch`. Both images go through one transform, as real and
/// imaginary part, and only half of the product's rows come back, for the surface is real.
@inline(never)
public func phaseSurface(
  _ a: UnsafePointer<UInt8>, _ strideA: Int, _ b: UnsafePointer<UInt8>, _ strideB: Int,
  _ width: Int, _ height: Int, _ windowX: UnsafePointer<Float>, _ windowY: UnsafePointer<Float>,
  _ planeWidth: Int, _ planeHeight: Int, _ twiddlesX: UnsafePointer<Float>,
  _ twiddlesY: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
) {
  let plane = FFTPlane(planeWidth, planeHeight, twiddlesX, twiddlesY, scratch)
  var x = 0
  while x < planeWidth {
    windowColumns(a, strideA, width, height, x, windowX, windowY, planeHeight, plane.a.re)
    windowColumns(b, strideB, width, height, x, windowX, windowY, planeHeight, plane.a.im)
    plane.putColumns(fftLanes(planeHeight, twiddlesY, plane.a, plane.b), x)
    x &+= lanesF
  }
  let end = planeHeight &* plane.stride
  for i in 0..<planeWidth {
    plane.re[end &+ i] = plane.re[i]
    plane.im[end &+ i] = plane.im[i]
  }
  phaseRows(plane)
  surfaceColumns(plane)
}

/// Floats from row to row of a surface.
@inline(never)
public func fftPlaneStride(_ width: Int) -> Int { FFTPlane.stride(width) }

@inline(__always)
func windowColumns(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ x: Int,
  _ windowX: UnsafePointer<Float>, _ windowY: UnsafePointer<Float>, _ rows: Int,
  _ out: UnsafeMutablePointer<Float>
) {
  if x &+ lanesF <= width {
    let across = UnsafeRawPointer(windowX + x).loadUnaligned(as: vf32.self)
    for y in 0..<height {
      let p = UnsafeRawPointer(image + (y &* stride &+ x))
      let v = v_float8(p.loadUnaligned(as: vu8q.self))
      storeF(v * (across * vf32(repeating: windowY[y])), out, y &* lanesF)
    }
  } else {
    for y in 0..<height {
      for l in 0..<lanesF {
        out[y &* lanesF &+ l] =
          x &+ l < width
          ? Float(Int32(image[y &* stride &+ x &+ l])) * (windowX[x &+ l] * windowY[y]) : 0
      }
    }
  }
  for y in height..<max(height, rows) { storeF(vf32(repeating: 0), out, y &* lanesF) }
}

/// Transforms rows, takes the product's phase, and transforms the upper half of its rows back.
@inline(__always)
func phaseRows(_ plane: FFTPlane) {
  let (width, height) = (plane.width, plane.height)
  let columns = 16 &* max(width, height)
  // The second set of rows needs columns of its own: those after the first two sets.
  let next = plane.b.im + columns
  let c = ComplexColumns(re: next, im: next + columns)
  let scale = vf32(repeating: 1 / Float(Int32(truncatingIfNeeded: width &* height)))
  let tiny = vf32(repeating: 1e-30)
  var y = 0
  while y <= height / 2 {
    // Row k and row -k, then column i and column -i, make the two images' spectra.
    plane.takeRowsUpward(height &- y, plane.a)
    let opposite = fftLanes(width, plane.twiddlesX, plane.a, c)
    let (first, second) = opposite.re == c.re ? (plane.a, plane.b) : (plane.b, c)
    plane.takeRows(y, first)
    let here = fftLanes(width, plane.twiddlesX, first, second)
    let product = here.re == first.re ? second : first
    for i in 0..<width {
      let z = here[i]
      let w = opposite[i == 0 ? 0 : width &- i]
      let (ar, ai) = (z.re + w.re, z.im - w.im)
      let (br, bi) = (z.im + w.im, w.re - z.re)
      let (re, im) = (ar * br + ai * bi, ai * br - ar * bi)
      let f = scale / v_sqrtf(v_maxf(re * re + im * im, tiny))
      product[i] = ComplexLanes(re: re * f, im: im * f)
    }
    let back = fftLanes(width, plane.twiddlesX, product.exchanged, here.exchanged).exchanged
    plane.putRows(back, y)
    y &+= lanesF
  }
}

/// Transforms columns back, two sets at a time: the surface is real, so one can be the imaginary
/// part, and the lower rows follow from the upper ones. Columns 16 apart go together, whatever a
/// vector holds, so that rounding is the same on every instruction set.
@inline(__always)
func surfaceColumns(_ plane: FFTPlane) {
  let (half, height, stride) = (plane.height / 2, plane.height, plane.stride)
  var x = 0
  while x < plane.width {
    let other = x &+ 16 < plane.width ? x &+ 16 : x
    for y in 0...half {
      let (p, q) = (y &* stride &+ x, y &* stride &+ other)
      let (re, im) = (loadF(plane.re, p), loadF(plane.im, p))
      let (re2, im2) = (loadF(plane.re, q), loadF(plane.im, q))
      plane.a[y] = ComplexLanes(re: re - im2, im: im + re2)
      if y > 0 && y < half {
        plane.a[height &- y] = ComplexLanes(re: re + im2, im: re2 - im)
      }
    }
    let z = fftLanes(height, plane.twiddlesY, plane.a.exchanged, plane.b.exchanged).exchanged
    for y in 0..<height {
      storeF(loadF(z.re, y &* lanesF), plane.re, y &* stride &+ x)
      if other != x { storeF(loadF(z.im, y &* lanesF), plane.re, y &* stride &+ other) }
    }
    x &+= lanesF
    if x & 16 != 0 { x &+= 16 }
  }
}

/// The index of the first of the largest numbers, row after row of `width`; `width * height` > 0.
@inline(never)
public func largestIndex(
  _ values: UnsafePointer<Float>, _ stride: Int, _ width: Int, _ height: Int
) -> Int {
  var best = -Float.infinity
  var index = 0
  for y in 0..<height {
    let row = values + y &* stride
    var x = 0
    var most = -Float.infinity
    if width >= lanesF {
      var most8 = vf32(repeating: most)
      let p = UnsafeRawPointer(row)
      while x &+ lanesF <= width {
        most8 = v_maxf(p.loadUnaligned(fromByteOffset: 4 &* x, as: vf32.self), most8)
        x &+= lanesF
      }
      for l in 0..<lanesF where most8[l] > most { most = most8[l] }
    }
    while x < width {
      if row[x] > most { most = row[x] }
      x &+= 1
    }
    if most > best {
      best = most
      for k in 0..<width where row[k] == most {
        index = y &* width &+ k
        break
      }
    }
  }
  return index
}

/// Means of 2x2 samples, rounded half up: `width` times `height` of them.
@inline(never)
public func halve8(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ out: UnsafeMutablePointer<UInt8>,
  _ outStride: Int, _ width: Int, _ height: Int
) {
  for y in 0..<height {
    let (p, q) = (source + 2 &* y &* stride, source + (2 &* y &+ 1) &* stride)
    let row = out + y &* outStride
    for x in 0..<width {
      let sum =
        UInt16(p[2 &* x]) &+ UInt16(p[2 &* x &+ 1]) &+ UInt16(q[2 &* x])
        &+ UInt16(q[2 &* x &+ 1])
      row[x] = UInt8(truncatingIfNeeded: (sum &+ 2) &>> 2)
    }
  }
}

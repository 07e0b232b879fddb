import CVectors

/// Floats of working memory that transforms of `width` times `height` need.
@inline(never)
public func fftPlaneFloats(_ width: Int, _ height: Int) -> Int {
  2 &* FFTPlane.stride(width) &* (height &+ 1) &+ 96 &* max(width, height)
}

/// The image's samples less 128 in columns from (x, y) on, zero outside the image.
@inline(__always)
func fillColumns(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ x: Int, _ y: Int,
  _ rows: Int, _ out: UnsafeMutablePointer<Float>
) {
  let offset = vf32(repeating: 128)
  let present = max(0, min(rows, height &- y))
  if x &+ lanesF <= width {
    for r in 0..<present {
      let p = UnsafeRawPointer(image + ((y &+ r) &* stride &+ x))
      storeF(v_float8(p.loadUnaligned(as: vu8q.self)) - offset, out, r &* lanesF)
    }
  } else {
    for r in 0..<present {
      for l in 0..<lanesF {
        out[r &* lanesF &+ l] =
          x &+ l < width
          ? Float(Int32(image[(y &+ r) &* stride &+ x &+ l]) &- 128) : 0
      }
    }
  }
  for r in present..<rows { storeF(vf32(repeating: 0), out, r &* lanesF) }
}

/// The spectrum of a template less its mean, divided by the number of samples of a tile, in the
/// order in which ``correlateTiles`` passes over it: `tileWidth * tileHeight` floats each.
@inline(never)
public func templateSpectrum(
  _ template: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ mean: Float,
  _ tileWidth: Int, _ tileHeight: Int, _ twiddlesX: UnsafePointer<Float>,
  _ twiddlesY: UnsafePointer<Float>, _ re: UnsafeMutablePointer<Float>,
  _ im: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
) {
  let plane = FFTPlane(tileWidth, tileHeight, twiddlesX, twiddlesY, scratch)
  var x = 0
  while x < tileWidth {
    if x < width {
      for y in 0..<tileHeight {
        for l in 0..<lanesF {
          let inside = x &+ l < width && y < height
          plane.a.re[y &* lanesF &+ l] =
            inside ? Float(Int32(template[y &* stride &+ x &+ l])) - mean : 0
        }
        storeF(vf32(repeating: 0), plane.a.im, y &* lanesF)
      }
      plane.putColumns(fftLanes(tileHeight, twiddlesY, plane.a, plane.b), x)
    } else {
      for y in 0..<tileHeight {
        storeF(vf32(repeating: 0), plane.re, y &* plane.stride &+ x)
        storeF(vf32(repeating: 0), plane.im, y &* plane.stride &+ x)
      }
    }
    x &+= lanesF
  }
  let scale = vf32(repeating: 1 / Float(Int32(truncatingIfNeeded: tileWidth &* tileHeight)))
  var y = 0
  while y < tileHeight {
    plane.takeRows(y, plane.a)
    let z = fftLanes(tileWidth, twiddlesX, plane.a, plane.b)
    let base = y &* tileWidth
    for i in 0..<tileWidth {
      storeF(z[i].re * scale, re, base &+ i &* lanesF)
      storeF(z[i].im * scale, im, base &+ i &* lanesF)
    }
    y &+= lanesF
  }
}

/// out(x, y) = sum over the template of (T - mean) I(x + u, y + v), by transforms of overlapping
/// tiles, two at a time as real and imaginary part. `out` has `width - templateWidth + 1` columns.
@inline(never)
public func correlateTiles(
  _ image: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ templateWidth: Int, _ templateHeight: Int, _ tileWidth: Int, _ tileHeight: Int,
  _ twiddlesX: UnsafePointer<Float>, _ twiddlesY: UnsafePointer<Float>,
  _ spectrumRe: UnsafeMutablePointer<Float>, _ spectrumIm: UnsafeMutablePointer<Float>,
  _ out: UnsafeMutablePointer<Float>, _ outStride: Int, _ scratch: UnsafeMutablePointer<Float>
) {
  let plane = FFTPlane(tileWidth, tileHeight, twiddlesX, twiddlesY, scratch)
  let (outWidth, outHeight) = (width &- templateWidth &+ 1, height &- templateHeight &+ 1)
  let (validX, validY) = (tileWidth &- templateWidth &+ 1, tileHeight &- templateHeight &+ 1)
  let across = (outWidth &+ validX &- 1) / validX
  let tiles = across &* ((outHeight &+ validY &- 1) / validY)
  var tile = 0
  while tile < tiles {
    let second = min(tile &+ 1, tiles &- 1)
    let (ax, ay) = (tile % across &* validX, tile / across &* validY)
    let (bx, by) = (second % across &* validX, second / across &* validY)
    var x = 0
    while x < tileWidth {
      fillColumns(image, stride, width, height, ax &+ x, ay, tileHeight, plane.a.re)
      fillColumns(image, stride, width, height, bx &+ x, by, tileHeight, plane.a.im)
      plane.putColumns(fftLanes(tileHeight, twiddlesY, plane.a, plane.b), x)
      x &+= lanesF
    }
    var y = 0
    while y < tileHeight {
      plane.takeRows(y, plane.a)
      let z = fftLanes(tileWidth, twiddlesX, plane.a, plane.b)
      let base = y &* tileWidth
      // Times the conjugate of the template's spectrum.
      for i in 0..<tileWidth {
        let (p, q) = (
          loadF(spectrumRe, base &+ i &* lanesF), loadF(spectrumIm, base &+ i &* lanesF)
        )
        let v = z[i]
        z[i] = ComplexLanes(re: v.re * p + v.im * q, im: v.im * p - v.re * q)
      }
      let other = z.re == plane.a.re ? plane.b : plane.a
      let back = fftLanes(tileWidth, twiddlesX, z.exchanged, other.exchanged).exchanged
      plane.putRows(back, y)
      y &+= lanesF
    }
    x = 0
    while x < validX {
      plane.takeColumns(x, plane.a)
      let z = fftLanes(tileHeight, twiddlesY, plane.a.exchanged, plane.b.exchanged).exchanged
      putTile(z.re, x, ax, ay, validX, validY, outWidth, outHeight, out, outStride)
      putTile(z.im, x, bx, by, validX, validY, outWidth, outHeight, out, outStride)
      x &+= lanesF
    }
    tile &+= 2
  }
}

/// Writes the valid part of a tile's columns from `x` on.
@inline(__always)
func putTile(
  _ columns: UnsafeMutablePointer<Float>, _ x: Int, _ left: Int, _ top: Int, _ validX: Int,
  _ validY: Int, _ width: Int, _ height: Int, _ out: UnsafeMutablePointer<Float>,
  _ outStride: Int
) {
  let count = min(lanesF, min(validX &- x, width &- left &- x))
  guard count > 0 else { return }
  for y in 0..<min(validY, height &- top) {
    let target = out + ((top &+ y) &* outStride &+ left &+ x)
    if count == lanesF {
      storeF(loadF(columns, y &* lanesF), target, 0)
    } else {
      for l in 0..<count { target[l] = columns[y &* lanesF &+ l] }
    }
  }
}

import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let colorDistance = kernel(
  KernelsBase.colorDistance,
  KernelsAVX2.colorDistance,
  KernelsAVX512.colorDistance)
private let colorDistanceToColor = kernel(
  KernelsBase.colorDistanceToColor,
  KernelsAVX2.colorDistanceToColor,
  KernelsAVX512.colorDistanceToColor)
private let colorDistanceBits = kernel(
  KernelsBase.colorDistanceBits,
  KernelsAVX2.colorDistanceBits,
  KernelsAVX512.colorDistanceBits)
private let colorDistanceToColorBits = kernel(
  KernelsBase.colorDistanceToColorBits,
  KernelsAVX2.colorDistanceToColorBits,
  KernelsAVX512.colorDistanceToColorBits)

// Colour distances. What these operators share: images are sRGB with three channels, else they trap;
// results take their size, or that of `region`, which is clipped to them and must cover a pixel;
// images of no pixels give results of none. ΔE is off by less than 0.04 from the formula in double
// precision (by at most 0.029, between nearly black colours, over 16 million random pairs), where
// cv2.cvtColor to 8-bit Lab rounds L* to 0.4 and a*, b* to 1 and is off by 2. All instruction sets
// give the same bits: two tables of 22 KB give f(X), f(Y), f(Z) in integers. Linear in the pixels.

extension Image where Sample == Float {
  /// Takes the squared CIE 1976 colour distance ΔE² = ΔL² + Δa² + Δb² between two RGB images, pixel by
  /// pixel; one channel. The matrix and the white point D65 are those of cv2.cvtColor and
  /// COLOR_RGB2Lab.
  ///
  /// Traps unless both have three channels and one size. See ``LabColor`` for the formula.
  public mutating func assignColorDistanceSquared(
    _ a: Image<UInt8>, _ b: Image<UInt8>, region: PixelBox? = nil
  ) {
    checkColor(a)
    checkSameShape(a, b)
    let rows = PixelRows(a, region)
    reshape(width: rows.box.width, height: rows.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      a.withUnsafeSamples { p in
        b.withUnsafeSamples { q in
          LabTables.shared.withPointers { light, roots, scratch in
            colorDistance(
              p + rows.offset, a.stride, q + rows.offset, b.stride, rows.box.width, rows.height,
              light, roots, scratch, out, outStride)
          }
        }
      }
    }
  }

  /// Takes the squared CIE 1976 colour distance between each pixel of an RGB image and `color`; one
  /// channel. Otherwise as the method for two images.
  public mutating func assignColorDistanceSquared(
    _ image: Image<UInt8>, to color: LabColor, region: PixelBox? = nil
  ) {
    checkColor(image)
    let rows = PixelRows(image, region)
    reshape(width: rows.box.width, height: rows.height)
    let (outStride, f) = (stride, color.roots)
    withUnsafeMutableSamples { out in
      image.withUnsafeSamples { p in
        LabTables.shared.withPointers { light, roots, scratch in
          colorDistanceToColor(
            p + rows.offset, image.stride, f.x, f.y, f.z, rows.box.width, rows.height, light,
            roots, scratch, out, outStride)
        }
      }
    }
  }
}

extension BitMask {
  /// Sets each pixel where the CIE 1976 colour distance ΔE between two RGB images exceeds `limit`:
  /// the comparison of colours with a reference, without an image of distances in between.
  ///
  /// Traps unless both have three channels and one size, and for a negative limit.
  public mutating func assignColorDistance(
    _ a: Image<UInt8>, _ b: Image<UInt8>, over limit: Double, region: PixelBox? = nil
  ) {
    checkColor(a)
    checkSameShape(a, b)
    precondition(limit >= 0, "colour distance \(limit) is negative")
    let rows = PixelRows(a, region)
    reshape(width: rows.box.width, height: rows.height)
    let (wordsPerRow, squared) = (wordsPerRow, Float(limit * limit))
    withUnsafeMutableWords { words in
      a.withUnsafeSamples { p in
        b.withUnsafeSamples { q in
          LabTables.shared.withPointers { light, roots, scratch in
            colorDistanceBits(
              p + rows.offset, a.stride, q + rows.offset, b.stride, rows.box.width, rows.height,
              light, roots, scratch, squared, words, wordsPerRow)
          }
        }
      }
    }
  }

  /// Sets each pixel whose CIE 1976 colour distance ΔE from `color` exceeds `limit`. Otherwise as the
  /// method for two images.
  public mutating func assignColorDistance(
    _ image: Image<UInt8>, to color: LabColor, over limit: Double, region: PixelBox? = nil
  ) {
    checkColor(image)
    precondition(limit >= 0, "colour distance \(limit) is negative")
    let rows = PixelRows(image, region)
    reshape(width: rows.box.width, height: rows.height)
    let (wordsPerRow, squared, f) = (wordsPerRow, Float(limit * limit), color.roots)
    withUnsafeMutableWords { words in
      image.withUnsafeSamples { p in
        LabTables.shared.withPointers { light, roots, scratch in
          colorDistanceToColorBits(
            p + rows.offset, image.stride, f.x, f.y, f.z, rows.box.width, rows.height, light,
            roots, scratch, squared, words, wordsPerRow)
        }
      }
    }
  }
}

private func checkColor(_ image: Image<UInt8>) {
  precondition(
    image.channels == 3 || image.size.area == 0,
    "colour distance needs three channels, not \(image.channels)")
}

import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let textureFlatten = kernel(
  KernelsBase.textureFlatten, KernelsAVX2.textureFlatten, KernelsAVX512.textureFlatten)
private let textureLookUp = kernel(
  KernelsBase.textureLookUp, KernelsAVX2.textureLookUp, KernelsAVX512.textureLookUp)
private let textureHalve = kernel(
  KernelsBase.textureHalve, KernelsAVX2.textureHalve, KernelsAVX512.textureHalve)
private let textureSmooth = kernel(
  KernelsBase.textureSmooth, KernelsAVX2.textureSmooth, KernelsAVX512.textureSmooth)
private let textureWhiten = kernel(
  KernelsBase.textureWhiten, KernelsAVX2.textureWhiten, KernelsAVX512.textureWhiten)
private let textureMerge = kernel(
  KernelsBase.textureMerge, KernelsAVX2.textureMerge, KernelsAVX512.textureMerge)
private let textureScores = kernel(
  KernelsBase.textureScores, KernelsAVX2.textureScores, KernelsAVX512.textureScores)

/// The light on a surface: a polynomial of degree 2 in u and v, which go from -1/2 at the left and
/// top edge to 1/2 at the right and bottom one.
public struct SurfaceLight: Sendable, Equatable {
  /// Factors of 1, u, v, u², u v and v², in gray levels; the last two mean nothing.
  public var terms: SIMD8<Float>
  /// The light is nowhere taken for less than this, in gray levels.
  public var least: Float

  /// The light of the first six `terms`, at least `least`; traps unless that is above 0.
  public init(terms: SIMD8<Float>, least: Float) {
    precondition(least > 0, "light of at least \(least)")
    (self.terms, self.least) = (terms, least)
  }
}

extension FloatPlane {
  /// Sets each value to 128 p / light - 128, where p is the gray level of `image`: what the surface
  /// reflects, in gray levels around the mean in a light of 128.
  ///
  /// Traps unless the image has one channel and a pixel. In single precision, the same on every
  /// instruction set.
  public mutating func assignFlattened(
    _ image: Image<UInt8>, light: SurfaceLight, scratch: inout Scratch
  ) {
    precondition(image.channels == 1, "a surface has one channel, not \(image.channels)")
    precondition(image.size.area > 0, "a surface of no pixels")
    let (width, height) = (image.width, image.height)
    reshape(width: width, height: height)
    let outStride = stride
    let columns = scratch.bytes((width + 64) * 4).assumingMemoryBound(to: Float.self)
    for x in 0..<width { columns[x] = (Float(x) + 0.5) / Float(width) - 0.5 }
    // Behind the row only so that no vector meets what has no meaning.
    for x in width..<(width + 16) { columns[x] = 0 }
    let step = 1 / Float(height)
    withUnsafeMutableValues { out in
      image.withUnsafeSamples { source in
        withUnsafeBytes(of: light.terms) {
          textureFlatten(
            source, image.stride, width, height,
            $0.baseAddress!.assumingMemoryBound(to: Float.self), columns, 0.5 * step - 0.5, step,
            light.least, out, outStride)
        }
      }
    }
    mirror()
  }

  /// Sets each value to table[round(scale v + offset)], v the value of `source` there and the place
  /// clamped to those of the table. Traps for an empty table.
  public mutating func assignLookUp(
    _ source: FloatPlane, scale: Float, offset: Float, table: [Float]
  ) {
    precondition(!table.isEmpty, "a table of nothing")
    reshape(width: source.width, height: source.height)
    let (width, height, outStride) = (width, height, stride)
    withUnsafeMutableValues { out in
      source.withUnsafeValues { p in
        table.withUnsafeBufferPointer {
          textureLookUp(
            p, source.stride, width, height, scale, offset, $0.baseAddress!, table.count - 1, out,
            outStride)
        }
      }
    }
    mirror()
  }

  /// Takes every second column and row, from the first on, of `source` smoothed by
  /// (1 4 6 4 1)/16 across and down: half the size, rounded up.
  public mutating func assignHalved(_ source: FloatPlane, scratch: inout Scratch) {
    reshape(width: (source.width + 1) / 2, height: (source.height + 1) / 2)
    filter(source, scratch: &scratch, textureHalve)
  }

  /// Takes `source` smoothed by (1 4 6 4 1)/16 across and down.
  public mutating func assignSmoothed(_ source: FloatPlane, scratch: inout Scratch) {
    reshape(width: source.width, height: source.height)
    filter(source, scratch: &scratch, textureSmooth)
  }

  private mutating func filter(
    _ source: FloatPlane, scratch: inout Scratch,
    _ kernel: (
      UnsafePointer<Float>, Int, Int, Int, UnsafeMutablePointer<Float>, Int,
      UnsafeMutablePointer<Float>
    ) -> Void
  ) {
    let memory = scratch.bytes((source.width + 128) * 4).assumingMemoryBound(to: Float.self)
    let outStride = stride
    withUnsafeMutableValues { out in
      source.withUnsafeValues {
        kernel($0, source.stride, source.width, source.height, out, outStride, memory)
      }
    }
    mirror()
  }

  /// Sets each value to the sum over the 7x7 neighbourhood of `source` with `weights`: 25 of them,
  /// those of the place itself and the 24 that follow it in raster order; each counts for the place
  /// opposite to it as well. Traps for another number.
  public mutating func assignWhitened(_ source: FloatPlane, weights: [Float]) {
    precondition(weights.count == 25, "\(weights.count) weights, not 25")
    reshape(width: source.width, height: source.height)
    let (width, height, outStride) = (width, height, stride)
    withUnsafeMutableValues { out in
      source.withUnsafeValues { p in
        weights.withUnsafeBufferPointer {
          textureWhiten(p, source.stride, width, height, $0.baseAddress!, out, outStride)
        }
      }
    }
    mirror()
  }

  /// Raises each value to that of `coarse` at half its place, rounded down, where that is higher.
  /// Traps unless `coarse` has half the size, rounded up. The margin loses its meaning.
  public mutating func formMaximum(coarse: FloatPlane) {
    precondition(
      coarse.width == (width + 1) / 2 && coarse.height == (height + 1) / 2,
      "\(coarse.size) is not half of \(size)")
    let (width, height, outStride) = (width, height, stride)
    withUnsafeMutableValues { out in
      coarse.withUnsafeValues { textureMerge($0, coarse.stride, out, outStride, width, height) }
    }
  }
}

extension Image where Sample == UInt8 {
  /// Takes 255 m / (1 + m), rounded, of twice the size of `anomaly`, where m is the square of its value
  /// at half the place: 127.5 where the value is 1. `size` is the result's; traps unless
  /// `anomaly` has half of it, rounded up.
  public mutating func assignTextureScores(_ anomaly: FloatPlane, size: PixelSize) {
    precondition(
      anomaly.width == (size.width + 1) / 2 && anomaly.height == (size.height + 1) / 2,
      "\(anomaly.size) is not half of \(size)")
    reshape(width: size.width, height: size.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      anomaly.withUnsafeValues {
        textureScores($0, anomaly.stride, out, outStride, size.width, size.height)
      }
    }
  }
}

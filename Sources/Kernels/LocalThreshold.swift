import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let localThreshold = kernel(
  KernelsBase.localThreshold, KernelsAVX2.localThreshold, KernelsAVX512.localThreshold)
private let localThresholdBits = kernel(
  KernelsBase.localThresholdBits, KernelsAVX2.localThresholdBits, KernelsAVX512.localThresholdBits)

/// The mean around a pixel that a local threshold compares it with; `size` is odd, 3...2047 pixels.
public enum LocalMean: Hashable, Sendable {
  /// The mean of `size` times `size` pixels, rounded to the nearest gray level; costs the same for
  /// every size.
  case box(size: Int)
  /// The mean of `size` times `size` pixels under a Gaussian of standard deviation
  /// 0.3 ((size - 1) / 2 - 1) + 0.8 pixels (sizes up to 9: OpenCV's fixed weights), rounded to the
  /// nearest gray level, halves to even; cost proportional to the size.
  case gaussian(size: Int)

  var size: Int {
    switch self {
    case .box(let size), .gaussian(let size): size
    }
  }
}

extension Image where Sample == UInt8 {
  /// Sets each pixel to 255 where `source`, or `region` of it, is above the mean around it less
  /// `offset`, sample > mean - offset, else to 0.
  ///
  /// `offset` is in gray levels, of any sign and size; OpenCV rounds a fractional one up. Border: the
  /// outermost pixels are repeated (`BORDER_REPLICATE`); a region is treated as an image of its own.
  /// As `cv2.adaptiveThreshold(source, 255, …, THRESH_BINARY, size, offset)`: exact for boxes up to
  /// size 163 and Gaussians up to size 9; for larger Gaussians the mean comes from whole numbers
  /// instead of single precision and is rounded the other way at about 1 pixel in 1000, which
  /// decided 1 to 8 pixels of 640x640 otherwise in tests. One channel, every size of image from 1x1;
  /// else it traps.
  public mutating func assignLocalThreshold(
    _ source: Image<UInt8>, _ mean: LocalMean, offset: Int, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    withLocalMean(source, mean, &scratch) { memory, weights, radius in
      assignFiltered(source, region, memory) {
        localThreshold($0, $1, $2, $3, $4, $5, $6, weights, radius, offset)
      }
    }
  }
}

extension BitMask {
  /// Sets each pixel to whether `source`, or `region` of it, is above the mean around it less
  /// `offset`, sample > mean - offset.
  ///
  /// Otherwise as ``Pixels/Image/assignLocalThreshold(_:_:offset:region:scratch:)``.
  public mutating func assignLocalThreshold(
    _ source: Image<UInt8>, _ mean: LocalMean, offset: Int, region: PixelBox? = nil,
    scratch: inout Scratch
  ) {
    precondition(source.channels == 1, "a threshold needs one channel, not \(source.channels)")
    let box = source.windowRegion(region)
    reshape(width: box.width, height: box.height)
    let wordsPerRow = wordsPerRow
    withLocalMean(source, mean, &scratch) { memory, weights, radius in
      withUnsafeMutableWords { words in
        source.withUnsafeSamples {
          localThresholdBits(
            $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, words,
            wordsPerRow, memory, weights, radius, offset)
        }
      }
    }
  }
}

/// Prepares the weights, and memory for the kernels.
private func withLocalMean(
  _ source: Image<UInt8>, _ mean: LocalMean, _ scratch: inout Scratch,
  _ body: (UnsafeMutableRawPointer, UnsafePointer<Int16>?, Int) -> Void
) {
  let size = mean.size
  checkWindow(size)
  precondition(size > 1, "a local threshold needs a window of more than one pixel")
  let radius = size / 2
  let weightBytes = (2 * (radius + 1) + 63) / 64 * 64
  let memory = scratch.bytes(weightBytes + source.boxBytes(size) + radius * 48)
  let weights = memory.assumingMemoryBound(to: Int16.self)
  switch mean {
  case .box: body(memory + weightBytes, nil, radius)
  case .gaussian:
    GaussianWeights.write(size: size, to: weights)
    body(memory + weightBytes, weights, radius)
  }
}

/// A sample type an ``Image`` can hold: `UInt8` and `UInt16` from cameras, `Int16`, `Int32`, `Float`
/// and `Double` for intermediate results.
public protocol PixelSample: BitwiseCopyable, Sendable, Equatable {}
extension UInt8: PixelSample {}
extension UInt16: PixelSample {}
extension Int16: PixelSample {}
extension Int32: PixelSample {}
extension Float: PixelSample {}
extension Double: PixelSample {}

/// A picture: `height` rows of `width` pixels with `channels` interleaved samples each, top down.
///
/// A value: copies are independent and share memory until one of them is written. Rows start
/// `stride` samples apart, at addresses aligned to 64 bytes; samples between the last pixel of a
/// row and the next row have no meaning. ``reshape(width:height:channels:)`` keeps the memory where
/// it suffices, which is how one image is used again for the next frame without allocation.
public struct Image<Sample: PixelSample>: Sendable {
  /// Pixels in a row.
  public private(set) var width: Int
  /// Rows.
  public private(set) var height: Int
  /// Interleaved samples in a pixel: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha.
  public private(set) var channels: Int
  /// Samples from the start of one row to the start of the next.
  public private(set) var stride: Int
  private var storage: PixelStorage

  /// An image of `width` times `height` pixels with `channels` samples each, all samples zero.
  ///
  /// Traps where a size is negative or `channels` is below 1.
  public init(width: Int, height: Int, channels: Int = 1) {
    (self.width, self.height, self.channels) = (width, height, channels)
    stride = Self.stride(width: width, channels: channels)
    storage = PixelStorage(
      byteCount: Self.byteCount(stride: stride, width: width, height: height, channels: channels))
  }

  /// An image of no pixels, to be reshaped before use.
  public init() { self.init(width: 0, height: 0) }

  private static func stride(width: Int, channels: Int) -> Int {
    let alignment = 64 / MemoryLayout<Sample>.stride
    return (width * channels + alignment - 1) / alignment * alignment
  }

  private static func byteCount(stride: Int, width: Int, height: Int, channels: Int) -> Int {
    precondition(width >= 0 && height >= 0, "image size \(width)x\(height) is negative")
    precondition(channels >= 1, "an image needs at least one channel, not \(channels)")
    return stride * height * MemoryLayout<Sample>.stride
  }

  /// Changes the shape; the samples are undefined afterwards. Allocates only where the memory held
  /// is too small or shared with a copy.
  public mutating func reshape(width: Int, height: Int, channels: Int = 1) {
    let stride = Self.stride(width: width, channels: channels)
    let bytes = Self.byteCount(stride: stride, width: width, height: height, channels: channels)
    if bytes > storage.capacity || !isKnownUniquelyReferenced(&storage) {
      storage = PixelStorage(byteCount: bytes)
    }
    (self.width, self.height, self.channels) = (width, height, channels)
    self.stride = stride
  }

  /// Columns and rows.
  public var size: PixelSize { PixelSize(width: width, height: height) }

  /// Calls `body` with a pointer to the first sample of the first row. The pointer is valid during
  /// the call only; 64 bytes beyond the last row may be read.
  @inlinable
  public func withUnsafeSamples<Result, Failure: Error>(
    _ body: (UnsafePointer<Sample>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The memory must outlive the call also where this is the last use of the value.
    defer { extendLifetime(self) }
    return try body(UnsafePointer(baseAddress))
  }

  /// Calls `body` with a pointer through which the samples may be written; copies the memory first
  /// where another image shares it.
  public mutating func withUnsafeMutableSamples<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<Sample>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if !isKnownUniquelyReferenced(&storage) {
      storage = storage.copy(byteCount: stride * height * MemoryLayout<Sample>.stride)
    }
    defer { extendLifetime(self) }
    return try body(baseAddress)
  }

  @usableFromInline
  var baseAddress: UnsafeMutablePointer<Sample> {
    storage.base.assumingMemoryBound(to: Sample.self)
  }

  /// The sample of `channel` at column `x`, row `y`. For tests and drawing, not for operators:
  /// every access checks its bounds.
  public subscript(x: Int, y: Int, channel: Int = 0) -> Sample {
    get {
      check(x, y, channel)
      return baseAddress[y * stride + x * channels + channel]
    }
    set {
      check(x, y, channel)
      withUnsafeMutableSamples { [stride, channels] in
        $0[y * stride + x * channels + channel] = newValue
      }
    }
  }

  private func check(_ x: Int, _ y: Int, _ channel: Int) {
    precondition(
      x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels,
      "pixel (\(x), \(y)) channel \(channel) is outside \(width)x\(height)x\(channels)")
  }
}

extension Image: Equatable {
  /// Whether shape and all samples agree; padding is not compared.
  public static func == (a: Image, b: Image) -> Bool {
    guard a.size == b.size, a.channels == b.channels else { return false }
    return a.withUnsafeSamples { p in
      b.withUnsafeSamples { q in
        for y in 0..<a.height {
          for x in 0..<(a.width * a.channels) where p[y * a.stride + x] != q[y * b.stride + x] {
            return false
          }
        }
        return true
      }
    }
  }
}

extension Image {
  /// An image from `samples` in rows top down, interleaved, without padding.
  ///
  /// Traps unless there are exactly `width * height * channels` samples.
  public init(width: Int, height: Int, channels: Int = 1, samples: some Collection<Sample>) {
    self.init(width: width, height: height, channels: channels)
    precondition(
      samples.count == width * height * channels,
      "\(samples.count) samples for \(width)x\(height)x\(channels)")
    let row = width * channels
    withUnsafeMutableSamples { [stride] p in
      var i = 0
      for sample in samples {
        p[i / row * stride + i % row] = sample
        i += 1
      }
    }
  }

  /// All samples in rows top down, interleaved, without padding.
  public var samples: [Sample] {
    withUnsafeSamples { p in
      var out: [Sample] = []
      out.reserveCapacity(width * height * channels)
      for y in 0..<height {
        out.append(contentsOf: UnsafeBufferPointer(start: p + y * stride, count: width * channels))
      }
      return out
    }
  }

  /// A copy of the pixels that `box` covers, clipped to the image.
  public func cropped(to box: PixelBox) -> Image {
    let box = box.clipped(to: size)
    var out = Image(width: max(0, box.width), height: max(0, box.height), channels: channels)
    guard !box.isEmpty else { return out }
    let (outStride, row) = (out.stride, box.width * channels)
    withUnsafeSamples { p in
      out.withUnsafeMutableSamples { q in
        for y in 0..<box.height {
          (q + y * outStride).update(
            from: p + (box.y1 + y) * stride + box.x1 * channels, count: row)
        }
      }
    }
    return out
  }
}

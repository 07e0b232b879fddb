import Crypto
import Pixels

/// An image as its file holds it: 1 gray, 2 gray and alpha, 3 RGB or 4 RGB and alpha channels of
/// 8 or 16 bit. Palettes and transparent colours are expanded, gray of 1, 2 and 4 bit is scaled to
/// 8; gamma and colour profiles are not applied.
public enum DecodedImage: Sendable, Equatable {
  /// Samples of 8 bit.
  case bits8(Image<UInt8>)
  /// Samples of 16 bit.
  case bits16(Image<UInt16>)

  /// Columns and rows.
  public var size: PixelSize {
    switch self {
    case .bits8(let image): image.size
    case .bits16(let image): image.size
    }
  }

  /// Interleaved samples in a pixel.
  public var channels: Int {
    switch self {
    case .bits8(let image): image.channels
    case .bits16(let image): image.channels
    }
  }

  /// Bits in a sample, 8 or 16.
  public var bits: Int {
    switch self {
    case .bits8: 8
    case .bits16: 16
    }
  }

  /// All samples, rows top down, interleaved, without padding, 16 bit as big-endian pairs.
  public var sampleBytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(size.area * channels * bits / 8)
    forEachRow { out.append(contentsOf: $0) }
    return out
  }

  /// SHA-256 of ``sampleBytes`` in hexadecimal, taken row by row without a copy of the image.
  public var sha256: String {
    var hash = SHA256()
    forEachRow { hash.update(bufferPointer: $0) }
    return SHA256Hex.hex(hash.finalize())
  }

  private func forEachRow(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch self {
    case .bits8(let image):
      image.withUnsafeSamples { samples in
        for y in 0..<image.height {
          body(
            UnsafeRawBufferPointer(
              start: samples + y * image.stride, count: image.width * image.channels))
        }
      }
    case .bits16(let image):
      var row = [UInt16](repeating: 0, count: image.width * image.channels)
      image.withUnsafeSamples { samples in
        for y in 0..<image.height {
          for i in row.indices { row[i] = samples[y * image.stride + i].bigEndian }
          row.withUnsafeBytes(body)
        }
      }
    }
  }
}

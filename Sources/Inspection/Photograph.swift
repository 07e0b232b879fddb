import Codecs
import Pixels

/// A decoded photograph: 8 bits, of 1, 3 or 4 channels. Keeps its memory between images.
public struct Photograph {
  /// The pixels; none after an error.
  public private(set) var image = Image<UInt8>()
  private var decoded = DecodedImage.bits8(Image<UInt8>())
  private let none = Image<UInt8>()

  /// No photograph yet.
  public init() {}

  /// Decodes the image file in `bytes`. Of 16 bits the high ones count; alpha beside gray is dropped.
  public mutating func decode(
    _ bytes: [UInt8], _ decoder: ImageDecoder, _ options: DecodeOptions
  ) throws(DecodeError) {
    // Memory that the picture still held would be shared, and so not be used again.
    image = none
    try decoder.decode(bytes, options: options, into: &decoded)
    switch decoded {
    case .bits8(let samples): image = samples.channels == 2 ? Self.first(samples) : samples
    case .bits16(let samples): image = Self.narrowed(samples)
    }
  }

  private static func first(_ source: Image<UInt8>) -> Image<UInt8> {
    var out = Image<UInt8>(width: source.width, height: source.height)
    let stride = out.stride
    source.withUnsafeSamples { from in
      out.withUnsafeMutableSamples { to in
        for y in 0..<source.height {
          for x in 0..<source.width { to[y * stride + x] = from[y * source.stride + 2 * x] }
        }
      }
    }
    return out
  }

  private static func narrowed(_ source: Image<UInt16>) -> Image<UInt8> {
    let channels = source.channels == 2 ? 1 : source.channels
    var out = Image<UInt8>(width: source.width, height: source.height, channels: channels)
    let stride = out.stride
    source.withUnsafeSamples { from in
      out.withUnsafeMutableSamples { to in
        for y in 0..<source.height {
          let (row, target) = (from + y * source.stride, to + y * stride)
          for x in 0..<source.width {
            for c in 0..<channels {
              target[x * channels + c] = UInt8(row[x * source.channels + c] >> 8)
            }
          }
        }
      }
    }
    return out
  }
}

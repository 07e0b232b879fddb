import CImageCodecs
import Pixels

/// Why an image could not be encoded.
public enum EncodeError: Error, Equatable, Sendable {
  /// The image has no pixels.
  case empty
  /// The format cannot hold that many channels.
  case unsupportedChannels(format: String, channels: Int)
  /// The format cannot hold that many columns or rows.
  case tooLarge(format: String, size: PixelSize, maximum: Int)
  /// Memory ran out.
  case outOfMemory
  /// The library refused; its own words.
  case failed(String)
}

extension EncodeError: CustomStringConvertible {
  /// One sentence that says what is wrong.
  public var description: String {
    switch self {
    case .empty: "an image of no pixels cannot be encoded"
    case .unsupportedChannels(let format, let channels):
      "\(format) cannot hold an image of \(channels) channels"
    case .tooLarge(let format, let size, let maximum):
      "\(format) cannot hold \(size.width)x\(size.height) pixels, \(maximum) a side at most"
    case .outOfMemory: "there is not enough memory to encode the image"
    case .failed(let words): "the image could not be encoded: \(words)"
    }
  }
}

/// Images to bytes, in memory. The same image gives the same bytes with the same library version.
public enum ImageEncoder {
  /// `image` as PNG: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha, 8 bit each, lossless.
  public static func png(_ image: Image<UInt8>) throws(EncodeError) -> [UInt8] {
    try encodedPNG(image, bits: 8)
  }

  /// `image` as PNG: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha, 16 bit each, lossless.
  public static func png(_ image: Image<UInt16>) throws(EncodeError) -> [UInt8] {
    try encodedPNG(image, bits: 16)
  }

  /// `image` (1 gray or 3 RGB) as baseline JPEG of `quality` 1...100, colour with half the
  /// resolution in both directions (4:2:0). Traps where `quality` is outside its range.
  public static func jpeg(
    _ image: Image<UInt8>, quality: Int = 85
  ) throws(EncodeError) -> [UInt8] {
    precondition((1...100).contains(quality), "JPEG quality \(quality) is outside 1...100")
    guard image.channels == 1 || image.channels == 3 else {
      throw .unsupportedChannels(format: "JPEG", channels: image.channels)
    }
    // JPEG_MAX_DIMENSION of libjpeg.
    try check(image.size, format: "JPEG", maximum: 65_500)
    return try encoded(image, bits: 8) { ic_jpeg_encode($0, Int32(quality), $1, $2) }
  }

  private static func encodedPNG<Sample>(
    _ image: Image<Sample>, bits: Int32
  ) throws(EncodeError) -> [UInt8] {
    guard (1...4).contains(image.channels) else {
      throw .unsupportedChannels(format: "PNG", channels: image.channels)
    }
    try check(image.size, format: "PNG", maximum: Int(Int32.max))
    return try encoded(image, bits: bits) { ic_png_encode($0, $1, $2) }
  }

  private static func check(
    _ size: PixelSize, format: String, maximum: Int
  ) throws(EncodeError) {
    guard size.area > 0 else { throw .empty }
    guard size.width <= maximum && size.height <= maximum else {
      throw .tooLarge(format: format, size: size, maximum: maximum)
    }
  }

  private static func encoded<Sample>(
    _ image: Image<Sample>, bits: Int32,
    _ encode: (
      UnsafePointer<ic_picture>, UnsafeMutablePointer<ic_buffer>, UnsafeMutablePointer<CChar>
    ) -> ic_status
  ) throws(EncodeError) -> [UInt8] {
    var buffer = ic_buffer()
    defer { ic_buffer_free(&buffer) }
    var message = [CChar](repeating: 0, count: Int(IC_MESSAGE_SIZE))
    let status = image.withUnsafeSamples { samples in
      var picture = ic_picture(
        samples: samples, stride: image.stride * MemoryLayout<Sample>.stride,
        width: UInt32(image.width), height: UInt32(image.height),
        channels: Int32(image.channels), bits: bits)
      return encode(&picture, &buffer, &message)
    }
    switch status {
    case IC_OK: return Array(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    case IC_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .failed(text(message))
    }
  }
}

/// The text of a C message buffer.
func text(_ message: [CChar]) -> String {
  String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

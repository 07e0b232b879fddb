import CImageCodecs
import Pixels

/// Bytes of a PNG or JPEG file to an image, all of it or an error.
///
/// PNG: all colour types and bit depths, interlaced or not; of an animated PNG the default image.
/// JPEG: baseline and progressive, Huffman or arithmetic coded, 8 bit gray, YCbCr and RGB; decoded
/// as libjpeg does by default (accurate integer DCT, triangle upsampling of colour). Checksums, end
/// marks and the completeness of all scans are verified, and a warning of the library about image
/// data is an error here. The signature tells the formats apart, not a name.
///
/// One decoder serves one worker: it keeps its memory from image to image and is not `Sendable`.
/// What it decodes does not depend on what it decoded before.
public final class ImageDecoder {
  private let decoder: OpaquePointer
  private var stored = Image<UInt8>()
  private let noImage = Image<UInt8>()
  private let noWideImage = Image<UInt16>()

  /// A decoder that has not taken memory for images yet.
  public init() {
    guard let decoder = ic_decoder_create() else {
      preconditionFailure("no memory for an image decoder")
    }
    self.decoder = decoder
  }

  deinit { ic_decoder_destroy(decoder) }

  /// The image in `bytes` as it is stored there; see ``DecodedImage`` for its channels and bits.
  public func decode(
    _ bytes: [UInt8], options: DecodeOptions = DecodeOptions()
  ) throws(DecodeError) -> DecodedImage {
    try bytes.withUnsafeBufferPointer { (bytes) throws(DecodeError) in
      try decode(UnsafeRawBufferPointer(bytes), options: options)
    }
  }

  /// The image in `bytes` as it is stored there; see ``DecodedImage`` for its channels and bits.
  public func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodeOptions = DecodeOptions()
  ) throws(DecodeError) -> DecodedImage {
    defer { ic_decoder_close(decoder) }
    let header = try open(bytes, options: options, gray: false)
    return header.bits == 16
      ? .bits16(try read(header, as: UInt16.self, options: options))
      : .bits8(try read(header, as: UInt8.self, options: options))
  }

  /// The image in `bytes` as it is stored there, written to `image`; as the method for memory.
  public func decode(
    _ bytes: [UInt8], options: DecodeOptions = DecodeOptions(), into image: inout DecodedImage
  ) throws(DecodeError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(DecodeError) in
      try decode(UnsafeRawBufferPointer(bytes), options: options, into: &image)
    }
  }

  /// The image in `bytes` as it is stored there, written to `image`, whose memory is used again where
  /// it suffices and has samples of the same size. After an error `image` has no pixels.
  public func decode(
    _ bytes: UnsafeRawBufferPointer, options: DecodeOptions = DecodeOptions(),
    into image: inout DecodedImage
  ) throws(DecodeError) {
    defer { ic_decoder_close(decoder) }
    var (samples, wideSamples) = (noImage, noWideImage)
    switch image {
    case .bits8(let last): samples = last
    case .bits16(let last): wideSamples = last
    }
    // Memory that `image` still held would be shared, and so not be used again.
    image = .bits8(noImage)
    let header = try open(bytes, options: options, gray: false)
    if header.bits == 16 {
      try read(header, upright: &wideSamples, options: options)
      image = .bits16(wideSamples)
    } else {
      try read(header, upright: &samples, options: options)
      image = .bits8(samples)
    }
  }

  /// The image in `bytes` as one gray channel of 8 bit, written to `image`, whose memory is used
  /// again where it suffices.
  ///
  /// A JPEG gives its stored luma, and its colour is never computed. RGB samples give
  /// (19595 R + 38470 G + 7471 B + 32768) >> 16, which is what libjpeg computes (ITU-R BT.601,
  /// rounded). Alpha is ignored, of 16 bit samples the high byte counts. After an error `image` has
  /// no pixels.
  public func decodeGray(
    _ bytes: [UInt8], options: DecodeOptions = DecodeOptions(), into image: inout Image<UInt8>
  ) throws(DecodeError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(DecodeError) in
      try decodeGray(UnsafeRawBufferPointer(bytes), options: options, into: &image)
    }
  }

  /// The image in `bytes` as one gray channel of 8 bit, written to `image`; as the method for an
  /// array.
  public func decodeGray(
    _ bytes: UnsafeRawBufferPointer, options: DecodeOptions = DecodeOptions(),
    into image: inout Image<UInt8>
  ) throws(DecodeError) {
    defer { ic_decoder_close(decoder) }
    do {
      let header = try open(bytes, options: options, gray: true)
      let orientation = orientation(header)
      if orientation == .upright {
        try read(header, into: &image, options: options)
      } else {
        try read(header, into: &stored, options: options)
        orientation.apply(to: stored, into: &image)
      }
    } catch {
      image.reshape(width: 0, height: 0)
      throw error
    }
  }

  private func open(
    _ bytes: UnsafeRawBufferPointer, options: DecodeOptions, gray: Bool
  ) throws(DecodeError) -> ic_header {
    let limits = options.limits
    guard bytes.count <= limits.maximumFileBytes else {
      throw .overLimit(.maximumFileBytes, value: bytes.count, limit: limits.maximumFileBytes)
    }
    var request = ic_request(
      limits: ic_limits(
        pixels: UInt64(clamping: limits.maximumPixels),
        scans: UInt32(clamping: limits.maximumScans),
        ancillary_chunk_bytes: UInt32(clamping: limits.maximumAncillaryChunkBytes)),
      gray: gray, exif: options.applyExifOrientation)
    var header = ic_header()
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let status =
      switch try ImageFormat(of: bytes) {
      case .png: ic_png_open(decoder, start, bytes.count, &request, &header)
      case .jpeg: ic_jpeg_open(decoder, start, bytes.count, &request, &header)
      }
    try check(status, limits)
    return header
  }

  private func orientation(_ header: ic_header) -> ExifOrientation {
    guard let exif = header.exif else { return .upright }
    return ExifOrientation(tiff: UnsafeRawBufferPointer(start: exif, count: header.exif_count))
  }

  private func read<Sample>(
    _ header: ic_header, as type: Sample.Type, options: DecodeOptions
  ) throws(DecodeError) -> Image<Sample> {
    var image = Image<Sample>()
    try read(header, upright: &image, options: options)
    return image
  }

  private func read<Sample>(
    _ header: ic_header, upright image: inout Image<Sample>, options: DecodeOptions
  ) throws(DecodeError) {
    let orientation = orientation(header)
    try read(header, into: &image, options: options)
    guard orientation != .upright else { return }
    var upright = Image<Sample>()
    orientation.apply(to: image, into: &upright)
    image = upright
  }

  private func read<Sample>(
    _ header: ic_header, into image: inout Image<Sample>, options: DecodeOptions
  ) throws(DecodeError) {
    image.reshape(
      width: Int(header.width), height: Int(header.height), channels: Int(header.channels))
    let stride = image.stride * MemoryLayout<Sample>.stride
    let status = image.withUnsafeMutableSamples { ic_decoder_read(decoder, $0, stride) }
    try check(status, options.limits)
  }

  private func check(_ status: ic_status, _ limits: DecodeLimits) throws(DecodeError) {
    func overLimit(_ parameter: DecodeLimits.Parameter) -> DecodeError {
      .overLimit(
        parameter, value: Int(clamping: ic_decoder_value(decoder)), limit: limits[parameter])
    }
    let message = { [decoder] in String(cString: ic_decoder_message(decoder)) }
    switch status {
    case IC_OK: return
    case IC_TRUNCATED: throw .truncated(message())
    case IC_UNSUPPORTED: throw .unsupported(message())
    case IC_UNSUPPORTED_COLOUR: throw .unsupportedColour(message())
    case IC_TOO_MANY_PIXELS: throw overLimit(.maximumPixels)
    case IC_TOO_MANY_SCANS: throw overLimit(.maximumScans)
    case IC_CHUNK_TOO_LONG: throw overLimit(.maximumAncillaryChunkBytes)
    case IC_OUT_OF_MEMORY: throw .outOfMemory
    default: throw .damaged(message())
    }
  }
}

/// A format by its signature.
private enum ImageFormat {
  case png, jpeg

  init(of bytes: UnsafeRawBufferPointer) throws(DecodeError) {
    guard !bytes.isEmpty else { throw .empty }
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    if bytes.starts(with: png) {
      self = .png
    } else if bytes.starts(with: [0xff, 0xd8]) {
      self = .jpeg
    } else if bytes.count < png.count && png.starts(with: bytes) || bytes.elementsEqual([0xff]) {
      throw .truncated("the file ends within the signature")
    } else if bytes.dropFirst().starts(with: png[1...3]) {
      throw .damaged("the PNG signature is wrong, as after a transfer as text")
    } else {
      throw .notAnImage
    }
  }
}

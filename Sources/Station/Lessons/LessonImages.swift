import Codecs
import Inspection
import Pixels

/// Reads the images of a lesson, one at a time; the memory is used again.
struct LessonImages {
  private let options: DecodeOptions
  private let decoder = ImageDecoder()
  private var file = PartFile()
  private var photo = Photograph()

  /// Images that are decoded with `options`.
  init(_ options: DecodeOptions) { self.options = options }

  /// The photograph at `path`, and the SHA-256 of its file.
  mutating func photograph(
    _ path: String
  ) throws(DecodeError) -> (image: Image<UInt8>, sha256: String) {
    let hash = try file.read(path, limits: options.limits)
    try photo.decode(file.bytes, decoder, options)
    return (photo.image, hash)
  }

  /// Makes the image at `path` gray and writes it over `image`.
  mutating func gray(_ path: String, into image: inout Image<UInt8>) throws(DecodeError) {
    _ = try file.read(path, limits: options.limits)
    try decoder.decodeGray(file.bytes, options: options, into: &image)
  }
}

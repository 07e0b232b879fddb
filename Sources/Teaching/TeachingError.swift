import Alignment
import Comparison
import Pixels

/// Why a part cannot be taught.
public enum TeachingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The first image shows nothing to find the part by, or the regions for that lie outside.
  case reference(name: String, PoseError)
  /// An image has another number of channels than the first: gray and colour do not go together.
  case channels(name: String, channels: Int, expected: Int)
  /// The image is too small.
  case size(name: String, PixelSize)
  /// The region map has another size than the reference.
  case regions(PixelSize, expected: PixelSize)
  /// No image was given.
  case nothing
  /// In more than half of the images the part of the first one was not found.
  case firstDiffers(name: String, found: Int, of: Int)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .reference(let name, let error): "\(name): \(error)"
    case .channels(let name, let channels, let expected):
      "\(name): has \(channels) channels, the first image \(expected); teach from images of one kind"
    case .size(let name, let size):
      "\(name): \(size.width)x\(size.height) pixels are too few; images need 16x16"
    case .regions(let size, let expected):
      "the region map has \(size.width)x\(size.height) pixels, the reference "
        + "\(expected.width)x\(expected.height); draw it on the first image"
    case .nothing: "there is no image of a good part to learn from"
    case .firstDiffers(let name, let found, let count):
      "\(name): only \(found) of \(count) images show the part that this first one shows; begin with "
        + "a good image of the part, or allow more turn, scale and shift"
    }
  }
}

import Alignment
import Codecs
import Pixels

/// Why a recipe cannot be taught. Nothing was written then.
public enum LessonError: Error, Sendable, Equatable, CustomStringConvertible {
  /// An image of a good part cannot be read.
  case image(path: String, DecodeError)
  /// The mask cannot be read.
  case mask(path: String, DecodeError)
  /// The mask has another size than the first image.
  case maskSize(path: String, PixelSize, expected: PixelSize)
  /// The mask leaves nothing to judge.
  case emptyMask(path: String)
  /// There is a recipe already.
  case exists(path: String)
  /// There is no recipe with a learned reference to add to.
  case noReference(path: String)
  /// The folder cannot be made; the system's words.
  case folder(path: String, cause: String)
  /// No good image could be learned from.
  case nothingLearned(reason: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .image(let path, let error):
      "\(oneLine(path)): the image was refused: \(error); teach from good images only"
    case .mask(let path, let error): "the mask \(oneLine(path)) was refused: \(error)"
    case .maskSize(let path, let size, let expected):
      "the mask \(oneLine(path)) has \(size.width)x\(size.height) pixels, the first image "
        + "\(expected.width)x\(expected.height); draw it on that image: white is judged, black is not"
    case .emptyMask(let path):
      "the mask \(oneLine(path)) has no white pixel, so that nothing would be judged"
    case .exists(let path):
      "\(oneLine(path)) exists: --update adds images to what it learned, --replace begins anew"
    case .noReference(let path):
      "\(oneLine(path)) has no learned reference (compare.method: learned) that images could be added "
        + "to; leave --update out"
    case .folder(let path, let cause): "\(oneLine(path)) cannot be made: \(cause)"
    case .nothingLearned(let reason): reason
    }
  }
}

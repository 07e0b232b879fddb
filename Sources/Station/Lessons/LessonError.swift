import Alignment
import Codecs
import Comparison
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
  /// An image is said to be good and bad.
  case contradiction(path: String, RegressionSet.Source, RegressionSet.Source)
  /// The recipe has learned nothing that false alarms could be added to.
  case noAlarms(path: String)
  /// The recipe's texture learns from good surfaces alone.
  case textureAlarms(path: String)
  /// The records have no alarm of the recipe that somebody called a false one.
  case noFalseAlarms(records: String, recipe: String)
  /// Nothing varies in the pictures of good surfaces.
  case noTexture
  /// An image is too small or too large for the filters that see texture.
  case textureSize(path: String, PixelSize)

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
    case .contradiction(let path, let first, let second):
      "\(oneLine(path)) is good by one and bad by the other of \(first) and \(second); put right which "
        + "it is"
    case .noAlarms(let path):
      "\(oneLine(path)) compares with templates and has learned nothing that false alarms could be added "
        + "to; see decide.operatingPoint, compare.tolerance and sightline tune"
    case .textureAlarms(let path):
      "\(oneLine(path)) has a learned texture, which false alarms are not taught one by one: add good "
        + "surfaces with sightline teach --update, or raise compare.textureTolerance"
    case .noFalseAlarms(let records, let recipe):
      "\(oneLine(records)) has no record of the recipe \(oneLine(recipe)) that failed and was "
        + "overridden with pass: sightline relabel says that an alarm was false"
    case .noTexture:
      "the pictures show no texture at all: a blank surface has nothing that varies; check the "
        + "pictures"
    case .textureSize(let path, let size):
      "\(oneLine(path)): \(size.width)x\(size.height) pixels; a texture needs "
        + "\(TextureModel.sides.lowerBound) to \(TextureModel.sides.upperBound) each way"
    }
  }
}

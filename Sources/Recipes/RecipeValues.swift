import Alignment
import Blobs
import Comparison
import Decision
import ImageHealth

/// Everything a recipe can set, as the stages take it. Names, units, ranges and help are in
/// `Parameter.all`; the defaults are the initial values of these structs.
public struct RecipeValues: Sendable, Equatable {
  /// The part as the camera sees it.
  public var part = PartParameters()
  /// Reading of image files.
  public var input = InputParameters()
  /// From where on a picture is warned of, or not judged.
  public var health = HealthLimits()
  /// Alignment of part and reference.
  public var align = AlignmentParameters()
  /// Comparison with the reference.
  public var compare = ComparisonParameters()
  /// Finding and comparing photographs.
  public var photo = PhotoParameters()
  /// Connected regions of differing pixels.
  public var blobs = BlobParameters()
  /// Classification and verdict.
  public var decide = DecisionParameters()

  /// The defaults.
  public init() {}
}

import Alignment
import Pixels
import Recipes

/// Inspects images as their recipe says: against a template that comes with each of them, or against
/// what the recipe learned.
public enum PartInspector {
  /// Against a template.
  case pair(PairInspector)
  /// Against a learned reference.
  case reference(ReferenceInspector)

  /// By a learned texture.
  case texture(TextureInspector)

  /// The inspector that `recipe` asks for. Throws where its reference shows nothing to find a part by.
  public init(recipe: PreparedRecipe) throws(PoseError) {
    switch recipe.values.compare.method {
    case .template: self = .pair(PairInspector(recipe: recipe))
    case .learned: self = .reference(try ReferenceInspector(recipe: recipe))
    case .texture: self = .texture(TextureInspector(recipe: recipe))
    }
  }

  /// Inspects the image file in `image` and writes over `result`; `template` is passed over by
  /// recipes that bring their own reference.
  public func inspect(
    _ image: [UInt8], against template: [UInt8], into result: inout InspectionResult
  ) {
    switch self {
    case .pair(let inspector): inspector.inspect(image, against: template, into: &result)
    case .reference(let inspector): inspector.inspect(image, into: &result)
    case .texture(let inspector): inspector.inspect(image, into: &result)
    }
  }

  /// The last inspected image and its reference brought over it, for pictures.
  public func pictures() -> (image: Image<UInt8>, reference: Image<UInt8>?)? {
    switch self {
    case .pair(let inspector): inspector.pictures()
    case .reference(let inspector): inspector.pictures()
    case .texture(let inspector): inspector.pictures()
    }
  }

  /// Why the last inspection gave what it gave, with pictures.
  public func explanation() -> InspectionExplanation {
    switch self {
    case .pair(let inspector): inspector.explanation()
    case .reference(let inspector): inspector.explanation()
    case .texture(let inspector): inspector.explanation()
    }
  }
}

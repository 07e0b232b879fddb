import Codecs

extension Parameter {
  /// Every parameter of a recipe, in the order of files, tables and help. This is the one place that
  /// names them: reading, `--set`, validation, hash, `sightline recipe describe` and
  /// `docs/recipe.md` come from here, the default from the property that the key path leads to.
  /// The size of a pixel is first, because it is read first and lengths are converted with it.
  public static let all: [Parameter] =
    input + health + aligning + photoAlignment + comparing + photoComparison + deciding

  private static let input: [Parameter] = [
    .number(
      "part.pixelSize", \.part.pixelSize, .millimetres, 0.0001...100,
      "Width of the square that one pixel covers on the part; needed for lengths in mm and µm."),

    .boolean(
      "input.exifOrientation", \.input.exifOrientation,
      "Whether images are turned as their EXIF orientation says."),
    .limit(.maximumPixels, \.input.limits.maximumPixels, .megapixels),
    .limit(.maximumFileBytes, \.input.limits.maximumFileBytes, .megabytes),
    .limit(.maximumScans, \.input.limits.maximumScans, .none),
    .limit(
      .maximumAncillaryChunkBytes, \.input.limits.maximumAncillaryChunkBytes, .megabytes),
  ]

  private static let aligning: [Parameter] = [
    .number(
      "align.globalSearch", \.align.globalSearch, .pixels, 0...48,
      "How far the whole part may be shifted against its reference, each way."),
    .number(
      "align.searchRadius", \.align.searchRadius, .pixels, 1...15,
      "How far a place on the part may then still lie from where it belongs, each way."),
    .number(
      "align.smoothness", \.align.smoothness, .none, 0...10_000,
      "How strongly neighbouring displacements are pulled together; 0 leaves each to itself."),
    .number(
      "align.minimumOverlap", \.align.minimumOverlap, .ratio, 0...1,
      "A part that shares less of its pattern with the reference is not inspectable."),
    .number(
      "align.minimumJudged", \.align.minimumJudged, .ratio, 0...1,
      "An image is not inspectable of which less lies on the reference and off the borders."),
  ]

  private static let comparing: [Parameter] = [
    .choice(
      "compare.method", \.compare.method,
      "What an image is compared with: a template image that comes with it, a learned reference, or "
        + "the texture of good surfaces; the last two are models beside the recipe, made by "
        + "`sightline teach`."),
    .number(
      "compare.threshold", \.compare.threshold, .grayLevel, 1...255,
      "Gray level that separates conductor (darker) from substrate."),
    .number(
      "compare.tolerance", \.compare.tolerance, .pixels, 0...31,
      "How far an edge may lie from the reference's edge before it counts as different."),
    .number(
      "compare.minimumThickness", \.compare.minimumThickness, .pixels, 1...31,
      "Differences that hold no square of this side are noise; 1px takes all."),
    .number(
      "compare.growth", \.compare.growth, .pixels, 0...31,
      "How far around what counts as different the whole difference is taken along."),
    .number(
      "compare.borderMargin", \.compare.borderMargin, .pixels, 0...255,
      "Width of the strip along image and reference borders that is not judged."),
  ]

  private static let deciding: [Parameter] = [
    .number(
      "blobs.minimumArea", \.blobs.minimumArea, .squarePixels, 1...1_000_000,
      "Regions with fewer pixels beyond the tolerance are dropped."),
    .number(
      "blobs.mergeDistance", \.blobs.mergeDistance, .pixels, 0...60,
      "Regions that lie no farther apart are taken for one."),

    .choice(
      "decide.classifier", \.decide.classifier,
      "What names regions: rules on what they touch, or trained trees, a model beside the recipe."),
    .number(
      "decide.contactDistance", \.decide.contactDistance, .pixels, 1...31,
      "A region that lies no farther from a conductor touches it."),
    .number(
      "decide.window", \.decide.window, .pixels, 1...255,
      "How far around a region conductors are followed to tell what it touches, joins or cuts."),
    .number(
      "decide.halfConfidenceArea", \.decide.halfConfidenceArea, .squarePixels, 1...1_000_000,
      "A region with this much beyond the tolerance has confidence 0.5; more has more."),
    .number(
      "decide.boxMargin", \.decide.boxMargin, .pixels, 0...256,
      "How far a defect's box reaches beyond its region on every side."),
    .number(
      "decide.minimumBoxSize", \.decide.minimumBoxSize, .pixels, 0...1024,
      "Shorter sides of a defect's box are grown to this; 0px leaves them."),
    .number(
      "decide.operatingPoint", \.decide.operatingPoint, .ratio, 0...1,
      "Confidence from which on a region is a defect."),
    .number(
      "decide.reviewBand", \.decide.reviewBand, .ratio, 0...1,
      "A region whose confidence lies less than this below the operating point calls for review; "
        + "0 turns that off."),
  ]

  /// A limit of decoding, as the decoder declares it.
  private static func limit(
    _ limit: DecodeLimits.Parameter, _ path: WritableKeyPath<RecipeValues, Int> & Sendable,
    _ unit: ParameterUnit
  ) -> Parameter {
    .number("input.\(limit.rawValue)", path, unit, limit.range, limit.summary)
  }
}

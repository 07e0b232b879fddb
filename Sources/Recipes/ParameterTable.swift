extension Parameter {
  /// Every parameter of a recipe, in the order of files, tables and help. This is the one place that
  /// names them: reading, `--set`, validation, hash, `sightline recipe describe` and
  /// `docs/recipe.md` come from here, the default from the property that the key path leads to.
  /// The size of a pixel is first, because it is read first and lengths are converted with it.
  public static let all: [Parameter] = [
    .number(
      "part.pixelSize", \.part.pixelSize, .millimetres, 0.0001...100,
      "Width of the square that one pixel covers on the part; needed for lengths in mm and µm."),

    .boolean(
      "input.exifOrientation", \.input.exifOrientation,
      "Whether images are turned as their EXIF orientation says."),
    .number(
      "input.maximumPixels", \.input.maximumPixels, .megapixels, 1_000...1_000_000_000,
      "Images with more pixels are refused."),
    .number(
      "input.maximumFileBytes", \.input.maximumFileBytes, .megabytes, 1_000...4_000_000_000,
      "Image files that are larger are refused."),
    .number(
      "input.maximumScans", \.input.maximumScans, .none, 1...10_000,
      "Progressive JPEG files with more scans are refused."),
    .number(
      "input.maximumAncillaryChunkBytes", \.input.maximumAncillaryChunkBytes, .megabytes,
      0...1_000_000_000,
      "PNG files with a larger text, profile or other ancillary chunk are refused."),

    .number(
      "align.globalSearch", \.align.globalSearch, .pixels, 0...256,
      "How far the whole part may be shifted against its reference, each way."),
    .number(
      "align.searchRadius", \.align.searchRadius, .pixels, 0...64,
      "How far a place on the part may then still lie from where it belongs, each way."),
    .number(
      "align.cellSize", \.align.cellSize, .pixels, 8...512,
      "Distance between the points at which the local displacement is measured."),
    .number(
      "align.smoothness", \.align.smoothness, .none, 0...1000,
      "How strongly neighbouring displacements are pulled together; 0 leaves each to itself."),

    .number(
      "compare.threshold", \.compare.threshold, .grayLevel, 0...255,
      "Gray level that separates conductor from substrate."),
    .number(
      "compare.tolerance", \.compare.tolerance, .pixels, 0...32,
      "How far an edge may lie from the reference's edge before it counts as different."),

    .number(
      "blobs.minimumArea", \.blobs.minimumArea, .squarePixels, 0...1_000_000,
      "Regions with fewer differing pixels are dropped."),
    .number(
      "blobs.mergeDistance", \.blobs.mergeDistance, .pixels, 0...64,
      "Regions that lie no farther apart are taken for one."),

    .number(
      "decide.contactDistance", \.decide.contactDistance, .pixels, 0...64,
      "A region that lies no farther from a conductor touches it."),
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
}

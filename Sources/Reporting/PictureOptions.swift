/// How large the pictures of a part are made.
public struct PictureOptions: Sendable, Equatable {
  /// The overview's longer side in pixels at most; larger images are reduced by a whole number.
  public var overviewSide = 640
  /// The overview's JPEG quality, 1...100.
  public var overviewQuality = 70
  /// A close-up's side as a multiple of the defect box's longer side.
  public var detailScale = 1.5
  /// A close-up's side in image pixels at least.
  public var smallestDetail = 48
  /// A close-up's side in encoded pixels at most; larger regions are reduced by a whole number.
  public var detailSide = 192
  /// The JPEG quality of close-ups, 1...100, where PNG is not smaller.
  public var detailQuality = 85
  /// Close-ups at most, the defects of highest confidence.
  public var detailLimit = 24

  /// The defaults.
  public init() {}
}

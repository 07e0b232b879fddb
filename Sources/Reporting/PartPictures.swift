import Pixels

/// The pictures of one part, encoded while the worker still had the pixels.
public struct PartPictures: Sendable, Equatable {
  /// The size of the inspected image in pixels; the coordinates of defects refer to it.
  public var imageSize: PixelSize
  /// How many image pixels a side of an overview's pixel covers; 1 where it is not reduced.
  public var reduction: Int
  /// The whole image.
  public var overview: EncodedPicture
  /// Close-ups, in ascending order of ``DefectPicture/defectIndex``; not every defect needs one.
  public var details: [DefectPicture]

  /// Pictures of an image of `imageSize` pixels: the whole of it at 1/`reduction`, and `details`.
  public init(
    imageSize: PixelSize, reduction: Int, overview: EncodedPicture, details: [DefectPicture]
  ) {
    self.imageSize = imageSize
    self.reduction = reduction
    self.overview = overview
    self.details = details
  }

  /// Bytes of all pictures together.
  public var byteCount: Int {
    details.reduce(overview.bytes.count) {
      $0 + $1.found.bytes.count + ($1.reference?.bytes.count ?? 0)
    }
  }
}

/// A defect and its surroundings as inspected, and the same region of the reference.
public struct DefectPicture: Sendable, Equatable {
  /// Index of the defect in the record's list.
  public var defectIndex: Int
  /// The region of the inspected image that is shown, in its pixels.
  public var region: PixelBox
  /// What the camera saw.
  public var found: EncodedPicture
  /// What a good part looks like there, where there is a reference of the image's size.
  public var reference: EncodedPicture?

  /// The picture of defect number `defectIndex` (from 0) in `region`.
  public init(
    defectIndex: Int, region: PixelBox, found: EncodedPicture, reference: EncodedPicture?
  ) {
    self.defectIndex = defectIndex
    self.region = region
    self.found = found
    self.reference = reference
  }
}

import Alignment
import Blobs
import Comparison
import Foundation
import Kernels
import Pixels

/// What teaching gives.
public struct TaughtPart: Sendable {
  /// What good parts look like.
  public var model: ReferenceModel
  /// What the part is found by.
  public var features: [PoseFeature]
  /// How to compare: the parameters given, with the proposed factors.
  public var comparison: PhotoComparisonParameters
  /// What was learned from which image.
  public var report: TeachingReport
}

/// Learns a part from good images, taken in turn: ``add(_:name:)`` all of them, then
/// ``check(_:name:)`` all of them again in the same order, then ask for the ``result()``.
///
/// The first image gives frame and light. Each of the others is found, registered and brought into
/// them, and enters the statistics of every pixel. The first five are kept until their median is
/// known: a place that lies beyond the outvoted factor from it, or later from the mean, does not enter
/// the statistics, but is remembered apart from them, and its image is named as outvoted there; of two
/// parts none outvotes the other. Where several images are outvoted at the same place, good parts differ,
/// and all of them count: that is decided for a place as a whole, in all channels. Memory: five images
/// in the reference's frame and the statistics, some 40 bytes a pixel and channel; no image is kept
/// beyond that.
///
/// The second pass compares each image with what was learned from the others alone, which is the
/// statistics less its own part, and proposes factors from how far good parts come
/// (``ThresholdProposal``); and with all that was learned, which says how a recipe will judge it.
public struct Teacher: ~Copyable {
  static let seedCount = 5
  private static let fewestSamples = 16

  private let parameters: TeachingParameters
  private let regions: Image<UInt8>?
  private var core: TeachingCore?

  /// A teacher of a new part. `regions` is a region map on the first image, see ``RegionRule``.
  public init(
    parameters: TeachingParameters = TeachingParameters(), regions: Image<UInt8>? = nil
  ) {
    (self.parameters, self.regions) = (parameters, regions)
  }

  /// A teacher that adds images to what `model` has learned; the images it was learned from are not
  /// needed.
  public init(
    adding model: ReferenceModel, features: [PoseFeature]?,
    parameters: TeachingParameters = TeachingParameters(), regions: Image<UInt8>? = nil
  ) throws(TeachingError) {
    (self.parameters, self.regions) = (parameters, regions)
    try Self.check(regions, model.size)
    core = try TeachingCore(model, features, parameters, regions)
  }

  private static func check(_ regions: Image<UInt8>?, _ size: PixelSize) throws(TeachingError) {
    guard let regions, regions.size != size else { return }
    throw .regions(regions.size, expected: size)
  }

  /// Learns from `image` of 1, 3 or 4 channels, named in what is said of it.
  ///
  /// Throws where the image is not of the first one's kind. An image in which the part is not found
  /// is not learned from; the answer says so. What is outvoted of it is known from the sixth image on,
  /// and may still turn out to be how good parts differ.
  @discardableResult
  public mutating func add(_ image: Image<UInt8>, name: String) throws(TeachingError) -> TaughtImage
  {
    guard image.width >= Self.fewestSamples && image.height >= Self.fewestSamples else {
      throw .size(name: name, image.size)
    }
    if core == nil {
      try Self.check(regions, image.size)
      core = try TeachingCore(first: image, name: name, parameters, regions)
    }
    guard let core else { preconditionFailure("the core was just made") }
    return try core.add(image, name)
  }

  /// Compares `image`, added before under the same name, with what was learned from the others.
  /// Nothing happens for images that were not found or were not added to this teacher.
  ///
  /// Throws where no image was added, and for an image of another kind.
  public mutating func check(_ image: Image<UInt8>, name: String) throws(TeachingError) {
    guard let core else { throw .nothing }
    try core.check(image, name)
  }

  /// What was learned, with factors proposed from the images that were checked.
  ///
  /// Throws where no image was added, or fewer than half of them show the first one's part.
  public mutating func result() throws(TeachingError) -> TaughtPart {
    guard let core else { throw .nothing }
    return try core.result()
  }
}

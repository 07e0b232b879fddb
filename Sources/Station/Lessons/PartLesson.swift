import Alignment
import Codecs
import Comparison
import Decision
import Foundation
import ImageHealth
import Inspection
import Pixels
import Recipes
import Reporting
import Teaching

/// Teaches a recipe from photographs of good parts. Reads each image twice and keeps none.
public struct PartLesson {
  /// What is taught, beside the images.
  public struct Options: Sendable {
    /// Regions of the first image to find the part by; chosen by the program where there are none.
    public var regions: [PixelBox] = []
    /// An image of the first one's size: white is judged, black is not.
    public var mask: String?
    /// The share of good parts that may be rejected, above 0 and below 1.
    public var falseAlarmRate = 0.01
    /// How far parts may be turned, in degrees each way.
    public var maximumAngle = PoseParameters().maximumAngle

    /// The defaults.
    public init() {}
  }

  /// What came out.
  public struct Outcome: Sendable {
    /// The recipe, not written yet.
    public var values: RecipeValues
    /// What it learned.
    public var reference: LearnedReference
    /// What is to be said of it.
    public var report: TeachingReport
    /// The limits that the recipe gives, for pictures of them.
    public var limits: ReferenceLimits
    /// Whether it is a new recipe, whose settings are proposed, and not one with more images.
    public var isNew: Bool
    /// Pictures of where images were outvoted.
    public var places: [StudiedPicture]
  }

  private let options: Options

  /// A lesson with `options`.
  public init(_ options: Options) { self.options = options }

  /// Learns from the images at `paths`, the first of which gives frame and light; with `known`, adds
  /// them to what that recipe has learned. `onProgress` is told how many images were read of twice
  /// their number.
  public func teach(
    _ paths: [String], adding known: Recipe? = nil, onProgress: (Int) -> Void
  ) throws -> Outcome {
    var values = known?.values ?? Self.values
    values.photo.pose.maximumAngle =
      known == nil ? options.maximumAngle : values.photo.pose.maximumAngle
    var parameters = TeachingParameters()
    parameters.pose = values.photo.pose
    parameters.comparison = values.photoComparison
    parameters.features = options.regions
    parameters.falseAlarmRate = options.falseAlarmRate
    var images = LessonImages(values.input.decodeOptions)
    var healthMeter = HealthMeter()
    var measured: [HealthValues] = []
    let mask =
      try options.mask.map { try Self.mask($0, &images) } ?? known?.learned?.reference?.mask
    var teacher: Teacher
    if let reference = known?.learned?.reference {
      teacher = try Teacher(
        adding: reference.model, features: reference.features, parameters: parameters,
        regions: mask)
    } else {
      teacher = Teacher(parameters: parameters, regions: mask)
    }
    for (index, path) in paths.enumerated() {
      let image = try Self.photograph(path, &images)
      if index == 0, known == nil, let mask, mask.size != image.size {
        throw LessonError.maskSize(path: options.mask ?? "", mask.size, expected: image.size)
      }
      try teacher.add(image, name: path)
      measured.append(healthMeter.measure(image))
      onProgress(index + 1)
    }
    for (index, path) in paths.enumerated() {
      try teacher.check(try Self.photograph(path, &images), name: path)
      onProgress(paths.count + index + 1)
    }
    let taught = try teacher.result()
    var health = known?.learned?.reference?.health
    for (values, image) in zip(measured, taught.report.images)
    where image.isFound && image.outvoted.isEmpty {
      if health == nil { health = HealthReference(values) } else { health?.add(values) }
    }
    // Settings that somebody may have tuned are not changed by more images.
    if known == nil { values.adopt(taught.comparison) }
    return Outcome(
      values: values,
      reference: LearnedReference(
        model: taught.model, features: taught.features, health: health, mask: mask,
        alarms: known?.learned?.reference?.alarms ?? []),
      report: taught.report,
      limits: ReferenceLimits(
        taught.model, parameters: values.photoComparison, regions: mask),
      isNew: known == nil,
      places: Self.places(taught.report, paths, taught.model.picture, &images))
  }

  /// Pictures of the strongest places where images were outvoted, each beside the reference.
  private static func places(
    _ report: TeachingReport, _ paths: [String], _ reference: Image<UInt8>,
    _ images: inout LessonImages
  ) -> [StudiedPicture] {
    func strength(_ image: TaughtImage) -> Double { image.outvoted.map(\.strength).max() ?? 0 }
    let suspects = report.images.indices.filter { !report.images[$0].outvoted.isEmpty }
      .sorted { strength(report.images[$0]) > strength(report.images[$1]) }
    return suspects.prefix(12).compactMap { index in
      let places = report.images[index].outvoted.sorted { $0.strength > $1.strength }.prefix(6)
      func defects(_ box: (OutvotedPlace) -> PixelBox) -> [Defect] {
        places.map { place in
          Defect(
            defectClass: DefectClass(place.peak),
            confidence: place.strength / (1 + place.strength), area: 0, box: box(place))
        }
      }
      // The words stand without pictures.
      guard let image = try? images.photograph(paths[index]).image,
        var pictures = try? PartPictures.make(
          image: image, reference: nil, defects: defects(\.box)),
        let others = try? PartPictures.make(
          image: reference, reference: nil, defects: defects(\.referenceBox))
      else { return nil }
      for (k, other) in others.details.enumerated() where k < pictures.details.count {
        pictures.details[k].reference = other.found
      }
      return StudiedPicture(
        path: paths[index], candidates: defects(\.box), pictures: pictures)
    }
  }

  /// What a new recipe begins with.
  private static var values: RecipeValues {
    var values = RecipeValues()
    values.compare.method = .learned
    let comparison = PhotoComparisonParameters()
    values.compare.growth = comparison.growth
    values.compare.borderMargin = comparison.borderMargin
    values.blobs.minimumArea = comparison.rules[0].minimumArea
    values.decide.boxMargin = 4
    return values
  }

  private static func photograph(
    _ path: String, _ images: inout LessonImages
  ) throws(LessonError) -> Image<UInt8> {
    do throws(DecodeError) {
      return try images.photograph(path).image
    } catch {
      throw .image(path: path, error)
    }
  }

  /// 1 where the mask is white, 0 where it is black.
  private static func mask(
    _ path: String, _ images: inout LessonImages
  ) throws(LessonError) -> Image<UInt8> {
    var image = Image<UInt8>()
    do throws(DecodeError) {
      try images.gray(path, into: &image)
    } catch {
      throw .mask(path: path, error)
    }
    var judged = 0
    let (width, height, stride) = (image.width, image.height, image.stride)
    image.withUnsafeMutableSamples { p in
      for y in 0..<height {
        for x in 0..<width {
          let isJudged = p[y * stride + x] >= 128
          p[y * stride + x] = isJudged ? 1 : 0
          judged += isJudged ? 1 : 0
        }
      }
    }
    guard judged > 0 else { throw .emptyMask(path: path) }
    return image
  }
}

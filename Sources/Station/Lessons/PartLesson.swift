import Alignment
import Codecs
import Comparison
import Foundation
import ImageHealth
import Inspection
import Pixels
import Recipes
import Teaching

/// Teaches a recipe from photographs of good parts. Reads each image twice and keeps none.
public struct PartLesson {
  /// What is taught, beside the images.
  public struct Options: Sendable {
    /// The recipe's name.
    public var name: String
    /// Regions of the first image to find the part by; chosen by the program where there are none.
    public var regions: [PixelBox] = []
    /// An image of the first one's size: white is judged, black is not.
    public var mask: String?
    /// The share of good parts that may be rejected, above 0 and below 1.
    public var falseAlarmRate = 0.01
    /// How far parts may be turned, in degrees each way.
    public var maximumAngle = PoseParameters().maximumAngle

    /// Teaching a recipe called `name`.
    public init(name: String) { self.name = name }
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
  }

  private let options: Options
  private let decoder = ImageDecoder()
  private var file = PartFile()
  private var photo = Photograph()
  private var healthMeter = HealthMeter()
  private var health: HealthReference?

  /// A lesson with `options`.
  public init(_ options: Options) { self.options = options }

  /// Learns from the images at `paths`, the first of which gives frame and light; with `known`, adds
  /// them to what that recipe has learned. `onProgress` is told how many images were read of twice
  /// their number.
  public mutating func teach(
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
    let decode = values.input.decodeOptions
    health = known?.reference?.health
    let mask = try options.mask.map { try readMask($0, decode) } ?? known?.reference?.mask
    var teacher: Teacher
    if let reference = known?.reference {
      teacher = try Teacher(
        adding: reference.model, features: reference.features, parameters: parameters,
        regions: mask)
    } else {
      teacher = Teacher(parameters: parameters, regions: mask)
    }
    for (index, path) in paths.enumerated() {
      try read(path, decode)
      if index == 0, known == nil, let mask, mask.size != photo.image.size {
        throw LessonError.maskSize(
          path: options.mask ?? "", mask.size, expected: photo.image.size)
      }
      let taught = try teacher.add(photo.image, name: path)
      if taught.isFound, taught.outvoted.isEmpty {
        let measured = healthMeter.measure(photo.image)
        if health == nil { health = HealthReference(measured) } else { health?.add(measured) }
      }
      onProgress(index + 1)
    }
    for (index, path) in paths.enumerated() {
      try read(path, decode)
      try teacher.check(photo.image, name: path)
      onProgress(paths.count + index + 1)
    }
    let taught = try teacher.result()
    // Settings that somebody may have tuned are not changed by more images.
    if known == nil { values.adopt(taught.comparison) }
    return Outcome(
      values: values,
      reference: LearnedReference(
        model: taught.model, features: taught.features, health: health, mask: mask),
      report: taught.report,
      limits: ReferenceLimits(
        taught.model, parameters: values.photoComparison, regions: mask))
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

  private mutating func read(_ path: String, _ options: DecodeOptions) throws(LessonError) {
    do throws(DecodeError) {
      _ = try file.read(path, limits: options.limits)
      try photo.decode(file.bytes, decoder, options)
    } catch {
      throw .image(path: path, error)
    }
  }

  /// 1 where the mask is white, 0 where it is black.
  private mutating func readMask(
    _ path: String, _ options: DecodeOptions
  ) throws(LessonError) -> Image<UInt8> {
    var image = Image<UInt8>()
    do throws(DecodeError) {
      _ = try file.read(path, limits: options.limits)
      try decoder.decodeGray(file.bytes, options: options, into: &image)
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

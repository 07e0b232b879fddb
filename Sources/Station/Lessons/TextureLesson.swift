import Codecs
import Comparison
import Foundation
import ImageHealth
import Pixels
import Recipes
import Reporting
import Wording

/// Teaches a recipe the texture of good surfaces. Reads each image several times and keeps none.
public struct TextureLesson {
  /// What came out.
  public struct Outcome: Sendable {
    /// The recipe's values.
    public var values: RecipeValues
    /// What it learned.
    public var texture: LearnedTexture
    /// What is to be said of it.
    public var summary: TeachingSummary
  }

  private let words: Words

  /// A lesson that says in the language of `words` what came out.
  public init(words: Words = Words(.standard)) { self.words = words }

  /// Learns from the images at `paths`; with `known`, adds them to what that recipe has learned.
  ///
  /// - Parameters:
  ///   - paths: the images of good surfaces.
  ///   - name: the recipe's name.
  ///   - version: the version that it will have.
  ///   - falseAlarmRate: the share of good surfaces that may be rejected.
  ///   - known: the recipe to add to.
  ///   - onProgress: told how often an image was read.
  /// - Returns: what came out.
  /// - Throws: which image cannot be used, and why.
  public func teach(
    _ paths: [String], name: String, version: Int, falseAlarmRate: Double, adding known: Recipe?,
    onProgress: (Int) -> Void
  ) throws -> Outcome {
    var values = known?.values ?? Self.values(falseAlarmRate)
    var images = LessonImages(values.input.decodeOptions)
    var healthMeter = HealthMeter()
    var image = Image<UInt8>()
    var measured: [HealthValues] = []
    var reads = 0
    func read(_ index: Int) throws(LessonError) -> Image<UInt8> {
      try Self.read(paths[index], &images, &image)
      if measured.count == index { measured.append(healthMeter.measure(image)) }
      reads += 1
      onProgress(reads)
      return image
    }
    var model: TextureModel
    var (anomalies, suspects) = ([Double](), [Int]())
    if let texture = known?.learned?.texture {
      model = texture.model
      for index in paths.indices {
        anomalies.append(TextureTeacher.add(try read(index), to: &model))
      }
    } else {
      let taught = try TextureTeacher.teach(count: paths.count, image: read)
      (model, anomalies, suspects) = (taught.model, taught.anomalies, taught.suspects)
    }
    var health = known?.learned?.texture?.health
    for (index, picture) in measured.enumerated() where !suspects.contains(index) {
      if health == nil { health = HealthReference(picture) } else { health?.add(picture) }
    }
    if known == nil { values.compare.falseAlarmRate = falseAlarmRate }
    let limit = model.limit(falseAlarmRate: values.compare.falseAlarmRate)
    guard limit > 0.01 else {
      throw LessonError.noTexture
    }
    return Outcome(
      values: values, texture: LearnedTexture(model: model, health: health),
      summary: summary(
        paths, anomalies, suspects, limit: limit, model: model, values: values, name: name,
        version: version, pictures: pictures(paths, anomalies, suspects, model, values)))
  }

  /// The surfaces that stand out, and of the others the one nearest to the limit, each with what its
  /// texture is judged to be like.
  private func pictures(
    _ paths: [String], _ anomalies: [Double], _ suspects: [Int], _ model: TextureModel,
    _ values: RecipeValues
  ) -> [NamedPicture] {
    let nearest = paths.indices.filter { !suspects.contains($0) }
      .max { anomalies[$0] < anomalies[$1] }
    var images = LessonImages(values.input.decodeOptions)
    var comparer = TextureComparer(model: model, parameters: values.textureParameters)
    var difference = MaskDifference()
    return (suspects.prefix(3) + (nearest.map { [$0] } ?? [])).flatMap { index -> [NamedPicture] in
      var image = Image<UInt8>()
      // The words stand without pictures.
      guard (try? Self.read(paths[index], &images, &image)) != nil else { return [] }
      _ = comparer.compare(image, difference: &difference)
      let name = (paths[index] as NSString).lastPathComponent
      let what = words[suspects.contains(index) ? .teachStandsOut : .teachNearest]
      return [
        NamedPicture(
          title: name, note: words.text(.teachTheImage, ["what": what]), image: image),
        NamedPicture(
          title: words[.teachItsTexture], note: words[.mapAnomalyNote], image: comparer.scores),
      ]
    }
  }

  private static func values(_ falseAlarmRate: Double) -> RecipeValues {
    var values = RecipeValues()
    values.compare.method = .texture
    let texture = TextureParameters()
    values.compare.growth = texture.growth
    // A defect may cover much of a surface; beyond this it is another surface.
    values.compare.minimumAgreement = 0.3
    values.photo.comparison.regionShare = texture.regionShare
    values.blobs.minimumArea = 4
    values.blobs.mergeDistance = 8
    values.decide.boxMargin = 4
    return values
  }

  private static func read(
    _ path: String, _ images: inout LessonImages, _ image: inout Image<UInt8>
  ) throws(LessonError) {
    do throws(DecodeError) {
      try images.gray(path, into: &image)
    } catch {
      throw .image(path: path, error)
    }
    guard TextureModel.canJudge(image.size) else {
      throw .textureSize(path: path, image.size)
    }
  }

  private func summary(
    _ paths: [String], _ anomalies: [Double], _ suspects: [Int], limit: Double,
    model: TextureModel, values: RecipeValues, name: String, version: Int,
    pictures: [NamedPicture]
  ) -> TeachingSummary {
    func text(_ value: Double) -> String { String(format: "%.2f", value) }
    let parts = paths.indices.map { index in
      TeachingSummary.Part(
        path: paths[index], outcome: words[suspects.contains(index) ? .teachLeftOut : .teachUsed],
        isSuspect: suspects.contains(index), pose: "–",
        highestScore: TextureModel.score(ofAnomaly: anomalies[index] / max(limit, 1e-9)))
    }
    return TeachingSummary(
      recipe: name, version: version, software: SoftwareVersion.text,
      facts: [
        (
          words[.teachGoodSurfaces],
          words.counted(
            .teachOfImages, paths.count - suspects.count, ["total": "\(paths.count)"])
        ), (words[.teachInAll], words.counted(.teachImages, model.count)),
        (
          words[.teachFalseRate],
          words.text(.runPercent, ["value": text(values.compare.falseAlarmRate * 100)])
        ),
      ],
      warnings: warnings(paths, suspects, count: model.count), pictures: pictures,
      parts: parts,
      settings: [
        TeachingSummary.Setting(
          key: "compare.falseAlarmRate",
          value: values.text(of: "compare.falseAlarmRate") ?? "",
          ground: words.text(
            .teachGroundAnomaly,
            ["limit": text(limit), "most": text(anomalies.max() ?? 0)])),
        TeachingSummary.Setting(
          key: "compare.textureTolerance",
          value: values.text(of: "compare.textureTolerance") ?? "",
          ground: words[.teachGroundTexture]),
      ])
  }

  private func warnings(_ paths: [String], _ suspects: [Int], count: Int) -> [String] {
    var warnings = suspects.map {
      words.text(.teachWarnStandsOut, ["name": oneLine(paths[$0])])
    }
    if count < Self.fewest { warnings.append(words.counted(.teachWarnFewSurfaces, count)) }
    return warnings
  }

  /// With fewer images the limit is little more than a guess.
  private static let fewest = 8
}

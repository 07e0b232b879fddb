import Codecs
import Comparison
import Foundation
import ImageHealth
import Pixels
import Recipes
import Reporting

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

  private let decoder = ImageDecoder()
  private var file = PartFile()
  private var healthMeter = HealthMeter()

  /// A lesson.
  public init() {}

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
  public mutating func teach(
    _ paths: [String], name: String, version: Int, falseAlarmRate: Double, adding known: Recipe?,
    onProgress: (Int) -> Void
  ) throws -> Outcome {
    var values = known?.values ?? Self.values(falseAlarmRate)
    var health = known?.texture?.health
    var image = Image<UInt8>()
    var (reads, anomalies, suspects) = (0, [Double](), [Int]())
    for path in paths {
      try read(path, values.input.decodeOptions, &image)
      let measured = healthMeter.measure(image)
      if health == nil { health = HealthReference(measured) } else { health?.add(measured) }
    }
    var model: TextureModel
    if let texture = known?.texture {
      model = texture.model
      for path in paths {
        try read(path, values.input.decodeOptions, &image)
        anomalies.append(TextureTeacher.add(image, to: &model))
        reads += 1
        onProgress(reads)
      }
    } else {
      var lesson = self
      let options = values.input.decodeOptions
      let taught = try TextureTeacher.teach(count: paths.count) { index throws(LessonError) in
        try lesson.read(paths[index], options, &image)
        reads += 1
        onProgress(reads)
        return image
      }
      (model, anomalies, suspects) = (taught.model, taught.anomalies, taught.suspects)
    }
    if known == nil { values.compare.falseAlarmRate = falseAlarmRate }
    let limit = model.limit(falseAlarmRate: values.compare.falseAlarmRate)
    return Outcome(
      values: values, texture: LearnedTexture(model: model, health: health),
      summary: summary(
        paths, anomalies, suspects, limit: limit, model: model, values: values, name: name,
        version: version))
  }

  private static func values(_ falseAlarmRate: Double) -> RecipeValues {
    var values = RecipeValues()
    values.compare.method = .texture
    let texture = TextureParameters()
    values.compare.growth = texture.growth
    values.photo.comparison.regionShare = texture.regionShare
    values.blobs.minimumArea = 4
    values.blobs.mergeDistance = 8
    values.decide.boxMargin = 4
    return values
  }

  private mutating func read(
    _ path: String, _ options: DecodeOptions, _ image: inout Image<UInt8>
  ) throws(LessonError) {
    do throws(DecodeError) {
      _ = try file.read(path, limits: options.limits)
      try decoder.decodeGray(file.bytes, options: options, into: &image)
    } catch {
      throw .image(path: path, error)
    }
    guard TextureModel.canJudge(image.size) else {
      throw .nothingLearned(
        reason: "\(oneLine(path)): \(image.width)x\(image.height) pixels; a texture needs "
          + "\(TextureModel.sides.lowerBound) to \(TextureModel.sides.upperBound) each way")
    }
  }

  private func summary(
    _ paths: [String], _ anomalies: [Double], _ suspects: [Int], limit: Double,
    model: TextureModel, values: RecipeValues, name: String, version: Int
  ) -> TeachingSummary {
    func text(_ value: Double) -> String { String(format: "%.2f", value) }
    let parts = paths.indices.map { index in
      TeachingSummary.Part(
        path: paths[index], outcome: suspects.contains(index) ? "left out" : "used",
        isSuspect: suspects.contains(index), pose: "–",
        highestScore: TextureModel.score(ofAnomaly: anomalies[index] / max(limit, 1e-9)))
    }
    return TeachingSummary(
      recipe: name, version: version, software: SoftwareVersion.text,
      facts: [
        ("Good surfaces", "\(paths.count - suspects.count) of \(paths.count) images"),
        ("Learned from in all", "\(model.count) images"),
        ("For a rate of false rejects of", text(values.compare.falseAlarmRate * 100) + " %"),
      ],
      warnings: suspects.map {
        "\(oneLine(paths[$0])) stands out among the others: look whether it is good. Nothing was "
          + "learned from it."
      }, parts: parts,
      settings: [
        TeachingSummary.Setting(
          key: "compare.falseAlarmRate",
          value: values.text(of: "compare.falseAlarmRate") ?? "",
          ground:
            "the limit is an anomaly of \(text(limit)); the surfaces that were taught came to "
            + "\(text(anomalies.max() ?? 0)) at most"),
        TeachingSummary.Setting(
          key: "compare.textureTolerance",
          value: values.text(of: "compare.textureTolerance") ?? "",
          ground: "what the limit is multiplied with"),
      ])
  }
}

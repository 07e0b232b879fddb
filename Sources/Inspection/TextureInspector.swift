import Blobs
import Codecs
import Comparison
import Decision
import ImageHealth
import Pixels
import Recipes

/// Inspects pictures of surfaces by the texture that their recipe learned.
///
/// An inspector keeps its buffers and serves one worker; what it says about an image does not depend on
/// the images before.
public final class TextureInspector {
  /// The recipe that decides.
  public let recipe: PreparedRecipe

  private let texture: LearnedTexture
  private let decoder = ImageDecoder()
  private var healthMeter = HealthMeter()
  private var comparer: TextureComparer
  private var finder: BlobFinder
  private let decider: Decider
  private var image = Image<UInt8>()
  private var difference = MaskDifference()
  private var blobs = BlobList()
  /// Whether the last inspection came as far as comparing.
  private var isCompared = false

  /// An inspector that follows `recipe`, which must have a learned texture.
  public init(recipe: PreparedRecipe) {
    guard let texture = recipe.learned?.texture else {
      preconditionFailure("the recipe has no learned texture")
    }
    self.recipe = recipe
    self.texture = texture
    let values = recipe.values
    comparer = TextureComparer(model: texture.model, parameters: values.textureParameters)
    finder = BlobFinder(parameters: values.blobs)
    decider = Decider(parameters: values.decide)
  }

  /// Inspects the image file in `bytes` and writes over `result`.
  ///
  /// What cannot be decoded or compared gives an `uninspectable` result that says why.
  public func inspect(_ bytes: [UInt8], into result: inout InspectionResult) {
    result.forgetImage()
    isCompared = false
    var watch = Stopwatch()
    do throws(DecodeError) {
      try decoder.decodeGray(bytes, options: recipe.values.input.decodeOptions, into: &image)
    } catch {
      return result.setUninspectable("the image was refused: \(error)")
    }
    result.imageSize = image.size
    result.timings.decode = watch.lap()
    let health = recipe.values.health.report(
      on: healthMeter.measure(image), reference: texture.health)
    result.health = health
    result.timings.health = watch.lap()
    if let reason = health.refusal { return result.setUninspectable(reason) }
    guard TextureModel.canJudge(image.size) else {
      return result.setUninspectable(
        "the image has \(image.width)x\(image.height) pixels; a texture needs "
          + "\(TextureModel.sides.lowerBound) to \(TextureModel.sides.upperBound) each way")
    }
    let score = comparer.compare(image, difference: &difference)
    isCompared = true
    result.timings.compare = watch.lap()
    blobs.removeAll()
    finder.find(difference, polarity: .added, appendingTo: &blobs)
    result.timings.blobs = watch.lap()
    let area = blobs.blobs.reduce(0) { $0 + $1.area }
    let agreement = 1 - Double(area) / Double(image.size.area)
    guard agreement >= recipe.values.compare.minimumAgreement else {
      return result.setUninspectable(
        "the image shows another surface: only \(Int((agreement * 100).rounded(.down))) % of it is like "
          + "good texture, compare.minimumAgreement asks for "
          + "\(Int((recipe.values.compare.minimumAgreement * 100).rounded())) %")
    }

    result.candidates.removeAll(keepingCapacity: true)
    for blob in blobs.blobs { result.candidates.append(defect(blob)) }
    result.candidates.sort { $0.confidence > $1.confidence }
    if blobs.blobs.isEmpty, score > 0 {
      // Nothing beyond the limit: how near the surface came to it.
      result.candidates.append(
        Defect(
          defectClass: .anomaly, confidence: min(score, 0.499), area: 0,
          box: PixelBox(x1: 0, y1: 0, x2: image.width, y2: image.height)))
    }
    result.verdict = decider.verdict(result.candidates)
    decider.report(result.candidates, into: &result.defects)
    result.writeReason()
    result.timings.decide = watch.lap()
  }

  private func defect(_ blob: Blob) -> Defect {
    Defect(
      defectClass: .anomaly, confidence: comparer.score(in: blob.box), area: blob.area,
      box: decider.box(around: blob.box, in: image.size))
  }

  /// The last inspected image; a texture has no reference to show beside it. `nil` where the image
  /// could not be decoded.
  public func pictures() -> (image: Image<UInt8>, reference: Image<UInt8>?)? {
    image.size.area > 0 ? (image, nil) : nil
  }

  /// Why the last inspection gave what it gave, with pictures.
  public func explanation() -> InspectionExplanation {
    var explanation = InspectionExplanation()
    guard image.size.area > 0 else { return explanation }
    explanation.image = image
    guard isCompared else { return explanation }
    explanation.anomaly = comparer.scores
    explanation.candidates = blobs.blobs.map { blob in
      let candidate = defect(blob)
      // The inverse of the score: m / (1 + m) with m the square of the anomaly.
      let m = candidate.confidence / max(1e-9, 1 - candidate.confidence)
      return CandidateExplanation(
        candidate: candidate, blob: blob, standing: decider.standing(of: candidate.confidence),
        ground: .deviation(
          DeviationExplanation(
            channel: "texture", contrast: 0, exceedance: m.squareRoot(), area: blob.area,
            minimumArea: recipe.values.blobs.minimumArea)))
    }
    explanation.candidates.sort { $0.candidate.confidence > $1.candidate.confidence }
    return explanation
  }
}

extension DefectClass {
  /// What does not look like good texture.
  static let anomaly = DefectClass(rawValue: "anomaly")
}

import Alignment
import Blobs
import Codecs
import Comparison
import Decision
import ImageHealth
import Kernels
import Pixels
import Recipes

/// Inspects images of boards, each against an image of a good one.
///
/// ``inspect(_:against:)`` is the whole way of the data and reads top to bottom. An inspector keeps
/// all its buffers and serves one worker; what it says about an image does not depend on the images
/// before. Once the buffers have grown to what images and their defects need, the forms that write
/// into a result of the caller's allocate nothing between decoded images and result; only sorting 64
/// or more candidates takes memory of its own.
public final class PairInspector {
  /// The recipe that decides.
  public let recipe: PreparedRecipe

  /// Share of common pattern below which an image shows another part.
  private static let nothingInCommon = 0.05

  private let decodeOptions: DecodeOptions
  private let healthLimits: HealthLimits
  private var healthMeter = HealthMeter(sparseness: 8)
  private let decoder = ImageDecoder()
  private var aligner: MaskAligner
  private var comparer: MaskComparer
  private var finder: BlobFinder
  private var decider: Decider

  private var image = Image<UInt8>()
  private var template = Image<UInt8>()
  private var imageMask = BitMask()
  private var templateMask = BitMask()
  private var reference = BitMask()
  private var valid = BitMask()
  private var overlap = BitMask()
  private var field = DisplacementField(columns: 0, rows: 0)
  private var added = MaskDifference()
  private var missing = MaskDifference()
  private var blobs = BlobList()
  /// Whether the last inspection came as far as comparing.
  private var isCompared = false

  /// An inspector that follows `recipe`.
  public init(recipe: PreparedRecipe) {
    self.recipe = recipe
    let values = recipe.values
    decodeOptions = values.input.decodeOptions
    // A board may be nearly empty; what shows no pattern at all is found from the masks.
    var limits = values.health
    limits.leastContrast = .off
    healthLimits = limits
    aligner = MaskAligner(parameters: values.align)
    comparer = MaskComparer(parameters: values.compare)
    finder = BlobFinder(parameters: values.blobs)
    decider = Decider(parameters: values.decide, learned: recipe.classifier)
  }

  /// Inspects the image file in `imageBytes` against the one in `templateBytes`.
  ///
  /// What cannot be decoded or compared gives an `uninspectable` result that says why; nothing is
  /// thrown, so that a broken file never ends a batch.
  public func inspect(_ imageBytes: [UInt8], against templateBytes: [UInt8]) -> InspectionResult {
    var result = InspectionResult()
    inspect(imageBytes, against: templateBytes, into: &result)
    return result
  }

  /// Inspects as ``inspect(_:against:)-(Array<UInt8>,_)``, and writes over `result`, whose memory is
  /// used again where it suffices.
  public func inspect(
    _ imageBytes: [UInt8], against templateBytes: [UInt8], into result: inout InspectionResult
  ) {
    result.forgetImage()
    forget()
    var watch = Stopwatch()
    if let refused = decode(imageBytes, into: &image) {
      return result.setUninspectable("the image was refused: \(refused)")
    }
    result.imageSize = image.size
    if let refused = decode(templateBytes, into: &template) {
      return result.setUninspectable("the template was refused: \(refused)")
    }
    result.timings.decode = watch.lap()
    inspectDecoded(&result)
  }

  /// Inspects `image` against `template`, both gray, 0 black.
  public func inspect(
    _ image: Image<UInt8>, against template: Image<UInt8>
  ) -> InspectionResult {
    var result = InspectionResult()
    inspect(image, against: template, into: &result)
    return result
  }

  /// Inspects `image` against `template`, both gray, 0 black, and writes over `result`, whose
  /// memory is used again where it suffices.
  public func inspect(
    _ image: Image<UInt8>, against template: Image<UInt8>, into result: inout InspectionResult
  ) {
    self.image = image
    self.template = template
    result.forgetImage()
    result.imageSize = image.size
    forget()
    inspectDecoded(&result)
  }

  /// Nothing of the inspection before may show in what is asked about the next one.
  private func forget() {
    field.reset(columns: 0, rows: 0)
    blobs.removeAll()
    isCompared = false
  }

  private func inspectDecoded(_ result: inout InspectionResult) {
    guard image.size == template.size else {
      return result.setUninspectable(
        "the image has \(Self.text(image.size)) pixels, its template "
          + "\(Self.text(template.size)); both must come from the same camera set-up")
    }
    guard image.size.area > 0 else {
      return result.setUninspectable("the image has no pixels")
    }
    var watch = Stopwatch()
    let health = healthLimits.report(on: healthMeter.measure(image), reference: nil)
    result.health = health
    result.timings.health = watch.lap()
    if let reason = health.refusal { return result.setUninspectable(reason) }
    let level = UInt8(clamping: recipe.values.compare.threshold)
    imageMask.assignThreshold(image, below: level)
    templateMask.assignThreshold(template, below: level)
    if let reason = reasonNothingToSee() { return result.setUninspectable(reason) }
    aligner.align(templateMask, to: imageMask, into: &field)
    aligner.warp(field, into: &reference)
    field.assignValidRegion(
      of: image.size, margin: recipe.values.compare.borderMargin, into: &valid)
    result.timings.align = watch.lap()
    if let reason = reasonNotJudged() ?? reasonNotTheSamePart() {
      return result.setUninspectable(reason)
    }

    comparer.compare(imageMask, reference, valid: valid, added: &added, missing: &missing)
    isCompared = true
    result.timings.compare = watch.lap()

    finder.find(added, polarity: .added, appendingTo: &blobs)
    finder.find(missing, polarity: .missing, appendingTo: &blobs)
    result.timings.blobs = watch.lap()

    decider.assess(blobs, image: imageMask, reference: reference, into: &result.candidates)
    result.verdict = decider.verdict(result.candidates)
    decider.report(result.candidates, into: &result.defects)
    result.writeReason()
    result.timings.decide = watch.lap()
  }

  /// The blobs of the last inspection with what is measured of them for trained trees, whether the
  /// recipe has any or not, in the order in which they were found; none where it gave no answer.
  public func measuredBlobs() -> [MeasuredBlob] {
    var meter = BlobMeter()
    return blobs.blobs.map { blob in
      var measurements = BlobMeasurements()
      meter.measure(
        blob, of: blobs, image: imageMask, reference: reference, into: &measurements)
      return MeasuredBlob(
        blob: blob, runs: Array(blobs.runs[blob.runs]), box: decider.box(of: blob, in: image.size),
        measurements: measurements)
    }
  }

  /// The last inspected image and its template brought over it, for pictures; gray. `nil` for the
  /// reference where the two could not be aligned, and `nil` altogether where the image itself
  /// could not be decoded.
  public func pictures() -> (image: Image<UInt8>, reference: Image<UInt8>?)? {
    guard image.size.area > 0 else { return nil }
    guard template.size == image.size, field.columns > 0 else { return (image, nil) }
    return (image, field.warped(template))
  }

  /// Why the last inspection gave what it gave, with pictures. Measures the candidates once more.
  public func explanation() -> InspectionExplanation {
    var explanation = InspectionExplanation()
    guard let pictures = pictures() else { return explanation }
    (explanation.image, explanation.reference) = pictures
    if field.columns > 0 {
      explanation.shiftX = Self.shift(field.dx)
      explanation.shiftY = Self.shift(field.dy)
    }
    guard isCompared else { return explanation }
    explanation.candidates = decider.explain(blobs, image: imageMask, reference: reference)
    explanation.levels = DifferenceLevel.levels(
      image: imageMask, reference: reference, added: added, missing: missing)
    return explanation
  }

  /// The range in which displacements from image to template move the template.
  private static func shift(_ displacements: [Float]) -> ClosedRange<Double>? {
    guard let low = displacements.min(), let high = displacements.max() else { return nil }
    return -Double(high)...(-Double(low))
  }

  private func decode(_ bytes: [UInt8], into target: inout Image<UInt8>) -> DecodeError? {
    do {
      try decoder.decodeGray(bytes, options: decodeOptions, into: &target)
      return nil
    } catch {
      return error
    }
  }

  /// Why the image says nothing about any part, if it has no pattern at all: a lens cap, a lamp that
  /// is off, an empty fixture. A template without a pattern (a tile of bare laminate) is one that
  /// images can be compared with, but one that is blank like it could be of anything.
  private func reasonNothingToSee() -> String? {
    let count = imageMask.setPixelCount()
    guard count == 0 || count == imageMask.size.area else { return nil }
    return "the image shows no pattern: all its pixels are \(count == 0 ? "at or above" : "below") "
      + "the gray level \(recipe.values.compare.threshold) of compare.threshold"
  }

  /// Why too little of the image can be judged for a pass to mean anything, if so: the strip along
  /// the borders is not, and what the template does not show is not.
  private func reasonNotJudged() -> String? {
    let count = valid.setPixelCount()
    let judged = Double(count) / Double(image.size.area)
    let minimum = recipe.values.align.minimumJudged
    guard count == 0 || judged < minimum else { return nil }
    return "only \(Int((judged * 100).rounded(.down))) % of the image lies on the template and "
      + "inside compare.borderMargin, where it can be judged; align.minimumJudged asks for "
      + "\(Int((minimum * 100).rounded())) %"
  }

  /// Why the image does not show the part that the template shows, if so.
  ///
  /// A share alone would refuse an almost empty board for one large defect, so the difference must
  /// also be large against the whole image.
  private func reasonNotTheSamePart() -> String? {
    overlap.assignAnd(imageMask, reference)
    let common = overlap.setPixelCount()
    let either = imageMask.setPixelCount() + reference.setPixelCount() - common
    guard either > 0 else { return nil }
    let share = Double(common) / Double(either)
    let different = Double(either - common) / Double(image.size.area)
    // Next to nothing in common is another part however little there is of it.
    let foreign = templateMask.setPixelCount() > 0 && share < Self.nothingInCommon
    guard foreign || (share < recipe.values.align.minimumOverlap && different > 0.05) else {
      return nil
    }
    return "the image does not show the part of the template: "
      + "\(Int((share * 100).rounded())) % of the pattern agrees, align.minimumOverlap asks for "
      + "\(Int((recipe.values.align.minimumOverlap * 100).rounded())) %"
  }

  private static func text(_ size: PixelSize) -> String { "\(size.width)x\(size.height)" }
}

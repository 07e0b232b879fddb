import Alignment
import Blobs
import Codecs
import Comparison
import Decision
import Kernels
import Pixels
import Recipes

/// Inspects images of boards, each against an image of a good one.
///
/// ``inspect(_:against:)`` is the whole way of the data and reads top to bottom. An inspector keeps
/// all its buffers and serves one worker; what it says about an image does not depend on the images
/// before.
public final class PairInspector {
  /// The recipe that decides.
  public let recipe: PreparedRecipe

  private let decodeOptions: DecodeOptions
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
  private var candidates: [Defect] = []

  /// An inspector that follows `recipe`.
  public init(recipe: PreparedRecipe) {
    self.recipe = recipe
    let values = recipe.values
    decodeOptions = values.input.decodeOptions
    aligner = MaskAligner(parameters: values.align)
    comparer = MaskComparer(parameters: values.compare)
    finder = BlobFinder(parameters: values.blobs)
    decider = Decider(parameters: values.decide)
  }

  /// Inspects the image file in `imageBytes` against the one in `templateBytes`.
  ///
  /// What cannot be decoded or compared gives an `uninspectable` result that says why; nothing is
  /// thrown, so that a broken file never ends a batch.
  public func inspect(_ imageBytes: [UInt8], against templateBytes: [UInt8]) -> InspectionResult {
    var times = StageTimes()
    var watch = Stopwatch()
    if let refused = decode(imageBytes, into: &image) {
      return InspectionResult(uninspectable: "the image was refused: \(refused)", timings: times)
    }
    if let refused = decode(templateBytes, into: &template) {
      return InspectionResult(
        uninspectable: "the template was refused: \(refused)", timings: times)
    }
    times.decode = watch.lap()
    return inspectDecoded(times)
  }

  /// Inspects `image` against `template`, both gray, 0 black.
  public func inspect(
    _ image: Image<UInt8>, against template: Image<UInt8>
  ) -> InspectionResult {
    self.image = image
    self.template = template
    return inspectDecoded(StageTimes())
  }

  private func inspectDecoded(_ decoded: StageTimes) -> InspectionResult {
    var times = decoded
    field = DisplacementField(columns: 0, rows: 0)
    guard image.size == template.size else {
      return InspectionResult(
        uninspectable: "the image has \(Self.text(image.size)) pixels, its template "
          + "\(Self.text(template.size)); both must come from the same camera set-up",
        timings: times)
    }
    guard image.size.area > 0 else {
      return InspectionResult(uninspectable: "the image has no pixels", timings: times)
    }
    var watch = Stopwatch()
    let level = UInt8(clamping: recipe.values.compare.threshold)
    imageMask.assignThreshold(image, below: level)
    templateMask.assignThreshold(template, below: level)
    if let reason = reasonNothingToSee() {
      return InspectionResult(uninspectable: reason, timings: times)
    }
    field = aligner.align(templateMask, to: imageMask)
    aligner.warp(field, into: &reference)
    field.assignValidRegion(
      of: image.size, margin: recipe.values.compare.borderMargin, into: &valid)
    times.align = watch.lap()
    if let reason = reasonNotTheSamePart() {
      return InspectionResult(uninspectable: reason, timings: times)
    }

    comparer.compare(imageMask, reference, valid: valid, added: &added, missing: &missing)
    times.compare = watch.lap()

    blobs.removeAll()
    finder.find(added, polarity: .added, appendingTo: &blobs)
    finder.find(missing, polarity: .missing, appendingTo: &blobs)
    times.blobs = watch.lap()

    decider.assess(blobs, reference: reference, into: &candidates)
    let verdict = decider.verdict(candidates)
    let defects = decider.reported(candidates)
    times.decide = watch.lap()
    return InspectionResult(
      verdict: verdict, reason: Self.reason(verdict, defects), defects: defects,
      candidates: candidates, timings: times)
  }

  /// The last inspected image and its template brought over it, for pictures; gray. `nil` for the
  /// reference where the two could not be aligned, and `nil` altogether where the image itself
  /// could not be decoded.
  public func pictures() -> (image: Image<UInt8>, reference: Image<UInt8>?)? {
    guard image.size.area > 0 else { return nil }
    guard template.size == image.size, field.columns > 0 else { return (image, nil) }
    return (image, field.warped(template))
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
    let count = imageMask.count
    guard count == 0 || count == imageMask.size.area else { return nil }
    return "the image shows no pattern: all its pixels are \(count == 0 ? "at or above" : "below") "
      + "the gray level \(recipe.values.compare.threshold) of compare.threshold"
  }

  /// Why the image does not show the part that the template shows, if so.
  ///
  /// A share alone would refuse an almost empty board for one large defect, so the difference must
  /// also be large against the whole image.
  private func reasonNotTheSamePart() -> String? {
    overlap.assignAnd(imageMask, reference)
    let common = overlap.count
    let either = imageMask.count + reference.count - common
    guard either > 0 else { return nil }
    let share = Double(common) / Double(either)
    let different = Double(either - common) / Double(image.size.area)
    guard share < recipe.values.align.minimumOverlap, different > 0.05 else { return nil }
    return "the image does not show the part of the template: "
      + "\(Int((share * 100).rounded())) % of the pattern agrees, align.minimumOverlap asks for "
      + "\(Int((recipe.values.align.minimumOverlap * 100).rounded())) %"
  }

  private static func reason(_ verdict: Verdict, _ defects: [Defect]) -> String {
    guard verdict != .pass else { return "" }
    var counts: [(name: String, count: Int)] = []
    for defect in defects {
      let name = defect.defectClass.rawValue
      if let i = counts.firstIndex(where: { $0.name == name }) {
        counts[i].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    let list = counts.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return verdict == .review ? "near the limit: \(list)" : list
  }

  private static func text(_ size: PixelSize) -> String { "\(size.width)x\(size.height)" }
}

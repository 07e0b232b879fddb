import Alignment
import Blobs
import Codecs
import Comparison
import Decision
import ImageHealth
import Kernels
import Pixels
import Recipes
import Teaching

/// Inspects photographs of a part by the reference that its recipe learned.
///
/// ``inspect(_:into:)`` is the whole way of the data. An inspector keeps its buffers and serves one
/// worker; what it says about an image does not depend on the images before.
public final class ReferenceInspector {
  /// The recipe that decides.
  public let recipe: PreparedRecipe

  private let reference: LearnedReference
  private let decodeOptions: DecodeOptions
  private let decoder = ImageDecoder()
  private var healthMeter = HealthMeter()
  private var inspector: PhotoInspector
  private let decider: Decider
  private var photo = Photograph()
  /// The reference as people see it; made when somebody first looks.
  private lazy var referencePicture = reference.model.picture
  private var found = PhotoResult()
  /// How far the last inspection came.
  private var reached = Stage.nothing

  private enum Stage {
    case nothing, compared, judged
  }

  /// An inspector that follows `recipe`, which must have a learned reference.
  ///
  /// Throws where the reference shows nothing to find the part by.
  public init(recipe: PreparedRecipe) throws(PoseError) {
    guard let reference = recipe.learned?.reference else {
      preconditionFailure("the recipe has no learned reference")
    }
    self.recipe = recipe
    self.reference = reference
    let values = recipe.values
    let comparison = values.photoComparison
    var blobs = values.blobs
    // A region may count smaller differences than the rest; each is held against its own rule later.
    blobs.minimumArea = comparison.rules.map(\.minimumArea).min() ?? blobs.minimumArea
    decodeOptions = values.input.decodeOptions
    decider = Decider(parameters: values.decide)
    inspector = try PhotoInspector(
      reference.model, features: reference.features, pose: values.photo.pose,
      comparison: comparison, regions: recipe.regionMap, blobs: blobs)
  }

  /// Inspects the image file in `bytes` and writes over `result`.
  ///
  /// What cannot be decoded or compared gives an `uninspectable` result that says why.
  public func inspect(_ bytes: [UInt8], into result: inout InspectionResult) {
    result.forgetImage()
    reached = .nothing
    var watch = Stopwatch()
    do throws(DecodeError) {
      try photo.decode(bytes, decoder, decodeOptions)
    } catch {
      return result.setUninspectable("the image was refused: \(error)")
    }
    result.imageSize = photo.image.size
    result.timings.decode = watch.lap()
    let health = recipe.values.health.report(
      on: healthMeter.measure(photo.image), reference: reference.health)
    result.health = health
    result.timings.health = watch.lap()
    if let reason = health.refusal { return result.setUninspectable(reason) }
    inspector.inspect(photo.image, into: &found)
    result.timings.compare = watch.lap()
    if found.isFound { reached = .compared }
    if let reason = reasonNotJudged() {
      // A poor picture explains what follows from it.
      let causes = health.findings.map(\.sentence)
      return result.setUninspectable(([reason] + causes).joined(separator: "; "))
    }
    reached = .judged

    result.candidates.removeAll(keepingCapacity: true)
    for blob in found.blobs { result.candidates.append(defect(blob)) }
    if let nearest = nearestPlace { result.candidates.append(nearest) }
    result.verdict = decider.verdict(result.candidates)
    decider.report(result.candidates, into: &result.defects)
    result.writeReason()
    result.timings.decide = watch.lap()
  }

  /// Why nothing can be said about the part, if so.
  private func reasonNotJudged() -> String? {
    let values = recipe.values
    guard found.isFound else {
      return
        "the part was not found: score \(Self.text(found.pose.score)), align.minimumScore asks "
        + "for \(Self.text(values.photo.pose.minimumScore)); it may be another part, or none, or lie "
        + "farther off than align.maximumShift and align.maximumAngle allow"
    }
    if found.lacksColor {
      return "the picture is gray, and the recipe judges colour; check the camera's mode, or set "
        + "compare.colorFactor to 0"
    }
    guard found.judgedShare >= values.align.minimumJudged else {
      return
        "only \(Self.percent(found.judgedShare)) of the part lies in the image, where it can be "
        + "judged; align.minimumJudged asks for \(Self.percent(values.align.minimumJudged))"
    }
    let area = found.list.blobs.reduce(0) { $0 + $1.area }
    let agreement = 1 - Double(area) / Double(max(1, inspector.judgedArea))
    guard agreement >= values.compare.minimumAgreement else {
      return "the image shows another part: only \(Self.percent(agreement)) of it agrees with the "
        + "reference, compare.minimumAgreement asks for \(Self.percent(values.compare.minimumAgreement))"
    }
    return nil
  }

  /// Where a part without differences beyond the limit came nearest to one: it tells the margin, and
  /// may lie in the review band. `nil` where there are differences, or nothing differs at all.
  private var nearestPlace: Defect? {
    guard found.blobs.isEmpty, found.score > 0,
      let peak = found.peaks.max(by: { $0.exceedance < $1.exceedance }), peak.exceedance > 0
    else { return nil }
    let place = PixelBox(x1: peak.x, y1: peak.y, x2: peak.x + 1, y2: peak.y + 1)
    return Defect(
      defectClass: DefectClass(peak), confidence: found.score, area: 1,
      box: decider.box(around: inspector.registration.imageBox(place), in: photo.image.size))
  }

  private func defect(_ blob: PhotoBlob) -> Defect {
    Defect(
      defectClass: DefectClass(blob.measurement.peak), confidence: blob.score,
      area: blob.measurement.area,
      box: decider.box(around: blob.box, in: photo.image.size))
  }

  /// The last inspected image and its reference brought over it, for pictures; `nil` for the reference
  /// where the part was not found, and `nil` altogether where the image could not be decoded.
  public func pictures() -> (image: Image<UInt8>, reference: Image<UInt8>?)? {
    guard photo.image.size.area > 0 else { return nil }
    guard reached != .nothing, let map = found.pose.map.inverse else { return (photo.image, nil) }
    // The pose suffices for people: what is local is below a pixel or two.
    var out = Image<UInt8>()
    var scratch = Scratch()
    out.assignWarp(referencePicture, by: map, size: photo.image.size, scratch: &scratch)
    return (photo.image, out)
  }

  /// Why the last inspection gave what it gave, with pictures.
  public func explanation() -> InspectionExplanation {
    var explanation = InspectionExplanation()
    guard let pictures = pictures() else { return explanation }
    (explanation.image, explanation.reference) = pictures
    guard reached != .nothing else { return explanation }
    explanation.pose = found.pose
    explanation.maps = PhotoMaps.make(inspector, reference.model, picture: referencePicture)
    // What differs from another part is no list of defects.
    guard reached == .judged else { return explanation }
    explanation.candidates = found.blobs.map { blob in
      let candidate = defect(blob)
      let measured = blob.measurement
      let rule = inspector.limits.rule(x: measured.peak.x, y: measured.peak.y) ?? RegionRule()
      return CandidateExplanation(
        candidate: candidate,
        blob: Blob(
          polarity: blob.isBright ? .added : .missing, area: measured.area,
          evidence: measured.area, box: blob.box, runs: blob.runs),
        standing: decider.standing(of: blob.score),
        ground: .deviation(
          DeviationExplanation(
            channel: measured.peak.channel.rawValue, contrast: measured.peak.contrast,
            exceedance: measured.peak.exceedance, area: measured.area,
            minimumArea: rule.minimumArea, region: region(at: measured.peak))))
    }
    return explanation
  }

  /// The name of the recipe's region at `peak`; `nil` where there is none.
  private func region(at peak: DifferencePeak) -> String? {
    guard let map = recipe.regionMap, map[peak.x, peak.y] >= 2 else { return nil }
    return recipe.values.regions[Int(map[peak.x, peak.y]) - 2].name
  }

  private static func percent(_ share: Double) -> String {
    "\(Int((share * 100).rounded(.down))) %"
  }

  private static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

extension DefectClass {
  /// What a difference from a learned reference is called.
  public init(_ peak: DifferencePeak) {
    switch peak.channel {
    case .luma: self.init(rawValue: peak.contrast > 0 ? "bright" : "dark")
    case .redGreen, .blueGreen: self.init(rawValue: "color")
    case .gradient: self.init(rawValue: "edge")
    }
  }
}

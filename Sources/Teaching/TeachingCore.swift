import Alignment
import Blobs
import Comparison
import Foundation
import Kernels
import Pixels

/// What a ``Teacher`` works with once it has a reference.
final class TeachingCore {
  /// A good part that waits for the median.
  private struct Seed {
    var planes: AlignedPlanes
    var registration: Registration
    var index: Int
  }

  /// How often the limits for what is outvoted follow what was learned since, in images.
  private static let refresh = 4
  /// Parts that outvote another one.
  private static let fewestVoters = 2

  private let parameters: TeachingParameters
  private let regions: Image<UInt8>?
  private let size: PixelSize
  /// Samples a pixel of the images, 1 or 3.
  private let samples: Int
  /// Images that were learned from before this teacher.
  private let before: Int
  private let features: [PoseFeature]
  /// The noise of the first image.
  private let single: Double
  private var finder: PoseFinder
  private var local: LocalRegistration
  private var registration: Registration
  private var aligner: PlaneAligner
  private var planes: AlignedPlanes
  private var statistics: PartStatistics
  private var parts: [GoodPart] = []
  /// Parts that the statistics have.
  private var entered: Int
  private var seeds: [Seed] = []
  private var isSeeded: Bool
  private var gate: OutvotingGate?
  private var sinceGate = 0
  private var gray = Image<UInt8>()
  /// Compares with all that was learned, while checking.
  private var whole: ReferenceComparer?

  /// Begins with the first image.
  init(
    first image: Image<UInt8>, name: String, _ parameters: TeachingParameters,
    _ regions: Image<UInt8>?
  ) throws(TeachingError) {
    (self.parameters, self.regions) = (parameters, regions)
    (size, samples) = (image.size, image.channels >= 3 ? 3 : 1)
    (before, entered) = (0, 0)
    let gray = Self.gray(image)
    do {
      finder = try PoseFinder(
        reference: gray, regions: parameters.features, judged: regions,
        parameters: parameters.pose)
      try finder.check(gray)
    } catch {
      throw .reference(name: name, error)
    }
    features = finder.features
    local = LocalRegistration(reference: gray, parameters: parameters.pose)
    registration = Registration(size: size)
    single = NoiseEstimate.smoothedDeviation(gray)
    let channels = ReferenceModel.channels(size, samples: samples)
    statistics = PartStatistics(size: size, channels: channels)
    planes = AlignedPlanes(channels: channels)
    let margin = parameters.comparison.borderMargin
    // Against an empty model the light stays as it is: it becomes the reference's.
    let nowhere = BitMask(width: size.width, height: size.height)
    let unseen = statistics.model(varying: nowhere, count: 1, noise: single)
    var bare = PlaneAligner(unseen, ReferenceLimits(unseen), margin: margin)
    bare.align(
      image, gray: gray, by: registration.grid, halfGrid: registration.halfGrid, into: &planes)
    var alone = statistics
    alone.add(planes, rejected: nowhere)
    let model = alone.model(varying: nowhere, count: 1, noise: single)
    aligner = PlaneAligner(
      model, ReferenceLimits(model, parameters: parameters.comparison, regions: regions),
      margin: margin)
    isSeeded = false
  }

  /// Begins with what a model has learned.
  init(
    _ model: ReferenceModel, _ features: [PoseFeature]?, _ parameters: TeachingParameters,
    _ regions: Image<UInt8>?
  ) throws(TeachingError) {
    (self.parameters, self.regions) = (parameters, regions)
    (size, before, single) = (model.size, model.header.imageCount, model.header.noise)
    samples = model.header.channels.contains(.redGreen) ? 3 : 1
    entered = before
    let luma = model.luma
    do {
      finder = try PoseFinder(
        reference: luma, regions: parameters.features, judged: regions, features: features,
        parameters: parameters.pose)
    } catch {
      throw .reference(name: "the model", error)
    }
    self.features = finder.features
    local = LocalRegistration(reference: luma, parameters: parameters.pose)
    registration = Registration(size: size)
    statistics = PartStatistics(model)
    planes = AlignedPlanes(channels: model.header.channels)
    aligner = PlaneAligner(
      model, ReferenceLimits(model, parameters: parameters.comparison, regions: regions),
      margin: parameters.comparison.borderMargin)
    isSeeded = true
  }

  private static func gray(_ image: Image<UInt8>) -> Image<UInt8> {
    guard image.channels >= 3 else { return image }
    var gray = Image<UInt8>()
    gray.assignGray(image)
    return gray
  }

  // MARK: Adding

  func add(_ image: Image<UInt8>, _ name: String) throws(TeachingError) -> TaughtImage {
    var taught = try align(image, name)
    whole = nil
    if taught.isFound { taught.brightness = aligner.brightness }
    parts.append(GoodPart(taught: taught))
    guard taught.isFound else { return taught }
    if isSeeded {
      learn(planes, registration, parts.count - 1)
    } else {
      seeds.append(Seed(planes: planes, registration: registration, index: parts.count - 1))
      if seeds.count == Teacher.seedCount { learnSeeds() }
    }
    taught.outvoted = parts[parts.count - 1].outvoted.map(\.place)
    return taught
  }

  /// Brings an image into the reference's frame and light, to `planes`.
  private func align(
    _ image: Image<UInt8>, _ name: String
  ) throws(TeachingError) -> TaughtImage {
    let channels = image.channels >= 3 ? 3 : 1
    guard channels == samples else {
      throw .channels(name: name, channels: image.channels, expected: samples)
    }
    gray = Self.gray(image)
    let pose = finder.find(in: gray)
    var taught = TaughtImage(
      name: name, poseScore: pose.score, isFound: pose.score >= parameters.pose.minimumScore)
    guard taught.isFound else { return taught }
    let middle = PixelPoint(x: Double(size.width - 1) / 2, y: Double(size.height - 1) / 2)
    let shift = pose.shift(at: middle)
    (taught.angle, taught.scale) = (pose.angle, pose.scale)
    (taught.shiftX, taught.shiftY) = (shift.x, shift.y)
    local.register(gray, pose, into: &registration)
    aligner.align(
      image, gray: gray, by: registration.grid, halfGrid: registration.halfGrid, into: &planes)
    return taught
  }

  private func learnSeeds() {
    guard !isSeeded else { return }
    isSeeded = true
    guard !seeds.isEmpty else { return }
    if seeds.count > Self.fewestVoters {
      let medians = statistics.channels.indices.map { k in
        let channel = statistics.channels[k]
        return SeedStack.median(
          channel, seeds.map { $0.planes.planes[k] },
          covered: seeds.map { channel.isHalved ? $0.planes.halfCovered : $0.planes.covered })
      }
      var clipped = Image<UInt8>(width: size.width, height: size.height)
      for seed in seeds { clipped.count(seed.planes.clipped, by: 1) }
      setGate(ReferenceModel(medians, clipped, count: 1, noise: single))
    }
    for seed in seeds { learn(seed.planes, seed.registration, seed.index) }
    seeds = []
  }

  private func setGate(_ model: ReferenceModel) {
    gate = OutvotingGate(model, parameters, regions)
    sinceGate = 0
  }

  /// Takes a part into the statistics, apart from the rest where the others do not agree with it.
  private func learn(_ planes: AlignedPlanes, _ registration: Registration, _ index: Int) {
    let isDue =
      gate == nil
      ? entered >= Self.fewestVoters
      : sinceGate >= Self.refresh && entered >= Teacher.seedCount
    if isDue {
      let nowhere = BitMask(width: size.width, height: size.height)
      setGate(statistics.model(varying: nowhere, count: 1, noise: noise(of: entered)))
    }
    parts[index].outvoted = gate?.outvoted(planes, registration) ?? []
    statistics.add(planes, rejected: parts[index].mask(size))
    entered += 1
    sinceGate += 1
  }

  /// Parts that are learned from.
  private var learned: Int { before + parts.count { $0.taught.isFound } }

  // MARK: Checking

  func check(_ image: Image<UInt8>, _ name: String) throws(TeachingError) {
    learnSeeds()
    guard let index = parts.firstIndex(where: { $0.taught.name == name }),
      parts[index].taught.isFound, parts[index].fromAll == nil
    else { return }
    let taught = try align(image, name)
    guard taught.isFound else { return }
    let varying = varyingMask()
    if whole == nil {
      whole = ReferenceComparer(
        PartCheck.limits(
          statistics.model(varying: varying, count: learned, noise: noise(of: learned)),
          parameters.comparison, regions))
    }
    if var comparer = whole {
      whole = nil
      parts[index].fromAll = PartCheck(planes, &comparer, registration)
      whole = comparer
    }
    guard learned > 1 else { return }
    let model = statistics.model(
      without: planes, rejected: parts[index].mask(size), varying: varying, count: learned - 1,
      noise: noise(of: learned))
    var own = planes
    var halver = MaskHalver()
    let left = PlaneMasks(notKnown(parts[index]), &halver)
    own.exclude(left.full, half: left.half)
    var comparer = ReferenceComparer(PartCheck.limits(model, parameters.comparison, regions))
    parts[index].fromOthers = PartCheck(own, &comparer, registration)
  }

  /// What of a part the others cannot know: where it alone was outvoted.
  private func notKnown(_ part: GoodPart) -> BitMask {
    var mask = part.mask(size) { !$0.varies(statistics) }
    for blob in part.outvoted where blob.varies(statistics) {
      for run in blob.runs {
        for x in Int(run.x1)..<Int(run.x2)
        where statistics.outvotedCount(x: x, y: Int(run.y)) < 2 { mask[x, Int(run.y)] = true }
      }
    }
    return mask
  }

  /// Where good parts differ: the places of all parts that several show.
  private func varyingMask() -> BitMask {
    var mask = BitMask(width: size.width, height: size.height)
    for part in parts {
      for blob in part.outvoted where blob.varies(statistics) { blob.paint(&mask) }
    }
    return mask
  }

  /// Spread of pixels where nothing varies: the median of their deviations in brightness, of fewer
  /// than three parts what the first image says of itself.
  private func noise(of count: Int) -> Double {
    count >= 3 ? max(0.2, statistics.medianDeviation()) : single
  }

  func result() throws(TeachingError) -> TaughtPart {
    learnSeeds()
    let found = parts.count { $0.taught.isFound }
    guard learned > 0 else { throw .nothing }
    if 2 * found < parts.count {
      throw .firstDiffers(name: parts[0].taught.name, found: found, of: parts.count)
    }
    let model = statistics.model(
      varying: varyingMask(), count: learned, noise: noise(of: learned))
    let report = ThresholdReport(
      parts.compactMap(\.fromOthers), rate: parameters.falseAlarmRate, hasColor: samples == 3)
    var comparison = parameters.comparison
    report.apply(to: &comparison)
    // Whoever adds images to a model keeps the settings it is used with.
    let used = before > 0 ? parameters.comparison : comparison
    let limits = ReferenceLimits(model, parameters: used, regions: regions)
    return TaughtPart(
      model: model, features: features, comparison: comparison,
      report: TeachingReport(
        images: parts.map { taught($0, used, limits) }, unstableShare: limits.unstableShare,
        noise: model.header.noise, falseAlarmRate: parameters.falseAlarmRate,
        bright: report.bright, dark: report.dark, color: report.color,
        gradient: report.gradient))
  }

  /// What is said of a part in the end.
  private func taught(
    _ part: GoodPart, _ comparison: PhotoComparisonParameters, _ limits: ReferenceLimits
  ) -> TaughtImage {
    var taught = part.taught
    for blob in part.outvoted {
      if blob.varies(statistics) {
        taught.variations.append(blob.place)
      } else {
        taught.outvoted.append(blob.place)
      }
    }
    if let check = part.fromOthers {
      (taught.leftOutScore, taught.falseBoxes) = check.judged(comparison, limits)
    }
    taught.score = part.fromAll?.judged(comparison, limits).score ?? 0
    return taught
  }
}

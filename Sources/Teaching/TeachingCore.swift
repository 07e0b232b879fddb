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
    var index: Int
  }

  /// How often the limits for what is outvoted follow what was learned since, in images.
  private static let refresh = 4
  /// How far around what is outvoted pixels are outvoted with it.
  private static let outvotedMargin = 3

  private let parameters: TeachingParameters
  private let regions: Image<UInt8>?
  private let size: PixelSize
  /// Samples a pixel of the images, 1 or 3.
  private let samples: Int
  /// Images that were learned from before this teacher.
  private let before: Int
  private let features: [PoseFeature]
  private let single: Double
  private var finder: PoseFinder
  private var local: LocalRegistration
  private var registration: Registration
  private var aligner: PlaneAligner
  private var planes: AlignedPlanes
  private var statistics: [PlaneStatistics]
  /// In how many good parts each pixel was clipped.
  private var clipped: Image<UInt8>
  private var seeds: [Seed] = []
  private var isSeeded: Bool
  private var gate: ReferenceComparer?
  private var sinceGate = 0
  private var images: [TaughtImage] = []
  private var rejected: [BitMask] = []
  private var registrations: [Registration?] = []
  private var checks: [LeftOutCheck] = []
  private var bright = MaskDifference()
  private var dark = MaskDifference()
  private var gray = Image<UInt8>()
  private var halver = MaskHalver()

  /// Begins with the first image.
  init(
    first image: Image<UInt8>, name: String, _ parameters: TeachingParameters,
    _ regions: Image<UInt8>?
  ) throws(TeachingError) {
    (self.parameters, self.regions) = (parameters, regions)
    (size, samples, before) = (image.size, image.channels >= 3 ? 3 : 1, 0)
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
    let size = self.size
    let empty = channels.map {
      ReferencePlane($0, size: ReferenceModel.size(of: $0, size))
    }
    statistics = empty.map { PlaneStatistics($0.channel, size: $0.size) }
    planes = AlignedPlanes(channels: channels)
    let margin = parameters.comparison.borderMargin
    // Against an empty model the light stays as it is: it becomes the reference's.
    clipped = Image(width: size.width, height: size.height)
    let unseen = Self.model(empty, clipped, count: 1, noise: single)
    var bare = PlaneAligner(unseen, ReferenceLimits(unseen), margin: margin)
    bare.align(
      image, gray: gray, by: registration.grid, halfGrid: registration.halfGrid, into: &planes)
    for k in channels.indices {
      let size = statistics[k].size
      let covered = channels[k].isHalved ? planes.halfCovered : planes.covered
      statistics[k].add(
        planes.planes[k], covered: covered,
        rejected: BitMask(width: size.width, height: size.height))
    }
    let model = Self.model(statistics.map { $0.plane() }, clipped, count: 1, noise: single)
    aligner = PlaneAligner(
      model, ReferenceLimits(model, parameters: parameters.comparison, regions: regions),
      margin: margin)
    for k in statistics.indices { statistics[k].reset() }
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
    statistics = model.planes.map { PlaneStatistics($0) }
    clipped = model.clipped
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

  /// The model of planes that were made for one another.
  private static func model(
    _ planes: [ReferencePlane], _ clipped: Image<UInt8>, count: Int, noise: Double
  ) -> ReferenceModel {
    let header = ReferenceHeader(
      width: planes[0].size.width, height: planes[0].size.height,
      channels: planes.map(\.channel), imageCount: count, noise: noise)
    do {
      return try ReferenceModel(header: header, planes: planes, clipped: clipped)
    } catch {
      preconditionFailure("planes of a teacher make no model: \(error)")
    }
  }

  // MARK: Adding

  func add(_ image: Image<UInt8>, _ name: String) throws(TeachingError) -> TaughtImage {
    var taught = try align(image, name)
    rejected.append(BitMask(width: size.width, height: size.height))
    registrations.append(taught.isFound ? registration : nil)
    guard taught.isFound else {
      images.append(taught)
      return taught
    }
    taught.brightness = aligner.brightness
    images.append(taught)
    if isSeeded {
      learn(planes, images.count - 1)
    } else {
      seeds.append(Seed(planes: planes, index: images.count - 1))
      if seeds.count == Teacher.seedCount { learnSeeds() }
    }
    return images[images.count - 1]
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
    let medians = statistics.indices.map { k in
      let channel = statistics[k].channel
      return SeedStack.median(
        channel, seeds.map { $0.planes.planes[k] },
        covered: seeds.map { channel.isHalved ? $0.planes.halfCovered : $0.planes.covered })
    }
    for seed in seeds { clipped.count(seed.planes.clipped, by: 1) }
    setGate(medians)
    clipped = Image(width: size.width, height: size.height)
    for seed in seeds { learn(seed.planes, seed.index) }
    seeds = []
  }

  private func setGate(_ planes: [ReferencePlane]) {
    var comparison = parameters.comparison
    let factor = parameters.outvotedFactor
    (comparison.brightFactor, comparison.darkFactor) = (factor, factor)
    (comparison.colorFactor, comparison.gradientFactor) = (factor, factor)
    comparison.unstableLimit = 1000
    let model = Self.model(planes, clipped, count: 1, noise: single)
    gate = ReferenceComparer(
      ReferenceLimits(model, parameters: comparison, regions: regions))
    sinceGate = 0
  }

  /// Takes a part into the statistics but for what the others do not agree with.
  private func learn(_ planes: AlignedPlanes, _ index: Int) {
    if gate == nil || sinceGate >= Self.refresh && learned >= Teacher.seedCount {
      setGate(statistics.map { $0.plane() })
    }
    guard gate != nil else { return }
    gate?.compare(planes, bright: &bright, dark: &dark)
    var all = BitMask()
    all.assignOr(bright.region, dark.region)
    var morphology = BitMorphology()
    morphology.dilate(all, radius: Self.outvotedMargin, into: &rejected[index])
    if all.count == 0 { rejected[index].clear() }
    nameOutvoted(planes, index)
    var halved = BitMask()
    halver.halve(rejected[index], into: &halved)
    clipped.count(planes.clipped, by: 1)
    for k in statistics.indices {
      let isHalved = statistics[k].channel.isHalved
      statistics[k].add(
        planes.planes[k], covered: isHalved ? planes.halfCovered : planes.covered,
        rejected: isHalved ? halved : rejected[index])
    }
    sinceGate += 1
  }

  private var learned: Int { before + images.count { $0.isFound } }

  private func nameOutvoted(_ planes: AlignedPlanes, _ index: Int) {
    guard let gate, let registration = registrations[index] else { return }
    var grouping = BlobParameters()
    (grouping.minimumArea, grouping.mergeDistance) = (4, 12)
    var finder = BlobFinder(parameters: grouping)
    var list = BlobList()
    finder.find(bright, polarity: .added, appendingTo: &list)
    finder.find(dark, polarity: .missing, appendingTo: &list)
    for blob in list.blobs {
      let measured = gate.measured(blob, of: list, planes)
      images[index].outvoted.append(
        OutvotedPlace(
          box: registration.imageBox(blob.box), referenceBox: blob.box,
          strength: measured.peak.exceedance * parameters.outvotedFactor,
          isBright: blob.polarity == .added, peak: measured.peak))
    }
  }

  // MARK: Checking

  func check(_ image: Image<UInt8>, _ name: String) throws(TeachingError) {
    learnSeeds()
    guard learned > 1, let index = images.firstIndex(where: { $0.name == name }),
      images[index].isFound, !checks.contains(where: { $0.index == index })
    else { return }
    let taught = try align(image, name)
    guard taught.isFound else { return }
    let mask = rejected[index]
    let left = outvoted(index)
    var (halved, halfLeft) = (BitMask(), BitMask())
    halver.halve(mask, into: &halved)
    halver.halve(left, into: &halfLeft)
    var clippedElsewhere = clipped
    clippedElsewhere.count(planes.clipped, by: -1)
    let others = statistics.indices.map { k in
      let isHalved = statistics[k].channel.isHalved
      return statistics[k].plane(
        without: planes.planes[k], covered: isHalved ? planes.halfCovered : planes.covered,
        rejected: isHalved ? halved : mask)
    }
    let model = Self.model(others, clippedElsewhere, count: max(1, learned - 1), noise: noise)
    checks.append(
      LeftOutCheck(
        index: index, planes, rejected: left, halfRejected: halfLeft, model,
        parameters.comparison, regions, registration))
  }

  /// What was outvoted of an image where the good parts do not differ.
  private func outvoted(_ index: Int) -> BitMask {
    var mask = rejected[index]
    var runs = BitRuns()
    runs.assign(mask)
    for i in 0..<runs.count {
      let y = Int(runs.rows[i])
      for x in Int(runs.starts[i])..<Int(runs.ends[i])
      where statistics[0].isVariation(x: x, y: y) { mask[x, y] = false }
    }
    return mask
  }

  /// Spread of pixels where nothing varies: the median of their deviations in brightness, of fewer
  /// than three parts what the first image says of itself.
  private var noise: Double {
    guard learned >= 3 else { return single }
    if let known = measuredNoise { return known }
    let found = max(0.2, statistics[0].medianDeviation())
    measuredNoise = found
    return found
  }
  private var measuredNoise: Double?

  func result() throws(TeachingError) -> TaughtPart {
    learnSeeds()
    let found = images.count { $0.isFound }
    guard learned > 0 else { throw .nothing }
    if 2 * found < images.count {
      throw .firstDiffers(name: images[0].name, found: found, of: images.count)
    }
    measuredNoise = nil
    let model = Self.model(statistics.map { $0.plane() }, clipped, count: learned, noise: noise)
    let report = ThresholdReport(
      checks, rate: parameters.falseAlarmRate, hasColor: samples == 3)
    var comparison = parameters.comparison
    report.apply(to: &comparison)
    let limits = ReferenceLimits(model, parameters: comparison, regions: regions)
    var images = self.images
    for i in images.indices {
      images[i].outvoted.removeAll { place in
        let k = place.peak.channel == .luma ? 1 : 2
        guard let s = statistics.first(where: { $0.channel == place.peak.channel }) else {
          return false
        }
        return s.isVariation(x: place.peak.x / k, y: place.peak.y / k)
      }
    }
    report.judge(checks, comparison, limits, &images)
    return TaughtPart(
      model: model, features: features, comparison: comparison,
      report: TeachingReport(
        images: images, unstableShare: limits.unstableShare, noise: model.header.noise,
        falseAlarmRate: parameters.falseAlarmRate, bright: report.bright, dark: report.dark,
        color: report.color, gradient: report.gradient))
  }
}

extension Image where Sample == UInt8 {
  /// Adds `amount` to the pixels of `mask`, within 0...255.
  fileprivate mutating func count(_ mask: BitMask, by amount: Int) {
    var runs = BitRuns()
    runs.assign(mask)
    for i in 0..<runs.count {
      for x in Int(runs.starts[i])..<Int(runs.ends[i]) {
        let y = Int(runs.rows[i])
        self[x, y] = UInt8(max(0, min(255, Int(self[x, y]) + amount)))
      }
    }
  }
}

import Foundation
import Kernels
import Pixels

/// Finds a part in photographs by a reference photograph of it.
///
/// The whole reference, reduced to some hundred pixels, is correlated with the image under every turn
/// that the recipe allows; the likeliest places are followed to finer levels by patches of the
/// reference that stand out in both directions, each found by normalised correlation to parts of a
/// pixel, and turn, scale and shift are fitted to what most patches agree on (``SimilarityFit``).
///
/// The score is the share of the patches within the image that agree with the pose, times their mean
/// correlation: near 1 for the part itself, whatever its light, below about 0.4 for another. It is
/// measured at half size, where noise counts less. References too small for patches are
/// found as a whole, and the score is the correlation.
///
/// Keeps its scratch between calls; one per worker.
public struct PoseFinder: ~Copyable {
  /// Size of the reference in pixels.
  public let size: PixelSize
  /// The patches it looks for; hand them to the next finder for the same reference.
  public let features: [PoseFeature]
  private let parameters: PoseParameters
  /// The patches at each level, from the finest.
  private var patches: [[PatchMatcher]]
  private var coarse: CoarsePoseSearch
  private var levels = ReducedLevels()
  private var memory = PatchScratch()
  private var fit = SimilarityFit()
  private var pairs: [PointPair] = []
  private var scores: [Double] = []

  /// Patches looked for, about.
  fileprivate static let featureCount = 64
  fileprivate static let fewestFeatures = 6
  /// Pixels that regions must have each way, and all of them together over the reference's diagonal:
  /// from less, turn and scale are known too badly for what lies far from them.
  fileprivate static let leastSide = 32
  fileprivate static let leastReach = 1.0 / 12
  /// The score from which on no other place is looked at.
  private static let sureScore = 0.75
  /// Pixels in the shorter side of the coarsest level that patches are looked for on.
  fileprivate static let leastRoom = 60
  /// Pixels from a patch's middle to its side: at level 0, and at those above.
  fileprivate static let radii = [16, 12, 8, 8]
  /// How far from the expected place patches are looked for, in pixels of each level.
  private static let searches = [2, 2, 3, 5]
  /// Agreement that counts, in pixels of each level.
  private static let tolerances = [1.0, 1.0, 1.0, 1.5]

  /// A finder for what `reference`, of one channel, shows.
  ///
  /// Patches are chosen in `regions`, in the whole reference where there are none; where `features`
  /// are given, those are taken. `judged` is an image of the reference's size: nothing is found by
  /// what is 0 there, a label for instance. Throws where nothing stands out, and for regions that lie
  /// outside, are too small, or show too little.
  public init(
    reference: Image<UInt8>, regions: [PixelBox] = [], judged: Image<UInt8>? = nil,
    features: [PoseFeature]? = nil, parameters: PoseParameters = PoseParameters()
  ) throws(PoseError) {
    precondition(reference.channels == 1, "a reference to find a part by has one channel")
    precondition(
      judged.map { $0.size == reference.size && $0.channels == 1 } ?? true,
      "what is judged has another size than the reference")
    let shown = try Shown(reference, regions, judged, features, parameters)
    (size, self.parameters, self.features) = (reference.size, parameters, shown.features)
    (patches, coarse) = (shown.patches, shown.coarse)
  }

  /// Throws unless the part is found in its own `reference` where it lies, to within a pixel at the
  /// corners: what is seen several times, or is too small, finds it elsewhere.
  public mutating func check(_ reference: Image<UInt8>) throws(PoseError) {
    precondition(reference.size == size, "the reference is of another size")
    let pose = find(in: reference)
    guard pose.score >= parameters.minimumScore else { throw .ambiguous(offset: .infinity) }
    var offset = 0.0
    for x in [0.0, Double(size.width - 1)] {
      for y in [0.0, Double(size.height - 1)] {
        let shift = pose.shift(at: PixelPoint(x: x, y: y))
        offset = max(offset, hypot(shift.x, shift.y))
      }
    }
    guard offset <= 1 else { throw .ambiguous(offset: offset) }
  }

  /// Where the part lies in `image`, of one channel, within the turn, scale and shift that the
  /// parameters allow. Where it is not found the score says so: compare it with
  /// ``PoseParameters/minimumScore``.
  public mutating func find(in image: Image<UInt8>) -> Pose {
    precondition(image.channels == 1, "a part is found in one channel, not \(image.channels)")
    guard image.width >= 4 && image.height >= 4 else { return Pose(map: Self.still, score: 0) }
    let top = max(coarse.top, patches.count - 1)
    levels.assign(image, count: top, scratch: &memory.scratch)
    coarse.search(
      coarse.top == 0 ? image : levels[coarse.top], imageSize: image.size, &memory)
    var best = Pose(map: Self.still, score: -1)
    for candidate in coarse.candidates {
      // What comes after a part that was found is less like it.
      guard best.score < Self.sureScore else { break }
      let pose =
        patches.isEmpty ? whole(candidate, image) : follow(refined(candidate, image).map, image)
      if pose.score > best.score, parameters.allows(pose.map, of: size, in: image.size) {
        best = pose
      }
    }
    return Pose(map: best.map, score: max(0, best.score))
  }

  private static let still = AffineMap.translation(dx: 0, dy: 0)

  /// The candidate on the level above the coarsest patches.
  private mutating func refined(
    _ candidate: CoarsePoseSearch.Candidate, _ image: Image<UInt8>
  ) -> CoarsePoseSearch.Candidate {
    var found = candidate
    for k in Swift.stride(from: coarse.top - 1, through: patches.count, by: -1) {
      found = coarse.refined(found, k == 0 ? image : levels[k], k, halvings: 1, &memory)
    }
    return found
  }

  /// The candidate as a pose of the whole reference, which has no patches.
  private mutating func whole(
    _ candidate: CoarsePoseSearch.Candidate, _ image: Image<UInt8>
  ) -> Pose {
    var found = candidate
    for k in Swift.stride(from: coarse.top, through: 0, by: -1) {
      found = coarse.refined(found, k == 0 ? image : levels[k], k, halvings: k + 5, &memory)
    }
    return Pose(map: found.map, score: max(0, min(1, found.score)))
  }

  /// Follows a place from the coarsest patches to the finest.
  private mutating func follow(_ start: AffineMap, _ image: Image<UInt8>) -> Pose {
    var map = start
    var score = 0.0
    let slack = parameters.maximumScaleChange + 0.01
    for k in Swift.stride(from: patches.count - 1, through: 0, by: -1) {
      let level = k == 0 ? image : levels[k]
      pairs.removeAll(keepingCapacity: true)
      scores.removeAll(keepingCapacity: true)
      var seen = 0
      let reduced = map.reduced(k)
      for i in patches[k].indices {
        guard
          let match = patches[k][i].match(level, by: reduced, search: Self.searches[k], &memory)
        else { continue }
        seen += 1
        guard match.score > 0.4 && !match.isOnBorder else { continue }
        let (x, y) = (Double(patches[k][i].x), Double(patches[k][i].y))
        pairs.append(
          PointPair(
            reference: PixelPoint(x: x, y: y),
            image: reduced.applied(to: PixelPoint(x: x + match.dx, y: y + match.dy))))
        scores.append(match.score)
      }
      guard
        let better = fit.fit(
          pairs, tolerance: Self.tolerances[k], scales: (1 - slack)...(1 + slack)),
        fit.count >= max(4, seen / 5)
      else { return Pose(map: map, score: 0.5 * agreement(seen)) }
      map = better.enlarged(k)
      if k == min(1, patches.count - 1) { score = agreement(seen) }
    }
    return Pose(map: map, score: score)
  }

  /// The share of the patches that agree, times their mean correlation.
  private func agreement(_ seen: Int) -> Double {
    var sum = 0.0
    for (i, score) in scores.enumerated() where fit.agrees[i] { sum += score }
    return seen > 0 ? min(1, max(0, sum / Double(seen))) : 0
  }
}

/// What is kept of a reference to find it.
private struct Shown {
  let features: [PoseFeature]
  private(set) var patches: [[PatchMatcher]] = []
  let coarse: CoarsePoseSearch

  init(
    _ reference: Image<UInt8>, _ regions: [PixelBox], _ judged: Image<UInt8>?,
    _ features: [PoseFeature]?, _ parameters: PoseParameters
  ) throws(PoseError) {
    let size = reference.size
    let whole = PixelBox(x1: 0, y1: 0, x2: size.width, y2: size.height)
    for region in regions where region.intersection(whole) != region || region.isEmpty {
      throw .regionOutside(region, size)
    }
    for region in regions where min(region.width, region.height) < PoseFinder.leastSide {
      throw .regionTooSmall(region, least: PoseFinder.leastSide)
    }
    guard size.width >= 4 && size.height >= 4 else { throw .featureless(size) }
    let box = regions.dropFirst().reduce(regions.first ?? whole) { $0.union($1) }
    let diagonal = hypot(Double(size.width), Double(size.height))
    let reach = Int((diagonal * PoseFinder.leastReach).rounded(.up))
    guard max(box.width, box.height) >= reach else { throw .regionTooSmall(box, least: reach) }
    // The coarsest patches must leave room for several.
    let room = ReducedLevels.count(
      PixelSize(width: box.width, height: box.height), side: PoseFinder.leastRoom)
    let top = min(PoseFinder.radii.count - 1, room)
    let cell = (Double(box.area) / Double(PoseFinder.featureCount)).squareRoot()
    let chosen =
      features
      ?? FeatureSelection(reference).places(
        cell: max(Int(cell.rounded(.up)), 8), radius: 24,
        margin: (PoseFinder.radii[top] + 1) << top, regions: regions, judged: judged)
    guard regions.isEmpty || features != nil || chosen.count >= PoseFinder.fewestFeatures else {
      throw .tooFewPlaces(chosen.count, needed: PoseFinder.fewestFeatures)
    }
    self.features = chosen.count >= PoseFinder.fewestFeatures ? chosen : []
    var levels = ReducedLevels()
    var scratch = Scratch()
    levels.assign(reference, count: top, scratch: &scratch)
    for k in 0...top where !self.features.isEmpty {
      let level = k == 0 ? reference : levels[k]
      let radius = PoseFinder.radii[k]
      let inner = PixelBox(
        x1: radius, y1: radius, x2: level.width - radius, y2: level.height - radius)
      patches.append(
        self.features.compactMap { feature in
          let (x, y) = (feature.x >> k, feature.y >> k)
          guard x >= inner.x1 && y >= inner.y1 && x < inner.x2 && y < inner.y2 else { return nil }
          return PatchMatcher(level, x: x, y: y, radius: radius)
        })
    }
    coarse = try CoarsePoseSearch(
      judged.map { reference.blanked(where: $0) } ?? reference, box: box,
      least: patches.isEmpty ? 0 : top, parameters: parameters)
  }
}

extension Image where Sample == UInt8 {
  /// The image with the mean of its other pixels where `judged` is 0: nothing stands out there.
  fileprivate func blanked(where judged: Image<UInt8>) -> Image<UInt8> {
    var (sum, n) = (0, 0)
    for y in 0..<height {
      for x in 0..<width where judged[x, y] > 0 {
        sum += Int(self[x, y])
        n += 1
      }
    }
    let mean = UInt8(n > 0 ? sum / n : 0)
    var out = self
    for y in 0..<height {
      for x in 0..<width where judged[x, y] == 0 { out[x, y] = mean }
    }
    return out
  }
}

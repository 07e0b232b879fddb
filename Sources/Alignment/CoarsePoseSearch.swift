import Foundation
import Kernels
import Pixels

/// Finds roughly where a reference lies in an image, by correlating the whole of it, reduced, under
/// every turn.
struct CoarsePoseSearch: Sendable {
  /// A place where it may lie.
  struct Candidate: Sendable {
    /// From the reference to the image, in pixels of the unreduced images.
    var map: AffineMap
    var angle: Double
    var scale: Double
    /// Normalised correlation there.
    var score: Double
  }

  /// The longest side of the reduced reference, in pixels.
  private static let longestSide = 100
  private static let candidateCount = 4

  /// The level with which the search begins.
  let top: Int
  private let box: PixelBox
  private let size: PixelSize
  private let parameters: PoseParameters
  /// The reference within the box at each level from 0 up to the top.
  private var matchers: [TemplateMatcher] = []
  private let step: Double
  private var trials: [Candidate] = []
  private(set) var candidates: [Candidate] = []

  /// A search for `box` of `reference`; reduced levels below `least` are not looked at.
  init(
    _ reference: Image<UInt8>, box: PixelBox, least: Int, parameters: PoseParameters
  ) throws(PoseError) {
    (self.box, size, self.parameters) = (box, reference.size, parameters)
    var top = 0
    while (max(box.width, box.height) - 1) >> top >= Self.longestSide
      && min(box.width, box.height) >> (top + 1) >= 8
    {
      top += 1
    }
    self.top = top
    var levels = ReducedLevels()
    var scratch = Scratch()
    levels.assign(reference, count: top, scratch: &scratch)
    for k in 0...top {
      let level = k == 0 ? reference : levels[k]
      // Levels that are not looked at get no template.
      let shown =
        k >= min(least, top)
        ? Self.reduced(box, k, level.size)
        : PixelBox(
          x1: 0, y1: 0, x2: 1, y2: 1)
      matchers.append(TemplateMatcher(level.cropped(to: shown)))
    }
    let samples = matchers[top].template.samples
    let mean = samples.reduce(0) { $0 + Double($1) } / Double(samples.count)
    let variance = samples.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    guard variance / Double(samples.count) >= 1 else { throw .featureless(reference.size) }
    let template = matchers[top].template
    let radius = 0.35 * hypot(Double(template.width), Double(template.height))
    step = 1 / max(radius, 2)
  }

  private static func reduced(_ box: PixelBox, _ k: Int, _ size: PixelSize) -> PixelBox {
    PixelBox(
      x1: box.x1 >> k, y1: box.y1 >> k, x2: ((box.x2 - 1) >> k) + 1, y2: ((box.y2 - 1) >> k) + 1
    ).clipped(to: size)
  }

  /// Finds the likeliest places in an image of `imageSize`, given reduced by 2^top; they are in
  /// ``candidates``, the best first.
  mutating func search(
    _ level: Image<UInt8>, imageSize: PixelSize, _ memory: inout PatchScratch
  ) {
    trials.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    let limit = min(180, max(0, parameters.maximumAngle)) * .pi / 180
    let turns = Int((limit / step).rounded(.up))
    let scales = Int((parameters.maximumScaleChange / 0.03).rounded())
    // The part turns around its middle, wherever in it the box lies.
    let (middle, target) = (size.middle, imageSize.middle)
    let extraX = abs(Double(imageSize.width - size.width)) / 2
    let extraY = abs(Double(imageSize.height - size.height)) / 2
    let unit = Double(1 << top)
    let searchX = Int(((parameters.maximumShift + extraX) / unit).rounded(.up)) + 1
    let searchY = Int(((parameters.maximumShift + extraY) / unit).rounded(.up)) + 1
    for s in -scales...scales {
      let scale =
        1 + (scales == 0 ? 0 : Double(s) / Double(scales) * parameters.maximumScaleChange)
      let first = trials.count
      for t in -turns...turns {
        let angle = turns == 0 ? 0 : Double(t) / Double(turns) * limit
        let map = AffineMap.similarity(angle: angle, scale: scale, from: middle, to: target)
        trials.append(
          place(
            Candidate(map: map, angle: angle, scale: scale, score: 0), level, top, searchX,
            searchY, &memory))
      }
      // Of neighbouring turns only the best is followed.
      for i in first..<trials.count {
        let before = i > first ? trials[i - 1].score : -2
        let after = i + 1 < trials.count ? trials[i + 1].score : -2
        if trials[i].score >= before && trials[i].score > after { keep(trials[i]) }
      }
    }
  }

  /// The candidate followed to level `k`, given, where the steps between turns are halved `halvings`
  /// times.
  mutating func refined(
    _ candidate: Candidate, _ level: Image<UInt8>, _ k: Int, halvings: Int,
    _ memory: inout PatchScratch
  ) -> Candidate {
    var best = place(candidate, level, k, 2, 2, &memory)
    var step = self.step
    let middle = PixelPoint(
      x: Double(box.x1 + box.x2 - 1) / 2, y: Double(box.y1 + box.y2 - 1) / 2)
    for _ in 0..<halvings {
      step /= 2
      let start = best
      for sign in 0..<2 {
        var trial = start
        trial.angle += sign == 0 ? -step : step
        trial.map = .similarity(
          angle: trial.angle, scale: trial.scale, from: middle,
          to: start.map.applied(to: middle))
        trial = place(trial, level, k, 2, 2, &memory)
        if trial.score > best.score { best = trial }
      }
    }
    return best
  }

  /// The candidate moved to the best place near it on level `k`.
  private mutating func place(
    _ candidate: Candidate, _ level: Image<UInt8>, _ k: Int, _ searchX: Int, _ searchY: Int,
    _ memory: inout PatchScratch
  ) -> Candidate {
    let template = matchers[k].template.size
    let map = candidate.map.reduced(k)
    let (left, top) = (Double((box.x1 >> k) - searchX), Double((box.y1 >> k) - searchY))
    memory.warped.assignWarp(
      level, by: map.moved(dx: left, dy: top),
      size: PixelSize(
        width: template.width + 2 * searchX, height: template.height + 2 * searchY),
      border: .replicate, scratch: &memory.scratch)
    let match = matchers[k].best(
      in: memory.warped, scores: &memory.scores, scratch: &memory.scratch)
    var found = candidate
    found.map = map.moved(
      dx: match.position.x - Double(searchX), dy: match.position.y - Double(searchY)
    ).enlarged(k)
    found.score = Double(match.score)
    return found
  }

  private mutating func keep(_ candidate: Candidate) {
    let place = candidates.firstIndex { $0.score < candidate.score } ?? candidates.count
    guard place < Self.candidateCount else { return }
    if candidates.count == Self.candidateCount { candidates.removeLast() }
    candidates.insert(candidate, at: place)
  }
}

import Kernels
import Pixels

/// Compares an image in its reference's frame with what good parts look like.
///
/// A pixel's exceedance is its difference from the mean over its limit (``ReferenceLimits``).
/// Evidence: exceedance at least 1. Region: evidence, and pixels of at least
/// ``PhotoComparisonParameters/regionShare`` no further from it than the growth. Differences in
/// colour and gradient count as bright or dark by the brightness beneath them. Keeps its scratch between
/// calls; one per worker.
public struct ReferenceComparer: Sendable {
  /// The limits it compares with.
  public let limits: ReferenceLimits
  /// The largest exceedance of the last image in each aspect, of those of at least the region's share;
  /// with factors of 0 none.
  public private(set) var peaks = ComparedAspect.Values(repeating: DifferencePeak.none)
  /// Pixels of the last image that were judged, in square pixels of the reference.
  public private(set) var judgedArea = 0

  private var masks = DifferenceMasks()
  private var candidates = BitMask()
  private var halfEvidence = BitMask()
  private var grown = BitMask()
  private var morphology = BitMorphology()
  private var runs = BitRuns()
  private var components = ConnectedComponents()
  private var sums: [Int] = []
  private var strongest: [DifferencePeak] = []

  /// A comparer with `limits`.
  public init(_ limits: ReferenceLimits) { self.limits = limits }

  /// Writes what is too bright in `planes`, made for the same model, to `bright`, and what is too
  /// dark to `dark`.
  public mutating func compare(
    _ planes: AlignedPlanes, bright: inout MaskDifference, dark: inout MaskDifference
  ) {
    precondition(planes.channels == limits.channels, "planes and limits are of other channels")
    for aspect in ComparedAspect.allCases { peaks[aspect] = .none }
    masks.assign(planes.planes[0], lower: limits.lower[0], upper: limits.upper[0])
    candidates.assignAnd(masks.bright, planes.covered)
    follow(planes, isBright: true, &bright)
    candidates.assignAnd(masks.dark, planes.covered)
    candidates.formAndNot(planes.clipped)
    follow(planes, isBright: false, &dark)
    candidates.assignAndNot(planes.covered, limits.ignored)
    judgedArea = candidates.count
    for k in planes.channels.indices.dropFirst() {
      let factors = limits.factors(planes.channels[k])
      let isColor = planes.channels[k] != .gradient
      guard factors.bright > 0, planes.hasColor || !isColor else { continue }
      addHalved(planes, k, &bright, &dark)
    }
  }

  /// The evidence among the candidates in brightness, and the region around it.
  private mutating func follow(
    _ planes: AlignedPlanes, isBright: Bool, _ out: inout MaskDifference
  ) {
    out.evidence.reshape(width: candidates.width, height: candidates.height)
    out.evidence.clear()
    runs.assign(candidates)
    var peak = DifferencePeak.none
    for i in 0..<runs.count {
      let y = Int(runs.rows[i])
      for x in Int(runs.starts[i])..<Int(runs.ends[i]) {
        let found = exceedance(planes, 0, x, y)
        if found.exceedance >= 1 { out.evidence[x, y] = true }
        if found.exceedance > peak.exceedance { peak = found }
      }
    }
    peaks[isBright ? .bright : .dark] = peak
    if peak.exceedance >= 1 {
      morphology.dilate(out.evidence, radius: min(31, limits.parameters.growth), into: &grown)
      grown.formAnd(candidates)
      out.region.assignOr(grown, out.evidence)
    } else {
      out.region.reshape(width: candidates.width, height: candidates.height)
      out.region.clear()
    }
  }

  /// Adds what differs in a channel at half size, component by component.
  private mutating func addHalved(
    _ planes: AlignedPlanes, _ k: Int, _ bright: inout MaskDifference,
    _ dark: inout MaskDifference
  ) {
    masks.assign(planes.planes[k], lower: limits.lower[k], upper: limits.upper[k])
    candidates.assignOr(masks.bright, masks.dark)
    candidates.formAnd(planes.halfCovered)
    components.label(candidates)
    guard components.count > 0 else { return }
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: components.count))
    strongest.removeAll(keepingCapacity: true)
    strongest.append(contentsOf: repeatElement(.none, count: components.count))
    for i in 0..<components.runs.count {
      let label = Int(components.labels[i])
      let y = Int(components.runs.rows[i])
      for x in Int(components.runs.starts[i])..<Int(components.runs.ends[i]) {
        let found = exceedance(planes, k, x, y)
        if found.exceedance > strongest[label].exceedance { strongest[label] = found }
        sums[label] += lumaDifference(planes, 2 * x, 2 * y)
      }
    }
    let aspect = ComparedAspect(planes.channels[k], isBright: true)
    for peak in strongest where peak.exceedance > peaks[aspect].exceedance { peaks[aspect] = peak }
    for i in 0..<components.runs.count {
      let label = Int(components.labels[i])
      guard strongest[label].exceedance >= 1 else { continue }
      let y = Int(components.runs.rows[i])
      let (x1, x2) = (Int(components.runs.starts[i]), Int(components.runs.ends[i]))
      if sums[label] >= 0 {
        paint(planes, k, y, x1, x2, &bright)
      } else {
        paint(planes, k, y, x1, x2, &dark)
      }
    }
  }

  /// Paints a run at half size into masks at full size.
  private func paint(
    _ planes: AlignedPlanes, _ k: Int, _ y: Int, _ x1: Int, _ x2: Int,
    _ out: inout MaskDifference
  ) {
    for row in (2 * y)...(2 * y + 1) { out.region.setRun(y: row, x1: 2 * x1, x2: 2 * x2) }
    for x in x1..<x2 where exceedance(planes, k, x, y).exceedance >= 1 {
      for row in (2 * y)...(2 * y + 1) {
        out.evidence.setRun(y: row, x1: 2 * x, x2: 2 * x + 2)
      }
    }
  }

  /// How much brighter than its reference a pixel is, in 1/256 gray level; 0 outside.
  private func lumaDifference(_ planes: AlignedPlanes, _ x: Int, _ y: Int) -> Int {
    Int(planes.planes[0][x, y]) * 256 - Int(limits.means[0][x, y])
  }

  /// How far a pixel of channel `k` lies from its reference; 0 where it is not judged. The place is
  /// given in the channel's pixels.
  private func exceedance(
    _ planes: AlignedPlanes, _ k: Int, _ x: Int, _ y: Int
  ) -> DifferencePeak {
    let channel = limits.channels[k]
    let step = channel.isHalved ? 2 : 1
    let tolerance = limits.tolerances[k][x, y]
    guard tolerance < 255, let rule = limits.rule(x: x * step, y: y * step) else { return .none }
    let terms = limits.terms(channel, rule)
    let difference =
      Float(planes.planes[k][x, y]) - Float(limits.means[k][x, y]) / 256
    if difference > 0 || channel != .luma, limits.isClipped(x: x * step, y: y * step) {
      return .none
    }
    let factor = difference > 0 ? terms.bright : terms.dark
    let limit = max(terms.least, factor * Float(tolerance))
    guard limit > 0 && Double(limit) <= limits.parameters.unstableLimit else { return .none }
    return DifferencePeak(
      exceedance: Double(abs(difference) / limit), contrast: Double(difference),
      channel: channel, x: x * step, y: y * step)
  }

  /// How far each pixel of `planes`, compared last, lies from its reference, in the channel where it
  /// lies farthest: 128 is its limit, 255 twice that or more, 0 also where nothing is judged. At full
  /// size; takes time that only people have who look at one image.
  public func exceedances(_ planes: AlignedPlanes) -> Image<UInt8> {
    var map = Image<UInt8>(width: limits.size.width, height: limits.size.height)
    var here = DifferenceMeasurement()
    for y in 0..<map.height {
      for x in 0..<map.width where planes.covered[x, y] {
        here.peak = .none
        measure(planes, isBright: nil, y: y, x1: x, x2: x + 1, into: &here)
        map[x, y] = UInt8(clamping: Int((128 * min(2, here.peak.exceedance)).rounded()))
      }
    }
    return map
  }

  /// Adds columns `x1..<x2` of row `y` of a difference in `planes`, compared last, to what was measured
  /// of it: of one sign in brightness, or of both for `nil`.
  public func measure(
    _ planes: AlignedPlanes, isBright: Bool?, y: Int, x1: Int, x2: Int,
    into measurement: inout DifferenceMeasurement
  ) {
    measurement.area += x2 - x1
    for x in x1..<x2 {
      let found = exceedance(planes, 0, x, y)
      if isBright.map({ $0 == (found.contrast > 0) }) ?? true,
        found.exceedance > measurement.peak.exceedance
      {
        measurement.peak = found
      }
      for k in limits.channels.indices.dropFirst() {
        let isColor = limits.channels[k] != .gradient
        guard limits.factors(limits.channels[k]).bright > 0, planes.hasColor || !isColor,
          x / 2 < planes.planes[k].width, y / 2 < planes.planes[k].height
        else { continue }
        let other = exceedance(planes, k, x / 2, y / 2)
        if other.exceedance > measurement.peak.exceedance { measurement.peak = other }
      }
    }
  }
}

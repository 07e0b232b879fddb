import Kernels
import Pixels

/// How far each pixel of an image may lie from its reference: what a ``ReferenceComparer`` compares
/// with, made once from a model and what the recipe says.
///
/// A pixel with tolerance t (``ReferenceTolerance``), in a region whose rule has the factor r and the
/// smallest contrast c, may differ by
///
///     limit = max(factor r t, c)
///
/// with the factor for brighter, darker, colour or gradient; c counts half for colours, whose planes
/// have half the scale. Where good parts were clipped there is no limit towards bright, and none for
/// colour and gradient. Pixels without a rule, seen in too few good parts
/// (``PhotoComparisonParameters/minimumSeen``), or with a limit above
/// ``PhotoComparisonParameters/unstableLimit`` are not judged.
public struct ReferenceLimits: Sendable {
  /// The parameters they were made with.
  public let parameters: PhotoComparisonParameters
  /// Size of the reference in pixels.
  public let size: PixelSize
  /// The model's channels.
  public let channels: [ReferenceChannel]
  /// The tolerance of each channel's pixels in 1/8 gray level, 255 for more and for what was not seen.
  public let tolerances: [Image<UInt8>]
  /// Pixels at full size that are not judged, whatever the reason.
  public private(set) var ignored: BitMask
  /// Those of them that are not judged because they are not stable.
  public private(set) var unstable: BitMask
  /// The region map, of the reference's size, where there is one.
  public let regions: Image<UInt8>?
  /// The mean of each channel, in 1/256 gray level.
  public let means: [Image<UInt16>]
  private(set) var lower: [Image<UInt8>] = []
  private(set) var upper: [Image<UInt8>] = []
  private let clipped: Image<UInt8>
  /// How many good parts must show a pixel.
  private let fewest: UInt8

  /// Limits for `model`. `regions` says for each pixel of the reference which rule holds, see
  /// ``RegionRule``; all have the first where it is `nil`. Traps where it has another size or names a
  /// rule that is not there.
  public init(
    _ model: ReferenceModel, parameters: PhotoComparisonParameters = PhotoComparisonParameters(),
    regions: Image<UInt8>? = nil
  ) {
    precondition(!parameters.rules.isEmpty, "a comparison needs a rule")
    precondition(
      regions.map { $0.size == model.size && $0.channels == 1 } ?? true,
      "the region map has another size than the reference")
    (self.parameters, self.regions) = (parameters, regions)
    (size, channels) = (model.size, model.header.channels)
    means = model.planes.map(\.mean)
    clipped = model.clipped
    tolerances = model.planes.map {
      parameters.tolerance.image($0, noise: model.header.noise)
    }
    ignored = BitMask(width: model.size.width, height: model.size.height)
    unstable = ignored
    let least = (parameters.minimumSeen * Double(min(255, model.header.imageCount)))
      .rounded(.down)
    fewest = UInt8(max(1, min(255, least)))
    for k in channels.indices { make(k, model.planes[k], model.clipped) }
  }

  /// The share of the reference's pixels that a rule holds for and that are not stable, 0...1.
  public var unstableShare: Double {
    let judged = size.area - ignored.count + unstable.count
    return judged > 0 ? Double(unstable.count) / Double(judged) : 0
  }

  /// The rule at a pixel of the reference, `nil` where none holds.
  public func rule(x: Int, y: Int) -> RegionRule? {
    guard let regions else { return parameters.rules[0] }
    let k = Int(regions[x, y])
    return k > 0 && k <= parameters.rules.count ? parameters.rules[k - 1] : nil
  }

  /// Whether good parts were clipped at a pixel of the reference.
  func isClipped(x: Int, y: Int) -> Bool { clipped[x, y] > 0 }

  /// The factors for brighter and darker of a channel.
  func factors(_ channel: ReferenceChannel) -> (bright: Double, dark: Double) {
    switch channel {
    case .luma: (parameters.brightFactor, parameters.darkFactor)
    case .redGreen, .blueGreen: (parameters.colorFactor, parameters.colorFactor)
    case .gradient: (parameters.gradientFactor, parameters.gradientFactor)
    }
  }

  /// What a rule asks for in a channel: what a tolerance in 1/8 gray level is multiplied by for each
  /// sign, and the least limit, in gray levels.
  func terms(
    _ channel: ReferenceChannel, _ rule: RegionRule
  ) -> (bright: Float, dark: Float, least: Float) {
    let (bright, dark) = factors(channel)
    let unit = rule.toleranceFactor / Double(ReferenceTolerance.unit)
    let isColor = channel == .redGreen || channel == .blueGreen
    return (
      Float(bright * unit), Float(dark * unit),
      Float(isColor ? rule.minimumContrast / 2 : rule.minimumContrast)
    )
  }

  private mutating func make(
    _ k: Int, _ plane: ReferencePlane, _ clipped: Image<UInt8>
  ) {
    let (channel, size, tolerance) = (channels[k], plane.size, tolerances[k])
    var low = Image<UInt8>(width: size.width, height: size.height)
    var high = low
    let tables = LimitTables(self, channel)
    let row = LimitRow(
      tables: tables, width: size.width, step: channel.isHalved ? 2 : 1,
      share: Float(parameters.regionShare), fewest: fewest, isLuma: channel == .luma)
    let (lowStride, highStride) = (low.stride, high.stride)
    let (step, words) = (row.step, ignored.wordsPerRow)
    let seen = plane.seen
    low.withUnsafeMutableSamples { lows in
      high.withUnsafeMutableSamples { highs in
        plane.mean.withUnsafeSamples { means in
          tolerance.withUnsafeSamples { tolerances in
            seen.withUnsafeSamples { counts in
              clipped.withUnsafeSamples { clips in
                for y in 0..<size.height {
                  let flags = row.fill(
                    means + y * plane.mean.stride, tolerances + y * tolerance.stride,
                    counts + y * seen.stride, clips + y * step * clipped.stride, regions,
                    y * step, lows + y * lowStride, highs + y * highStride)
                  guard channel == .luma, flags.contains(where: { $0 > 0 }) else { continue }
                  ignored.withUnsafeMutableWords { mask in
                    unstable.withUnsafeMutableWords { other in
                      for x in 0..<size.width where flags[x] > 0 {
                        let bit: UInt64 = 1 << UInt64(x & 63)
                        mask[y * words + x >> 6] |= bit
                        if flags[x] == 2 { other[y * words + x >> 6] |= bit }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    lower.append(low)
    upper.append(high)
  }
}

/// The limits that each rule gives each tolerance, in gray levels; below 0 where there is none.
private struct LimitTables {
  /// 256 entries for each rule.
  private(set) var up: [Float] = []
  private(set) var down: [Float] = []
  let rules: Int

  init(_ limits: ReferenceLimits, _ channel: ReferenceChannel) {
    let factors = limits.factors(channel)
    rules = factors.bright > 0 && factors.dark > 0 ? limits.parameters.rules.count : 0
    for rule in limits.parameters.rules.prefix(rules) {
      let term = limits.terms(channel, rule)
      for t in 0..<256 {
        let bright = max(term.least, term.bright * Float(t))
        let dark = max(term.least, term.dark * Float(t))
        let isStable =
          t < 255 && Double(max(bright, dark)) <= limits.parameters.unstableLimit
        up.append(isStable ? bright : -1)
        down.append(isStable ? dark : -1)
      }
    }
  }
}

/// Makes the limits of a row of pixels.
private struct LimitRow {
  let tables: LimitTables
  let width: Int
  let step: Int
  let share: Float
  let fewest: UInt8
  let isLuma: Bool

  /// Writes the lowest and highest level of each pixel that is no candidate, and gives for each 0
  /// where it is judged, 2 where it is not stable, 1 where it is not judged for another reason.
  func fill(
    _ mean: UnsafePointer<UInt16>, _ tolerance: UnsafePointer<UInt8>,
    _ count: UnsafePointer<UInt8>, _ clipped: UnsafePointer<UInt8>, _ regions: Image<UInt8>?,
    _ y: Int, _ low: UnsafeMutablePointer<UInt8>, _ high: UnsafeMutablePointer<UInt8>
  ) -> [UInt8] {
    var flags = [UInt8](repeating: 0, count: width)
    var rules = [Int](repeating: 0, count: width)
    if let regions {
      regions.withUnsafeSamples { p in
        let row = p + y * regions.stride
        for x in 0..<width { rules[x] = Int(row[x * step]) - 1 }
      }
    }
    tables.up.withUnsafeBufferPointer { up in
      tables.down.withUnsafeBufferPointer { down in
        for x in 0..<width {
          (low[x], high[x]) = (0, 255)
          let rule = rules[x]
          guard rule >= 0 && rule < tables.rules && count[x] >= fewest else {
            flags[x] = 1
            continue
          }
          let entry = rule * 256 + Int(tolerance[x])
          guard up[entry] >= 0 else {
            flags[x] = 2
            continue
          }
          let isClipped = clipped[x * step] > 0
          if isClipped && !isLuma { continue }
          let m = Float(mean[x]) / 256
          let bottom = max(0, min(255, m - share * down[entry]))
          let top = max(0, min(255, m + share * up[entry]))
          low[x] = UInt8(truncatingIfNeeded: Int32(bottom.rounded(.up)))
          high[x] = isClipped ? 255 : UInt8(truncatingIfNeeded: Int32(top))
        }
      }
    }
    return flags
  }
}

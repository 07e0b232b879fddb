import Kernels
import Pixels

/// Compares pictures of surfaces with a ``TextureModel``: what is anomalous, where, and how much.
///
/// Keeps its memory between calls, and allocates none where the size stays the same; one per worker.
public struct TextureComparer: ~Copyable {
  private let model: TextureModel
  private let parameters: TextureParameters
  /// What each filter's response is multiplied with for an anomaly, at usual strength.
  private let usualScales: [Float]
  private var bank = TextureBank()
  private var scratch = Scratch()
  private var shapeScales = [Float](repeating: 0, count: FloatPlane.shapeCount)
  private var lineScales = [Float](repeating: 0, count: TextureLines.count)
  /// The anomaly by resolution: half, quarter and so on; the first is the result.
  private var anomalies = [FloatPlane](repeating: FloatPlane(), count: TextureLayout.levels)
  private var morphology = BitMorphology()
  private var grown = BitMask()
  private var weak = BitMask()

  /// The score of each pixel of the picture compared last, 0...1 as 0...255; above 127 lies beyond the
  /// limit. For pictures of the anomaly, and as large as the picture.
  public private(set) var scores = Image<UInt8>()

  /// A comparer. Traps where a parameter is outside its range.
  public init(model: TextureModel, parameters: TextureParameters = TextureParameters()) {
    precondition(
      (0.1...10).contains(parameters.tolerance), "a tolerance of \(parameters.tolerance)")
    precondition(
      (0.1...1).contains(parameters.regionShare), "a share of \(parameters.regionShare)")
    precondition((0...64).contains(parameters.growth), "growth by \(parameters.growth) px")
    (self.model, self.parameters) = (model, parameters)
    let limit =
      model.limit(falseAlarmRate: parameters.falseAlarmRate) * parameters.tolerance
    var scales = [Float](repeating: 0, count: TextureLayout.filterCount)
    for (family, usual) in zip(TextureLayout.families, model.norm.familyLimits()) {
      for filter in family.filters {
        scales[filter] = Float(1 / (model.norm.deviation(filter) * usual * limit))
      }
    }
    usualScales = scales
  }

  /// Writes what is anomalous in `image` to `difference` and gives the score of the picture: that of its
  /// most anomalous pixel, 0...1, 0.5 at the limit.
  ///
  /// Evidence is what lies beyond the limit; the region takes along what is within the growth of it and
  /// beyond the region's share of the limit. Pixels that are not `valid` are neither and do not count for
  /// the score; `nil` is all. Traps unless the image has one channel and a size that
  /// ``TextureModel/canJudge(_:)``, and where `valid` has another size.
  public mutating func compare(
    _ image: Image<UInt8>, valid: BitMask? = nil, difference: inout MaskDifference
  ) -> Double {
    precondition(image.channels == 1, "a surface has one channel, not \(image.channels)")
    precondition(
      TextureModel.canJudge(image.size), "a surface of \(image.size) pixels cannot be judged")
    precondition(valid == nil || valid?.size == image.size, "masks differ in size")
    measure(image)
    scores.assignTextureScores(anomalies[0], size: image.size)
    difference.evidence.assignThreshold(scores, over: 127)
    let share = TextureModel.score(ofAnomaly: parameters.regionShare)
    weak.assignThreshold(scores, over: UInt8(min(127, (255 * share).rounded())))
    if let valid {
      difference.evidence.formAnd(valid)
      weak.formAnd(valid)
    }
    morphology.dilate(difference.evidence, radius: parameters.growth, into: &grown)
    grown.formAnd(weak)
    difference.region.assignOr(grown, difference.evidence)
    return score(in: PixelBox(x1: 0, y1: 0, x2: image.width, y2: image.height), valid: valid)
  }

  /// The score of the most anomalous pixel of the picture compared last that lies in `box` and is
  /// `valid`, 0...1; 0 where there is none.
  public func score(in box: PixelBox, valid: BitMask? = nil) -> Double {
    let box = box.clipped(to: scores.size)
    guard !box.isEmpty else { return 0 }
    var most: Float = 0
    var y = 0
    anomalies[0].forEachRow { row in
      defer { y += 1 }
      guard y >= box.y1 / 2, y <= (box.y2 - 1) / 2 else { return }
      for x in (box.x1 / 2)...((box.x2 - 1) / 2) where row[x] > most {
        guard valid.map({ Self.touches($0, x, y) }) ?? true else { continue }
        most = row[x]
      }
    }
    return TextureModel.score(ofAnomaly: Double(most))
  }

  /// Whether one of the four pixels that an anomaly stands for is set.
  private static func touches(_ mask: BitMask, _ x: Int, _ y: Int) -> Bool {
    mask[2 * x, 2 * y] || mask[2 * x + 1, 2 * y] || mask[2 * x, 2 * y + 1]
      || mask[2 * x + 1, 2 * y + 1]
  }

  private mutating func measure(_ image: Image<UInt8>) {
    bank.take(image, scratch: &scratch)
    bank.takeRarity(model.rarity)
    var size = image.size
    for level in anomalies.indices {
      size = PixelSize(width: (size.width + 1) / 2, height: (size.height + 1) / 2)
      anomalies[level].assign(0, size: size)
    }
    for source in TextureSource.allCases {
      bank.whiten(source, weights: model.whitening[source.rawValue])
      if source.hasThinLines {
        bank.smoothWhitened(source, scratch: &scratch)
        takeLineScales(from: TextureLayout.firstThinLine(source))
        bank.raiseByThinLines(&anomalies[0], scales: lineScales)
      }
      for depth in 1...TextureLayout.depths {
        bank.descend(source, to: depth, scratch: &scratch)
        let level = source.octave + depth - 1
        let first = TextureLayout.firstShape(source, depth)
        for k in shapeScales.indices { shapeScales[k] = scale(first + k) }
        anomalies[level].formShapeMaximum(bank.smoothed, scales: shapeScales)
        guard depth == 1, source.hasLines else { continue }
        takeLineScales(from: TextureLayout.firstLine(source))
        bank.raiseByLines(&anomalies[level], scales: lineScales)
      }
    }
    for level in anomalies.indices { anomalies[level].formTapered() }
    for level in stride(from: anomalies.count - 2, through: 0, by: -1) {
      anomalies[level].formMaximum(coarse: anomalies[level + 1])
    }
  }

  private mutating func takeLineScales(from first: Int) {
    for k in lineScales.indices { lineScales[k] = scale(first + k) }
  }

  /// What a filter's response is multiplied with in the picture whose plane was measured last.
  private func scale(_ filter: Int) -> Float {
    usualScales[filter] / Float(model.norm.strength(filter, square: bank.squares[filter]))
  }
}

import Foundation
import Kernels
import Pixels

/// What came of teaching surfaces.
public struct TextureTeaching: Sendable {
  /// What was learned.
  public let model: TextureModel
  /// The anomaly of each picture by a model of the others: below 1 is usual.
  public let anomalies: [Double]
  /// The pictures, by number, that stand out so much that they were left out of the model.
  public let suspects: [Int]
}

/// Learns ``TextureModel`` from pictures of good surfaces, and from more of them later.
public enum TextureTeacher {
  /// A picture that so few of good ones would exceed, by what the others are like, is left out.
  private static let suspicion = 0.0005
  /// What is added to the variance of gray levels, and of rarities: about what rounding makes of them.
  private static let noise = [0.1, 0.1, 0.1, 0.02]

  /// Learns from `count` pictures, at least 1, which `image` gives by number; each is asked for three
  /// times, so that they need not all be held in memory.
  ///
  /// Traps unless all have one channel and a size that ``TextureModel/canJudge(_:)``; throws what `image`
  /// throws. Of five and more pictures up to a quarter may be left out as suspects.
  public static func teach<Failure: Error>(
    count: Int, image: (Int) throws(Failure) -> Image<UInt8>
  ) throws(Failure) -> TextureTeaching {
    precondition(count > 0, "nothing to learn from")
    var meter = TextureMeter()
    var levels = [Double](repeating: 0, count: GrayRarity.count)
    var covariances = TextureSource.allCases.map { _ in TextureCovariance() }
    for i in 0..<count {
      meter.add(try checked(image(i)), levels: &levels, covariances: &covariances)
    }
    let rarity = GrayRarity(counts: levels)
    for i in 0..<count {
      meter.add(
        try checked(image(i)), rarity: rarity,
        covariance: &covariances[TextureSource.rarity.rawValue])
    }
    let whitening = zip(covariances, noise).map { $0.whitening(noise: $1) }
    var statistics: [TextureStatistics] = []
    for i in 0..<count {
      statistics.append(
        meter.measure(try checked(image(i)), rarity: rarity, whitening: whitening))
    }
    return teaching(statistics, rarity: rarity, whitening: whitening)
  }

  /// Adds another good picture to a model and gives its anomaly by the model as it was. Covariance and
  /// rarity stay as they are.
  @discardableResult
  public static func add(_ image: Image<UInt8>, to model: inout TextureModel) -> Double {
    var meter = TextureMeter()
    let statistics = meter.measure(
      checked(image), rarity: model.rarity, whitening: model.whitening)
    let largest = model.norm.largest(of: statistics)
    let anomaly = model.norm.anomaly(of: largest)
    model.norm.add(largest: largest, anomaly: anomaly)
    model.norm.add(statistics)
    return anomaly
  }

  private static func checked(_ image: Image<UInt8>) -> Image<UInt8> {
    precondition(image.channels == 1, "a surface has one channel, not \(image.channels)")
    precondition(
      TextureModel.canJudge(image.size), "a surface of \(image.size) pixels cannot be judged")
    return image
  }

  private static func teaching(
    _ statistics: [TextureStatistics], rarity: GrayRarity, whitening: [[Float]]
  ) -> TextureTeaching {
    var kept = Array(statistics.indices)
    var suspects: [Int] = []
    while true {
      let judged = kept.map { i in
        judgement(of: statistics[i], by: kept.filter { $0 != i }.map { statistics[$0] })
      }
      if kept.count >= 5, (suspects.count + 1) * 4 <= statistics.count,
        let worst = judged.indices.max(by: { judged[$0].anomaly < judged[$1].anomaly }),
        stands(worst, outOf: judged.map(\.anomaly))
      {
        suspects.append(kept.remove(at: worst))
        continue
      }
      var norm = TextureNorm()
      for i in kept { norm.add(statistics[i]) }
      for one in judged { norm.add(largest: one.largest, anomaly: one.anomaly) }
      let all = statistics.indices.map { i in
        kept.firstIndex(of: i).map { judged[$0].anomaly }
          ?? norm.anomaly(of: norm.largest(of: statistics[i]))
      }
      return TextureTeaching(
        model: TextureModel(rarity: rarity, whitening: whitening, norm: norm), anomalies: all,
        suspects: suspects.sorted())
    }
  }

  /// How a picture looks to a model of `others`; of itself where there are none.
  private static func judgement(
    of statistics: TextureStatistics, by others: [TextureStatistics]
  ) -> (largest: [Double], anomaly: Double) {
    var norm = TextureNorm()
    for other in others.isEmpty ? [statistics] : others { norm.add(other) }
    for other in others.isEmpty ? [statistics] : others {
      norm.add(largest: norm.largest(of: other), anomaly: 1)
    }
    let largest = norm.largest(of: statistics)
    return (largest, norm.anomaly(of: largest))
  }

  private static func stands(_ index: Int, outOf anomalies: [Double]) -> Bool {
    let logarithms = anomalies.indices.filter { $0 != index }
      .map { log(max(anomalies[$0], 1e-6)) }
    let others = TextureLimit(
      count: logarithms.count, logSum: logarithms.reduce(0, +),
      logSquares: logarithms.reduce(0) { $0 + $1 * $1 })
    return anomalies[index] > others.limit(falseAlarmRate: suspicion)
  }
}

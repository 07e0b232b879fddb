import Foundation

/// How strongly filters respond to good surfaces, and how that varies: running sums, to which a picture
/// can be added when those before are gone.
struct TextureNorm: Sendable, Equatable, Codable {
  /// Pictures seen.
  private(set) var count = 0
  /// Means over the pictures of the mean square of each filter's response.
  private(set) var filters = [Double](repeating: 0, count: TextureLayout.filterCount)
  /// Means over the pictures of what each filter's strength is told by, see ``strength(_:square:)``,
  /// and the smallest and the largest that was seen.
  private(set) var squares = [Double](repeating: 0, count: TextureLayout.filterCount)
  private(set) var lowest = [Double](
    repeating: .greatestFiniteMagnitude, count: TextureLayout.filterCount)
  private(set) var highest = [Double](repeating: 0, count: TextureLayout.filterCount)
  /// Pictures that were judged before they were seen.
  private(set) var judged = 0
  /// Sums over them of the logarithm of each family's largest response, in deviations, and its square.
  private(set) var familySums = [Double](repeating: 0, count: TextureLayout.families.count)
  private(set) var familySquares = [Double](repeating: 0, count: TextureLayout.families.count)
  /// Sum and sum of squares of the logarithms of their anomalies.
  private(set) var logSum = 0.0
  private(set) var logSquares = 0.0

  init() {}

  /// By how much the strength of a texture may lie beyond what was seen before it counts as an
  /// anomaly, as a factor.
  private static let strengthMargin = 1.1
  /// Below this no response is taken for weaker: the rounding of gray levels alone gives as much.
  private static let leastSquare = 1e-6
  /// What share of good surfaces the response is exceeded on that a family is measured by. Families
  /// that vary more from surface to surface count less.
  private static let familyRate = 0.05

  /// Adds how the filters respond to a picture.
  mutating func add(_ statistics: TextureStatistics) {
    count += 1
    let share = 1 / Double(count)
    for i in filters.indices {
      filters[i] += (statistics.filters[i].meanSquare - filters[i]) * share
      squares[i] += (statistics.squares[i] - squares[i]) * share
      lowest[i] = min(lowest[i], statistics.squares[i])
      highest[i] = max(highest[i], statistics.squares[i])
    }
  }

  /// Adds how far a picture that was not seen before responds, and how anomalous it was.
  mutating func add(largest values: [Double], anomaly: Double) {
    judged += 1
    for i in familySums.indices {
      let logarithm = log(max(values[i], 1e-6))
      familySums[i] += logarithm
      familySquares[i] += logarithm * logarithm
    }
    let logarithm = log(max(anomaly, 1e-6))
    logSum += logarithm
    logSquares += logarithm * logarithm
  }

  /// By how much a picture makes a filter respond more strongly than good surfaces do on average, as far
  /// as that was seen on them: what its responses are divided by.
  ///
  /// `square` is the mean square of the filter's own response over the picture, for filters of rarity
  /// that of the whitened rarity. Contrast, blur and noise each change some filters and not others,
  /// so that one number for all would hide in a noisy picture what has little to do with noise.
  func strength(_ filter: Int, square: Double) -> Double {
    let mean = max(squares[filter], Self.leastSquare)
    let ratio = (max(square, Self.leastSquare) / mean).squareRoot()
    let low = (max(lowest[filter], Self.leastSquare) / mean).squareRoot() / Self.strengthMargin
    let high = (max(highest[filter], Self.leastSquare) / mean).squareRoot() * Self.strengthMargin
    return min(max(ratio, low), high)
  }

  /// The deviation of a filter's response.
  func deviation(_ filter: Int) -> Double { max(filters[filter], Self.leastSquare).squareRoot() }

  /// Each family's largest response to a picture, in deviations.
  func largest(of statistics: TextureStatistics) -> [Double] {
    TextureLayout.families.map { family in
      family.filters.map { filter in
        statistics.filters[filter].largest / deviation(filter)
          / strength(filter, square: statistics.squares[filter])
      }.max() ?? 0
    }
  }

  /// The response of each family, in deviations, that few good surfaces exceed.
  func familyLimits() -> [Double] {
    familySums.indices.map { i in
      TextureLimit(count: judged, logSum: familySums[i], logSquares: familySquares[i])
        .limit(falseAlarmRate: Self.familyRate)
    }
  }

  /// How anomalous a picture with these largest responses is: the most that one of them is of its
  /// family's limit.
  func anomaly(of values: [Double]) -> Double {
    zip(values, familyLimits()).map { $0 / $1 }.max() ?? 0
  }

  /// The anomaly that one good surface in 1 / `rate` exceeds; see ``TextureLimit``.
  func limit(falseAlarmRate rate: Double) -> Double {
    TextureLimit(count: judged, logSum: logSum, logSquares: logSquares).limit(falseAlarmRate: rate)
  }
}

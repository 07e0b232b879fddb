/// How often something was found in how much.
public struct AttributeSample: Sendable, Equatable {
  /// Parts with some property, or defects.
  public var count: Int
  /// The parts looked at, or another measure of opportunity.
  public var size: Double

  /// `count` in `size`. Traps where one is negative or `size` is not finite.
  public init(_ count: Int, in size: Double) {
    precondition(count >= 0 && size >= 0 && size.isFinite, "\(count) in \(size)")
    (self.count, self.size) = (count, size)
  }

  /// `count` among `parts`.
  public init(_ count: Int, of parts: Int) { self.init(count, in: Double(parts)) }
}

extension ControlChart {
  /// A p chart of the share in each of `samples`, whose sizes may vary:
  /// p̄ ± 3 √(p̄(1 − p̄)/nᵢ) with p̄ = Σ dᵢ / Σ nᵢ over the samples in `baseline`, all where it is `nil`.
  ///
  /// A sample of size 0 has a place without value. Without any parts there is no centre and no limit. A
  /// single sample is its own centre. Traps where a count exceeds its size, or the baseline the samples.
  public static func proportions(
    _ samples: [AttributeSample], rules: ControlRuleSet = .nelson, baseline: Range<Int>? = nil
  ) -> ControlChart {
    precondition(
      samples.allSatisfy { Double($0.count) <= $0.size }, "more parts counted than looked at")
    return chart(samples, kind: .proportion, rules, baseline) { centre, size in
      (centre * (1 - centre) / size).squareRoot()
    }
  }

  /// A u chart of the defects per part in each of `samples`, whose sizes may vary: ū ± 3 √(ū/nᵢ) with
  /// ū = Σ cᵢ / Σ nᵢ over the samples in `baseline`, all where it is `nil`.
  ///
  /// The limits hold where defects come independently of each other. Where one cause makes several at
  /// once, counts spread more, and points lie beyond the limits more often. Otherwise as
  /// ``proportions(_:rules:baseline:)``.
  public static func defectRates(
    _ samples: [AttributeSample], rules: ControlRuleSet = .nelson, baseline: Range<Int>? = nil
  ) -> ControlChart {
    chart(samples, kind: .defectRate, rules, baseline) { centre, size in
      (centre / size).squareRoot()
    }
  }

  private static func chart(
    _ samples: [AttributeSample], kind: Kind, _ rules: ControlRuleSet, _ baseline: Range<Int>?,
    standardError: (_ centre: Double, _ size: Double) -> Double
  ) -> ControlChart {
    let base = samples[baseline ?? samples.indices].filter { $0.size > 0 }
    let size = base.reduce(0) { $0 + $1.size }
    let centre = size > 0 ? Double(base.reduce(0) { $0 + $1.count }) / size : nil
    let most = kind == .proportion ? 1 : Double.infinity
    let points = samples.map { sample in
      sample.size > 0
        ? Point(
          Double(sample.count) / sample.size, size: sample.size, centre: centre,
          standardError: centre.map { standardError($0, sample.size) }, possible: 0...most)
        : Point(nil, size: 0, centre: centre, standardError: nil)
    }
    let rarer = centre.map { kind == .proportion ? min($0, 1 - $0) : $0 }
    return ControlChart(
      kind: kind, points: points, centre: centre, ruleSet: rules,
      computation: Computation(
        kind == .proportion ? .proportionChart : .defectRateChart, count: base.count),
      roughPlaces: samples.count { sample in
        sample.size > 0 && (rarer ?? 0) * sample.size < ControlChart.fewestExpected
      })
  }
}

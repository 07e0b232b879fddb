import Decision
import Pixels
import Quality

/// What repeated pictures of parts say about an inspection: whether the verdict is always the same, and
/// how much measured values vary.
public struct RepeatabilityStudy: Sendable {
  /// A place at which a part has a defect.
  public struct PartDefect: Sendable, Equatable {
    /// The part, by its place in ``RepeatabilityStudy/parts``.
    public var part: Int
    /// The defect over the part's pictures.
    public var defect: RepeatedDefect

    /// Whether its area varies by less than `limit` (0.1 is 10 %): the standard deviation of the areas
    /// divided by their mean. So also where it was seen once, which says nothing.
    public func isSteady(_ limit: Double) -> Bool { (defect.area.variation ?? 0) < limit }
  }

  /// A gauge study of a measured value, or why there is none.
  public typealias Gauge = Result<GaugeStudy, GaugeStudyError>

  /// What the appraisers are called: whoever or whatever took the pictures; one at least.
  public let appraisers: [String]
  /// The parts.
  public let parts: [RepeatedPart]
  /// Verdicts that agree.
  public let agreement: AttributeAgreement<Verdict>
  /// What was found on at least one picture, by part.
  public let defects: [PartDefect]
  /// The coefficient of variation that areas stay below, 0.1 for 10 %.
  public let areaLimit: Double
  /// Repeatability of the areas of defects: each defect is a part of the gauge study, each picture a
  /// trial, and who took the picture does not matter.
  public let areaGauge: Gauge
  /// Repeatability of the parts' scores, the highest confidence of any candidate, crossed with the
  /// appraisers where there are several. Pictures without an answer take no part.
  public let scoreGauge: Gauge

  /// A study of `parts`.
  ///
  /// - Parameters:
  ///   - appraisers: what those are called whose pictures each part lists.
  ///   - parts: the parts.
  ///   - limits: of the recipe; candidates from the lower end of the band on count.
  ///   - distance: by how many pixels boxes are grown before they have to meet.
  ///   - areaLimit: see the property.
  ///   - areaTolerance: width of the tolerance of areas in square pixels, where there is one.
  ///   - scoreTolerance: the same for scores.
  public init(
    appraisers: [String] = [""], parts: [RepeatedPart], limits: DecisionLimits, distance: Int = 0,
    areaLimit: Double = 0.1, areaTolerance: Double? = nil, scoreTolerance: Double? = nil
  ) {
    (self.appraisers, self.parts, self.areaLimit) = (appraisers, parts, areaLimit)
    agreement = AttributeAgreement(
      appraisers: appraisers,
      parts: parts.map { part in
        AttributeAgreement.Part(
          name: part.name, judgements: part.repeats.map { $0.map(\.verdict) },
          reference: part.isGood.map { $0 ? .pass : .fail })
      })
    // The band is open at its lower end.
    let reported =
      limits.reviewBand > 0
      ? (limits.operatingPoint - limits.reviewBand).nextUp : limits.operatingPoint
    let defects = parts.enumerated().flatMap { index, part in
      RepeatedDefect.following(
        part.all.map(\.candidates), reportedFrom: reported, distance: distance
      ).map { PartDefect(part: index, defect: $0) }
    }
    self.defects = defects
    areaGauge = Self.gauge { () throws(GaugeStudyError) in
      try GaugeStudy(
        parts: defects.map { $0.defect.sightings.map { Double($0.defect.area) } },
        tolerance: areaTolerance)
    }
    scoreGauge = Self.gauge { () throws(GaugeStudyError) in
      let scores = parts.map { part in
        part.repeats.map { $0.filter { $0.verdict != .uninspectable }.map(\.score) }
      }
      if appraisers.count > 1 {
        return try GaugeStudy(crossed: scores, tolerance: scoreTolerance)
      }
      return try GaugeStudy(parts: scores.map { $0[0] }, tolerance: scoreTolerance)
    }
  }

  private static func gauge(
    _ make: () throws(GaugeStudyError) -> GaugeStudy
  ) -> Gauge {
    do {
      return .success(try make())
    } catch {
      return .failure(error)
    }
  }

  /// The parts whose pictures got different verdicts.
  public var disagreements: [RepeatedPart] { parts.filter { !$0.isAgreed } }
  /// The defects whose areas vary too much.
  public var unsteadyDefects: [PartDefect] { defects.filter { !$0.isSteady(areaLimit) } }
  /// Pictures without an answer.
  public var uninspectableCount: Int {
    parts.reduce(0) { $0 + $1.all.count { $0.verdict == .uninspectable } }
  }
  /// All pictures.
  public var pictureCount: Int { parts.reduce(0) { $0 + $1.all.count } }
  /// Whether every part always got the same verdict and no area varies too much.
  public var isRepeatable: Bool { disagreements.isEmpty && unsteadyDefects.isEmpty }
}

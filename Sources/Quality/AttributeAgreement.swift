/// An attribute agreement study: the same parts judged several times, by one appraiser or several.
/// An appraiser is whoever or whatever judges: a person, a station, a camera.
///
/// After AIAG, "Measurement Systems Analysis", 4th edition, 2010, chapter III section C; intervals
/// are those of ``ShareEstimate``.
public struct AttributeAgreement<Category: Hashable & Sendable>: Sendable {
  /// One part of the study.
  public struct Part: Sendable {
    /// What the part is called.
    public var name: String
    /// For each appraiser, in the order of ``AttributeAgreement/appraisers``, the judgements in the
    /// order of the trials; empty where the appraiser did not judge it.
    public var judgements: [[Category]]
    /// What the part really is, where known.
    public var reference: Category?

    /// See the properties.
    public init(name: String, judgements: [[Category]], reference: Category? = nil) {
      (self.name, self.judgements, self.reference) = (name, judgements, reference)
    }

    /// All judgements of all appraisers.
    public var all: [Category] { judgements.flatMap(\.self) }
    /// Whether all judgements are the same; also so for a single one.
    public var isAgreed: Bool { Set(all).count == 1 }
  }

  /// What the appraisers are called; one at least.
  public let appraisers: [String]
  /// The parts.
  public let parts: [Part]

  /// A study of `parts` by `appraisers`. Traps where a part has not one list of judgements for each
  /// appraiser.
  public init(appraisers: [String] = [""], parts: [Part]) {
    precondition(!appraisers.isEmpty, "somebody has to judge")
    precondition(
      parts.allSatisfy { $0.judgements.count == appraisers.count },
      "each part has a list of judgements for each appraiser")
    (self.appraisers, self.parts) = (appraisers, parts)
  }

  /// Of the parts that `appraiser` judged more than once, those judged the same every time; `nil`
  /// where there is none.
  public func within(_ appraiser: Int) -> ShareEstimate? {
    share(parts.map { $0.judgements[appraiser] }.filter { $0.count > 1 }) { Set($0).count == 1 }
  }

  /// Of the parts with a reference that `appraiser` judged, those judged as the reference says every
  /// time; `nil` where there is none.
  public func againstReference(_ appraiser: Int) -> ShareEstimate? {
    let judged = parts.filter { $0.reference != nil && !$0.judgements[appraiser].isEmpty }
    return share(judged) { part in
      part.judgements[appraiser].allSatisfy { $0 == part.reference }
    }
  }

  /// Of the parts that were judged more than once by anybody, those on which all judgements agree;
  /// `nil` where there is none.
  public var between: ShareEstimate? { share(parts.filter { $0.all.count > 1 }, \.isAgreed) }

  /// Of the parts with a reference, those of which all judgements say it; `nil` where there is none.
  public var againstReference: ShareEstimate? {
    let judged = parts.filter { $0.reference != nil && !$0.all.isEmpty }
    return share(judged) { part in part.all.allSatisfy { $0 == part.reference } }
  }

  /// Fleiss' kappa with the trials of `appraiser` as raters, over the parts judged as often as most
  /// are; see ``Kappa/fleiss(_:)``.
  public func kappaWithin(_ appraiser: Int) -> Double? {
    Self.fleiss(parts.map { $0.judgements[appraiser] })
  }

  /// Fleiss' kappa with every judgement as a rater's, over the parts judged as often as most are.
  public var kappa: Double? { Self.fleiss(parts.map(\.all)) }

  /// Cohen's kappa of all judgements of `appraiser` against the references; `nil` without references
  /// and where chance could not have done otherwise.
  public func kappaAgainstReference(_ appraiser: Int) -> Double? {
    var (judged, references): ([Category], [Category]) = ([], [])
    for part in parts {
      guard let reference = part.reference else { continue }
      judged += part.judgements[appraiser]
      references += part.judgements[appraiser].map { _ in reference }
    }
    return Kappa.cohen(judged, references)
  }

  private func share<Case>(_ cases: [Case], _ isSo: (Case) -> Bool) -> ShareEstimate? {
    cases.isEmpty ? nil : ShareEstimate(cases.count(where: isSo), of: cases.count)
  }

  /// Kappa wants equally many ratings; a part of which a picture is missing must not void the study.
  private static func fleiss(_ ratings: [[Category]]) -> Double? {
    var frequency: [Int: Int] = [:]
    for ratings in ratings { frequency[ratings.count, default: 0] += 1 }
    let usual = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    return Kappa.fleiss(ratings.filter { $0.count == usual })
  }
}

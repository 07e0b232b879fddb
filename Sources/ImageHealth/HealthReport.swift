/// What is wrong with a picture.
public enum HealthProblem: String, Sendable, Codable, CaseIterable {
  /// Blurred more than the reference.
  case focus
  /// Underexposed.
  case darkClipped
  /// Overexposed.
  case brightClipped
  /// Too little contrast.
  case contrast
  /// Darker or brighter than the reference.
  case level
  /// Lit from another side than the reference.
  case slope
  /// The same bytes as the picture before.
  case frozen
}

/// How bad it is.
public enum HealthSeverity: String, Sendable, Codable, CaseIterable, Comparable {
  /// Judged all the same, and said so.
  case warn
  /// Not judged.
  case refuse

  /// A warning is less than a refusal.
  public static func < (a: Self, b: Self) -> Bool { a == .warn && b == .refuse }
}

/// One thing that is wrong with a picture.
public struct HealthFinding: Sendable, Equatable, Codable {
  /// What is wrong.
  public let problem: HealthProblem
  /// Whether it warns or refuses.
  public let severity: HealthSeverity
  /// The value as the limit states it.
  public let value: Double
  /// The limit that it passed.
  public let limit: Double
  /// What is wrong, in a sentence, and where to look for the cause.
  public let sentence: String
}

/// The health of one picture.
public struct HealthReport: Sendable, Equatable, Codable {
  /// What was measured.
  public let values: HealthValues
  /// What is wrong, in the order of ``HealthProblem``; empty for a healthy picture.
  public let findings: [HealthFinding]

  /// The worst of the findings; `nil` for a healthy picture.
  public var severity: HealthSeverity? { findings.map(\.severity).max() }

  /// Why the picture cannot be judged, in a sentence; `nil` where it can.
  public var refusal: String? { findings.first { $0.severity == .refuse }?.sentence }
}

extension HealthLimits {
  /// Holds `values` against the limits. `reference` is what good pictures had, where that is known;
  /// `repeats` is how often in a row the camera sent the same bytes again (see ``FrozenCamera``).
  ///
  /// A reference of fewer than ``HealthReference/fewest`` pictures does not tell what range is usual:
  /// what lies outside is then warned of, not refused.
  public func report(
    on values: HealthValues, reference: HealthReference?, repeats: Int = 0
  ) -> HealthReport {
    if let reference, reference.count < HealthReference.fewest, !isLenient {
      return lenient.report(on: values, reference: reference, repeats: repeats)
    }
    var findings: [HealthFinding] = []
    if let reference {
      add(focusFinding(values, reference), to: &findings)
      add(clippingFinding(values, reference, .darkClipped), to: &findings)
      add(clippingFinding(values, reference, .brightClipped), to: &findings)
    }
    add(contrastFinding(values, reference), to: &findings)
    if let reference {
      add(levelFinding(values, reference), to: &findings)
      add(slopeFinding(values, reference), to: &findings)
    }
    add(repeatsFinding(repeats), to: &findings)
    return HealthReport(values: values, findings: findings)
  }

  /// The limits, of which those that speak of the reference only warn.
  private var lenient: HealthLimits {
    var limits = self
    limits.isLenient = true
    for path in [\Self.focus, \.darkClipped, \.brightClipped, \.contrast, \.level, \.slope] {
      limits[keyPath: path].refuse = nil
    }
    return limits
  }

  private func add(_ finding: HealthFinding?, to findings: inout [HealthFinding]) {
    if let finding { findings.append(finding) }
  }

  private func focusFinding(
    _ values: HealthValues, _ reference: HealthReference
  ) -> HealthFinding? {
    let usual = reference.lowest.sharpness
    guard usual > 0 else { return nil }
    let share = values.sharpness / usual
    return focus.below(share, .focus) { limit in
      "the picture is blurred: its sharpness is \(percent(share)) of the reference's, below "
        + "\(percent(limit)); check focus, lens and motion"
    }
  }

  private func clippingFinding(
    _ values: HealthValues, _ reference: HealthReference, _ problem: HealthProblem
  ) -> HealthFinding? {
    let isDark = problem == .darkClipped
    let value = isDark ? values.darkClipped : values.brightClipped
    let usual = isDark ? reference.highest.darkClipped : reference.highest.brightClipped
    let excess = value - usual
    return (isDark ? darkClipped : brightClipped).above(excess, problem) { limit in
      "\(percent(value)) of the pixels are \(isDark ? "black" : "overexposed"), where the reference "
        + "has at most \(percent(usual)) and \(percent(limit)) more are allowed; check exposure and "
        + (isDark ? "lamp" : "reflections")
    }
  }

  private func contrastFinding(
    _ values: HealthValues, _ reference: HealthReference?
  ) -> HealthFinding? {
    let absolute = leastContrast.below(values.contrast, .contrast) { limit in
      "the picture has hardly any contrast: \(number(values.contrast)) gray levels, below "
        + "\(number(limit)); check lamp, lens cap and cable"
    }
    guard let reference, reference.lowest.contrast > 0 else { return absolute }
    let share = values.contrast / reference.lowest.contrast
    let relative = contrast.below(share, .contrast) { limit in
      "the picture is flat: its contrast of \(number(values.contrast)) gray levels is "
        + "\(percent(share)) of the reference's, below \(percent(limit)); check lamp, exposure and "
        + "lens"
    }
    guard let absolute, let relative else { return absolute ?? relative }
    return relative.severity > absolute.severity ? relative : absolute
  }

  private func levelFinding(
    _ values: HealthValues, _ reference: HealthReference
  ) -> HealthFinding? {
    let isDarker = values.level < reference.lowest.level
    let nearest = isDarker ? reference.lowest.level : reference.highest.level
    // A black reference, of which any light is infinitely more, is no reference for light.
    guard nearest > 0 else { return nil }
    let drift = (isDarker ? nearest - values.level : values.level - nearest) / nearest
    return level.above(drift, .level) { limit in
      "the picture is \(percent(drift)) \(isDarker ? "darker" : "brighter") than the reference ever "
        + "is (mean level \(number(values.level)) against \(number(nearest))), beyond "
        + "\(percent(limit)); check lamp and exposure"
    }
  }

  private func slopeFinding(
    _ values: HealthValues, _ reference: HealthReference
  ) -> HealthFinding? {
    func drift(_ path: KeyPath<HealthValues, Double>) -> Double {
      max(
        reference.lowest[keyPath: path] - values[keyPath: path],
        values[keyPath: path] - reference.highest[keyPath: path])
    }
    let (across, down) = (drift(\.slopeAcross), drift(\.slopeDown))
    let drift = max(across, down)
    return slope.above(drift, .slope) { limit in
      "the light falls otherwise than on the reference: from \(across >= down ? "left" : "top") to "
        + "\(across >= down ? "right" : "bottom") the level changes by \(percent(drift)) of the mean "
        + "more than it ever did, beyond \(percent(limit)); check lamps and stray light"
    }
  }

  /// What is to be said of the same bytes having come again `repeats` times in a row; `nil` where that
  /// is within the limits.
  public func repeatsFinding(_ repeats: Int) -> HealthFinding? {
    // At the limit, not beyond it: it counts pictures.
    repeats == 0
      ? nil
      : self.repeats.finding(.frozen, Double(repeats)) {
        Double(repeats) >= $0
      } sentence: { _ in
        "the camera sent exactly the same picture \(repeats + 1) times in a row; check camera, "
          + "trigger and the folder that it writes to"
      }
  }

  private func percent(_ share: Double) -> String { number(share * 100) + " %" }

  /// Three digits at most, since nobody reads more.
  private func number(_ value: Double) -> String {
    let scale = abs(value) < 10 ? 10.0 : 1.0
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int(rounded)) : String(rounded)
  }
}

extension HealthLimit {
  fileprivate func below(
    _ value: Double, _ problem: HealthProblem, sentence: (Double) -> String
  ) -> HealthFinding? {
    finding(problem, value, { value < $0 }, sentence: sentence)
  }

  fileprivate func above(
    _ value: Double, _ problem: HealthProblem, sentence: (Double) -> String
  ) -> HealthFinding? {
    finding(problem, value, { value > $0 }, sentence: sentence)
  }

  fileprivate func finding(
    _ problem: HealthProblem, _ value: Double, _ passes: (Double) -> Bool,
    sentence: (Double) -> String
  ) -> HealthFinding? {
    for (severity, limit) in [(HealthSeverity.refuse, refuse), (.warn, warn)] {
      guard let limit, passes(limit) else { continue }
      return HealthFinding(
        problem: problem, severity: severity, value: value, limit: limit,
        sentence: sentence(limit))
    }
    return nil
  }
}

import Foundation
import ImageHealth
import Testing
import Wording

@Suite struct HealthReportTests {
  private static let usual = HealthValues(
    sharpness: 0.1, contrast: 120, darkClipped: 0.01, brightClipped: 0.02, level: 100,
    slopeAcross: 0.05, slopeDown: 0)

  private static func report(
    _ change: (inout HealthValues) -> Void, limits: HealthLimits = HealthLimits(),
    repeats: Int = 0
  ) -> HealthReport {
    var values = usual
    change(&values)
    // So many that their range counts.
    let reference = HealthReference([usual, usual, usual, usual])
    return limits.report(on: values, reference: reference, repeats: repeats)
  }

  @Test func whatTheReferenceHadIsHealthy() {
    let report = Self.report { _ in }
    #expect(report.findings.isEmpty)
    #expect(report.severity == nil)
    #expect(report.values == Self.usual)
  }

  private static let cases:
    [(HealthProblem, WritableKeyPath<HealthValues, Double> & Sendable, Double, Double, Double)] = [
      (.focus, \.sharpness, 0.072, 0.069, 0.039),
      (.darkClipped, \.darkClipped, 0.038, 0.05, 0.25),
      (.brightClipped, \.brightClipped, 0.048, 0.06, 0.25),
      (.contrast, \.contrast, 73, 70, 35), (.level, \.level, 87, 84, 55),
      (.level, \.level, 114, 116, 145), (.slope, \.slopeAcross, 0.19, 0.21, 0.5),
      (.slope, \.slopeDown, -0.14, -0.16, -0.45),
    ]

  /// Just inside the warning limit nothing is said, beyond it a warning, beyond the other a refusal.
  @Test(arguments: cases.indices)
  func eachValueWarnsAndThenRefuses(_ index: Int) throws {
    let (problem, path, good, doubtful, bad) = Self.cases[index]
    #expect(Self.report { $0[keyPath: path] = good }.findings.isEmpty)
    for (value, severity) in [(doubtful, HealthSeverity.warn), (bad, .refuse)] {
      let report = Self.report { $0[keyPath: path] = value }
      let finding = try #require(report.findings.first)
      #expect(report.findings.count == 1)
      #expect(finding.problem == problem)
      #expect(finding.severity == severity)
      #expect(report.severity == severity)
      #expect(finding.sentence.contains("check "))
      #expect(RecordedSentence(finding.sentence) != nil, "\(finding.sentence)")
    }
  }

  @Test func valuesWithinTheRangeOfAllGoodPicturesAreHealthy() throws {
    var dark = Self.usual
    dark.level = 60
    let reference = try #require(HealthReference([Self.usual, dark]))
    #expect(reference.count == 2)
    var between = Self.usual
    between.level = 70
    #expect(HealthLimits().report(on: between, reference: reference).findings.isEmpty)
    between.level = 50
    let findings = HealthLimits().report(on: between, reference: reference).findings
    #expect(findings.map(\.problem) == [.level])
    #expect(findings[0].sentence.contains("17 % darker"))
    #expect(RecordedSentence(findings[0].sentence)?.phrase == .toldDarker)
    #expect(HealthReference([]) == nil)
  }

  @Test func withoutReferenceOnlyHopelessContrastAndRepeatsAreFound() {
    var values = HealthValues(
      sharpness: 0.001, contrast: 30, darkClipped: 0.5, brightClipped: 0.5, level: 3,
      slopeAcross: 1, slopeDown: 1)
    #expect(HealthLimits().report(on: values, reference: nil).findings.isEmpty)
    values.contrast = 5
    #expect(HealthLimits().report(on: values, reference: nil).severity == .warn)
    values.contrast = 2
    #expect(HealthLimits().report(on: values, reference: nil).severity == .refuse)
  }

  @Test func theSamePictureAgainWarnsAndThenRefuses() {
    #expect(Self.report({ _ in }, repeats: 1).findings.map(\.problem) == [.frozen])
    #expect(Self.report({ _ in }, repeats: 1).severity == .warn)
    #expect(Self.report({ _ in }, repeats: 2).severity == .warn)
    var limits = HealthLimits()
    limits.repeats.refuse = 2
    #expect(Self.report({ _ in }, limits: limits, repeats: 2).severity == .refuse)
    #expect(
      Self.report({ _ in }, repeats: 2).findings[0].sentence.contains("3 times in a row"))
  }

  /// One picture does not tell what range is usual.
  @Test func aReferenceOfFewPicturesOnlyWarns() {
    var values = Self.usual
    values.level = 10
    let few = HealthLimits().report(on: values, reference: HealthReference(Self.usual))
    #expect(few.severity == .warn)
    #expect(Self.report { $0.level = 10 }.severity == .refuse)
  }

  @Test func limitsCanBeTurnedOff() {
    var limits = HealthLimits()
    limits.focus = .off
    #expect(Self.report({ $0.sharpness = 0 }, limits: limits).findings.isEmpty)
    limits.level = HealthLimit(warn: nil, refuse: 0.5)
    #expect(Self.report({ $0.level = 60 }, limits: limits).findings.isEmpty)
    #expect(Self.report({ $0.level = 40 }, limits: limits).severity == .refuse)
  }

  @Test func reportsAndReferencesAreStoredAsTheyAre() throws {
    let report = Self.report({ $0.level = 300 }, repeats: 4)
    #expect(report.findings.map(\.problem) == [.level, .frozen])
    let stored = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(HealthReport.self, from: stored) == report)
    let reference = HealthReference(Self.usual)
    let text = try JSONEncoder().encode(reference)
    #expect(try JSONDecoder().decode(HealthReference.self, from: text) == reference)
  }
}

import Testing

@testable import Quality

struct GaugeStudyTests {
  /// The study of 10 parts by 3 appraisers in 3 trials that AIAG's manual computes through (MSA, 4th
  /// edition, 2010, figure III-B 6a): `values[appraiser][trial][part]`.
  private static let manual: [[[Double]]] = [
    [
      [0.29, -0.56, 1.34, 0.47, -0.80, 0.02, 0.59, -0.31, 2.26, -1.36],
      [0.41, -0.68, 1.17, 0.50, -0.92, -0.11, 0.75, -0.20, 1.99, -1.25],
      [0.64, -0.58, 1.27, 0.64, -0.84, -0.21, 0.66, -0.17, 2.01, -1.31],
    ],
    [
      [0.08, -0.47, 1.19, 0.01, -0.56, -0.20, 0.47, -0.63, 1.80, -1.68],
      [0.25, -1.22, 0.94, 1.03, -1.20, 0.22, 0.55, 0.08, 2.12, -1.62],
      [0.07, -0.68, 1.34, 0.20, -1.28, 0.06, 0.83, -0.34, 2.19, -1.50],
    ],
    [
      [0.04, -1.38, 0.88, 0.14, -1.46, -0.29, 0.02, -0.46, 1.77, -1.49],
      [-0.11, -1.13, 1.09, 0.20, -1.07, -0.67, 0.01, -0.56, 1.45, -1.77],
      [-0.15, -0.96, 0.67, 0.11, -1.45, -0.49, 0.21, -0.49, 1.87, -2.16],
    ],
  ]

  /// The manual's values by part, appraiser and trial.
  private static let crossed = (0..<10).map { part in
    manual.map { appraiser in appraiser.map { $0[part] } }
  }

  private func isNear(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    value.map { ($0 - expected).magnitude <= tolerance } ?? false
  }

  // Table III-B 7, the analysis of variance.
  @Test func theManualsAnalysisOfVarianceIsReproduced() throws {
    let study = try GaugeStudy(crossed: Self.crossed)
    let appraisers = try #require(study.appraisers)
    let interaction = try #require(study.interaction)
    #expect(appraisers.degreesOfFreedom == 2 && isNear(appraisers.sumOfSquares, 3.1673, 5e-5))
    #expect(isNear(appraisers.meanSquare, 1.58363, 5e-6))
    #expect(study.parts.degreesOfFreedom == 9 && isNear(study.parts.sumOfSquares, 88.3619, 5e-5))
    #expect(isNear(study.parts.meanSquare, 9.81799, 5e-6))
    #expect(interaction.degreesOfFreedom == 18 && isNear(interaction.sumOfSquares, 0.3590, 5e-5))
    #expect(study.equipment.degreesOfFreedom == 60)
    #expect(isNear(study.equipment.sumOfSquares, 2.7589, 5e-5))
    #expect(isNear(study.equipment.meanSquare, 0.04598, 5e-6))
    #expect(study.isPooled)
  }

  // Table III-B 8 and figure III-B 17: with the interaction pooled.
  @Test func theManualsVariationsAreReproduced() throws {
    let study = try GaugeStudy(crossed: Self.crossed)
    #expect(isNear(study.equipmentVariation, 0.199933, 5e-7))
    #expect(isNear(study.appraiserVariation, 0.226838, 5e-7))
    #expect(study.interactionVariation == 0)
    #expect(isNear(study.gaugeVariation, 0.302373, 2e-6))
    #expect(isNear(study.partVariation, 1.042327, 5e-7))
    #expect(isNear(study.percentOfTotal(study.equipmentVariation), 18.4, 0.05))
    #expect(isNear(study.percentOfTotal(study.appraiserVariation), 20.9, 0.05))
    #expect(isNear(study.percentOfTotal(study.gaugeVariation), 27.9, 0.05))
    #expect(isNear(study.percentOfTotal(study.partVariation), 96.0, 0.05))
    #expect(study.distinctCategories == 4)
    #expect(study.percentOfTolerance(1) == nil)
  }

  @Test func toleranceIsComparedWithSixDeviations() throws {
    let study = try GaugeStudy(crossed: Self.crossed, tolerance: 8)
    #expect(isNear(study.percentOfTolerance(study.gaugeVariation), 100 * 6 * 0.302372 / 8, 1e-4))
  }

  // Appraiser 2 reads the even parts 1 higher; mean squares by hand.
  @Test func aRealInteractionIsNotPooled() throws {
    let values: [[[Double]]] = (0..<6).map { part in
      (0..<2).map { appraiser -> [Double] in
        let level = Double(part) + (appraiser == 1 && part % 2 == 0 ? 1 : 0)
        return [level, level + 0.1, level - 0.1]
      }
    }
    let study = try GaugeStudy(crossed: values)
    #expect(!study.isPooled && (study.interactionProbability ?? 1) < 1e-9)
    #expect(isNear(study.equipmentVariation, 0.1, 1e-9))
    // Cell means deviate by ±0.25 from the sum of effects: MSI = 3 · 12 · 0.0625 / 5.
    #expect(isNear(study.interaction?.meanSquare, 0.45, 1e-9))
    #expect(isNear(study.interactionVariation, ((0.45 - 0.01) / 3).squareRoot(), 1e-9))
    // MSA = 18 · 2 · 0.25² = 2.25.
    #expect(isNear(study.appraiserVariation, ((2.25 - 0.45) / 18).squareRoot(), 1e-9))
  }

  // P. E. Shrout and J. L. Fleiss, "Intraclass correlations", Psychological Bulletin 86, 1979,
  // doi:10.1037/0033-2909.86.2.420, tables 2 to 4: 6 targets, 4 values each; BMS 11.24, WMS 6.26,
  // ICC(1,1) = 0.17.
  @Test func oneApplianceAgreesWithShroutAndFleiss() throws {
    let study = try GaugeStudy(parts: [
      [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ])
    #expect(isNear(study.parts.meanSquare, 11.24, 0.005))
    #expect(isNear(study.equipment.meanSquare, 6.26, 0.005))
    let (part, gauge) = (study.partVariation, study.gaugeVariation)
    #expect(isNear(part * part / (part * part + gauge * gauge), 0.17, 0.005))
    #expect(study.appraiserVariation == 0 && study.appraisers == nil)
  }

  @Test func oneApplianceMayMissTrials() throws {
    let study = try GaugeStudy(parts: [[1, 1.2, 0.8], [5, 5.2], [], [9]])
    // n₀ = (6 - 14/6)/2; within: 0.08 + 0.02 over 3 degrees of freedom.
    #expect(study.parts.degreesOfFreedom == 2 && study.equipment.degreesOfFreedom == 3)
    #expect(isNear(study.equipment.meanSquare, 0.1 / 3, 1e-12))
    let trials = (6 - 14.0 / 6) / 2
    let expected = (study.parts.meanSquare - 0.1 / 3) / trials
    #expect(isNear(study.partVariation, expected.squareRoot(), 1e-12))
  }

  @Test func oneAppraiserOfACrossedStudyIsTheOneApplianceForm() throws {
    let one = Self.crossed.map { [$0[0]] }
    #expect(try GaugeStudy(crossed: one) == GaugeStudy(parts: one.map { $0[0] }))
  }

  @Test func whatNeverVariesHasNoPercentages() throws {
    let study = try GaugeStudy(parts: [[2, 2], [2, 2]])
    #expect(study.percentOfTotal(0) == nil && study.distinctCategories == nil)
    let sharp = try GaugeStudy(parts: [[1, 1], [2, 2]])
    #expect(sharp.gaugeVariation == 0 && sharp.percentOfTotal(0) == 0)
    #expect(sharp.distinctCategories == nil)
  }

  @Test func partsThatCannotBeToldApartAreOneCategory() throws {
    let study = try GaugeStudy(parts: [[1, 9], [9, 1], [1, 9.1]])
    #expect(study.partVariation == 0 && study.distinctCategories == 1)
  }

  @Test func whatMakesNoStudyIsRefused() {
    #expect(throws: GaugeStudyError.tooFewParts(1)) { try GaugeStudy(parts: [[1, 2], []]) }
    #expect(throws: GaugeStudyError.noRepeats) { try GaugeStudy(parts: [[1], [2]]) }
    #expect(throws: GaugeStudyError.notFinite) { try GaugeStudy(parts: [[1, .nan], [2]]) }
    #expect(throws: GaugeStudyError.notFinite) {
      try GaugeStudy(parts: [[1, 1], [2]], tolerance: 0)
    }
    for values in [
      [[[1.0, 2]], [[1]]], [[[1], [2]], [[1], [2]]], [[[1, 2], [1, 2]], [[1, 2]]],
    ] {
      #expect(throws: GaugeStudyError.notBalanced) { try GaugeStudy(crossed: values) }
    }
  }
}

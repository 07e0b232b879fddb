import Decision
import Testing

@testable import Studies

struct TuningStudyTests {
  private func setting(_ value: String, _ parts: [ScoredPart]) -> TuningStudy.Setting {
    TuningStudy.Setting(
      values: [value], parts: parts, precisionRecall: nil,
      limits: DecisionLimits(operatingPoint: 0.5))
  }

  private func study(_ settings: TuningStudy.Setting...) -> TuningStudy {
    TuningStudy(
      parameters: [.init(key: "compare.tolerance", current: "1px", values: ["1px", "2px"])],
      settings: settings)
  }

  @Test func theSettingWithFewerErrorsIsProposedBeforeTheOneWithMoreRoom() {
    let study = study(
      setting("1px", parts(good: [0.1, 0.9], bad: [0.8])),
      setting("2px", parts(good: [0.1, 0.3], bad: [0.35])))
    #expect(study.proposed == 1 && study.chosen.values == ["2px"])
    #expect(study.current.counts.falseRejects == 1)
    #expect(study.changes.map(\.part.path) == ["good1.png"])
    #expect(study.changes[0].oldVerdict == .fail && study.changes[0].newVerdict == .pass)
    #expect(study.changes[0].oldScore == 0.9 && study.changes[0].part.score == 0.3)
  }

  @Test func amongEqualOnesTheWiderGapIsProposed() {
    let study = study(
      setting("1px", parts(good: [0.4], bad: [0.6])), setting("2px", parts(good: [0.2], bad: [0.7]))
    )
    #expect(study.proposed == 1)
  }

  @Test func theRecipeStaysWhereNothingIsBetter() {
    let same = parts(good: [0.4], bad: [0.6])
    #expect(study(setting("1px", same), setting("2px", same)).proposed == 0)
    let hardly = parts(good: [0.39], bad: [0.63])
    #expect(study(setting("1px", same), setting("2px", hardly)).proposed == 0)
  }

  @Test func ofNearlyEqualOnesTheOneThatChangesLeastIsProposed() {
    func setting(_ values: [String], _ parts: [ScoredPart]) -> TuningStudy.Setting {
      TuningStudy.Setting(
        values: values, parts: parts, precisionRecall: nil,
        limits: DecisionLimits(operatingPoint: 0.5))
    }
    let bad = parts(good: [0.9], bad: [0.8])
    let study = TuningStudy(
      parameters: [
        .init(key: "a", current: "1", values: ["1", "2"]),
        .init(key: "b", current: "1", values: ["1", "2"]),
      ],
      settings: [
        setting(["1", "1"], bad), setting(["1", "2"], bad),
        setting(["2", "2"], parts(good: [0.3], bad: [0.7])),
        setting(["2", "1"], parts(good: [0.31], bad: [0.7])),
      ])
    #expect(study.proposed == 3)
  }

  @Test func aSettingThatLosesPartsIsNotProposed() {
    var lost = parts(good: [0.1], bad: [0.9])
    lost[0].isInspectable = false
    let study = study(setting("1px", parts(good: [0.4], bad: [0.6])), setting("2px", lost))
    #expect(study.proposed == 0)
  }

  @Test func nothingIsProposedWithoutTruthButMarginsAreTold() {
    let study = study(setting("1px", parts(unknown: [0.2, nil, 0.7])))
    #expect(study.proposed == nil && study.changes.isEmpty)
    let margins = study.margins(of: study.current, limits: study.current.limits)
    #expect(margins.map(\.part.path) == ["part2.png", "part0.png", "part1.png"])
    #expect(margins.map(\.margin) == [0.5 - 0.7, 0.3, 0.5])
  }

  @Test func marginsAreThoseOfGoodParts() {
    let study = study(setting("1px", parts(good: [0.1, 0.45], bad: [0.9], unknown: [0.99])))
    let margins = study.margins(of: study.current, limits: study.current.limits)
    #expect(margins.map(\.part.path) == ["good1.png", "good0.png"])
    #expect(study.chosen.proposedLimits.operatingPoint == study.chosen.proposal?.operatingPoint)
  }
}

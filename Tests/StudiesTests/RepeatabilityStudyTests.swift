import Decision
import Pixels
import Quality
import Testing

@testable import Studies

struct RepeatabilityStudyTests {
  private func picture(_ number: Int, _ candidates: [Defect], limit: Double = 0.5) -> PartRepeat {
    PartRepeat(
      name: "\(number)",
      verdict: candidates.contains { $0.confidence >= limit } ? .fail : .pass,
      candidates: candidates)
  }

  @Test func aDefectIsFollowedOverPictures() {
    let found = RepeatedDefect.following(
      [
        [candidate(0.9, x: 10, area: 20), candidate(0.8, x: 100, area: 50, .spur)],
        [candidate(0.9, x: 12, area: 22)],
        [candidate(0.3, x: 102, area: 54, .spur), candidate(0.7, x: 11, area: 21)],
      ], reportedFrom: 0.5)
    #expect(found.map(\.box.x1) == [10, 100])
    #expect(found[0].sightings.map(\.picture) == [0, 1, 2] && found[0].reportedCount == 3)
    #expect(found[0].area.mean == 21 && found[0].area.deviation == 1)
    // Too weak to count on the third picture, but there.
    #expect(found[1].sightings.map(\.picture) == [0, 2] && found[1].reportedCount == 1)
    #expect(found[1].area.mean == 52 && found[1].hasOneClass && found[1].defectClass == .spur)
  }

  @Test func boxesThatDoNotMeetAreTwoPlacesUnlessADistanceIsGiven() {
    let pictures = [[candidate(0.9, x: 0)], [candidate(0.9, x: 14)]]
    #expect(RepeatedDefect.following(pictures, reportedFrom: 0.5).count == 2)
    #expect(RepeatedDefect.following(pictures, reportedFrom: 0.5, distance: 3).count == 1)
  }

  @Test func twoOfOnePictureAreNeverOnePlace() {
    let found = RepeatedDefect.following(
      [
        [candidate(0.9, x: 0, area: 1), candidate(0.9, x: 8, area: 2)],
        [candidate(0.9, x: 7, area: 3), candidate(0.9, x: 1, area: 4)],
      ], reportedFrom: 0.5)
    #expect(found.map { $0.sightings.map(\.defect.area) } == [[1, 4], [2, 3]])
  }

  @Test func whatNeverCountedIsLeftOut() {
    let found = RepeatedDefect.following([[candidate(0.4)], [candidate(0.3)]], reportedFrom: 0.5)
    #expect(found.isEmpty)
  }

  @Test func aSteadyInspectionIsRepeatable() throws {
    let study = RepeatabilityStudy(
      parts: [
        RepeatedPart(
          name: "a",
          repeats: [(0..<5).map { picture($0, [candidate(0.9, area: 100 + $0)]) }], isGood: false),
        RepeatedPart(
          name: "b",
          repeats: [(0..<5).map { picture($0, [candidate(0.6, area: 10)]) }], isGood: true),
      ], limits: DecisionLimits(operatingPoint: 0.5))
    #expect(study.isRepeatable && study.pictureCount == 10 && study.uninspectableCount == 0)
    #expect(study.agreement.within(0) == ShareEstimate(2, of: 2))
    #expect(study.agreement.againstReference == ShareEstimate(1, of: 2))
    let gauge = try study.areaGauge.get()
    #expect(gauge.equipment.degreesOfFreedom == 8 && (gauge.distinctCategories ?? 0) > 50)
    #expect(try study.scoreGauge.get().gaugeVariation == 0)
  }

  @Test func areasAndVerdictsThatVaryAreNamed() {
    let areas = [100, 80, 120]
    let part = RepeatedPart(
      name: "a",
      repeats: [
        (0..<3).map { picture($0, [candidate($0 == 1 ? 0.45 : 0.9, area: areas[$0])]) }
      ])
    let study = RepeatabilityStudy(parts: [part], limits: DecisionLimits(operatingPoint: 0.5))
    #expect(study.disagreements.map(\.name) == ["a"])
    #expect(
      part.verdicts.map(\.verdict) == [.fail, .pass] && part.verdicts.map(\.count) == [2, 1])
    #expect(study.unsteadyDefects.count == 1 && !study.isRepeatable)
    #expect(study.defects[0].defect.area.variation == 0.2)
    guard case .failure(.tooFewParts(1)) = study.areaGauge else {
      Issue.record("one defect made a gauge study")
      return
    }
  }

  @Test func theReviewBandCountsAsFound() {
    let part = RepeatedPart(
      name: "a",
      repeats: [[PartRepeat(name: "1", verdict: .review, candidates: [candidate(0.45)])]])
    func count(_ band: Double) -> Int {
      let limits = DecisionLimits(operatingPoint: 0.5, reviewBand: band)
      return RepeatabilityStudy(parts: [part], limits: limits).defects.count
    }
    #expect(count(0) == 0 && count(0.1) == 1 && count(0.04) == 0)
  }

  @Test func appraisersMakeACrossedStudyOfScores() throws {
    func part(_ name: String, _ scores: [[Double]]) -> RepeatedPart {
      RepeatedPart(
        name: name,
        repeats: scores.map { $0.enumerated().map { picture($0, [candidate($1)]) } })
    }
    let study = RepeatabilityStudy(
      appraisers: ["line 1", "line 2"],
      parts: [
        part("a", [[0.1, 0.12], [0.2, 0.22]]), part("b", [[0.8, 0.82], [0.9, 0.92]]),
      ], limits: DecisionLimits(operatingPoint: 0.5))
    let gauge = try study.scoreGauge.get()
    #expect(gauge.appraisers?.degreesOfFreedom == 1 && gauge.appraiserVariation > 0.06)
    let uneven = RepeatabilityStudy(
      appraisers: ["line 1", "line 2"],
      parts: [part("a", [[0.1, 0.2], []]), part("b", [[1], [1]])],
      limits: DecisionLimits(operatingPoint: 0.5))
    guard case .failure(.notBalanced) = uneven.scoreGauge else {
      Issue.record("an unbalanced study was computed")
      return
    }
    #expect(uneven.agreement.within(1) == nil)
  }

  @Test func picturesWithoutAnAnswerAreCountedAndHaveNoScore() throws {
    let lost = PartRepeat(name: "x", verdict: .uninspectable, reason: "dark", candidates: [])
    func part(_ score: Double) -> RepeatedPart {
      RepeatedPart(
        name: "a",
        repeats: [[picture(0, [candidate(score)]), picture(1, [candidate(score)]), lost]])
    }
    let study = RepeatabilityStudy(
      parts: [part(0.1), part(0.9)], limits: DecisionLimits(operatingPoint: 0.5))
    #expect(study.uninspectableCount == 2 && study.disagreements.count == 2)
    #expect(try study.scoreGauge.get().equipment.degreesOfFreedom == 2)
  }
}

import Studies
import Testing
import Wording

@testable import Reporting

@Suite struct StudyTextTests {
  @Test func tuningTextTellsSettingsPointsMarginsAndTheProposal() {
    let text = TuningText.text(StudySamples.tuning)
    #expect(
      text.hasPrefix("6 images: 3 good, 2 bad, 1 of which nothing is known; 1 uninspectable\n"))
    #expect(text.contains("\n*   1px "))
    #expect(text.contains("\n >  3px "))
    #expect(text.contains("operating points with the proposed setting\n"))
    #expect(text.contains("\n*>  0.5 "))
    #expect(text.contains("\nproposed  0.5              2 of 2 (100.0 %)"))
    #expect(text.contains("good1.png"))
    #expect(text.contains("and 1 part without any candidate"))
    #expect(text.contains("bad1.png"))
    #expect(text.contains("fail → pass"))
    #expect(text.contains("Proposed: compare.tolerance 3px (now 1px)"))
    #expect(!text.contains("\u{1B}") && text.contains("\\u{1b}"))
    #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func whatIsAlreadyBestIsLeft() {
    let text = TuningText.text(StudySamples.clean)
    #expect(
      text.contains("Proposed: leave it as it is; no part changes its verdict between 0 and 1."))
    #expect(text.contains("no part changes its verdict with the proposal"))
    #expect(!text.contains("settings, each"))
  }

  @Test func withoutTruthNothingIsProposed() {
    let text = TuningText.text(StudySamples.unlabelled)
    #expect(text.contains("2 of which nothing is known"))
    #expect(text.contains("Nothing is proposed: of no part it is known"))
    #expect(!text.contains("rule:") && !text.contains("> proposed"))
  }

  @Test func repeatabilityTextTellsPartsDefectsAndGauges() {
    let text = RepeatabilityText.text(StudySamples.repeatability)
    #expect(text.hasPrefix("3 parts, 8 pictures\n"))
    #expect(text.contains("2 fail, 1 pass"))
    #expect(text.contains("unsteady is not always the same:\n  copy 1  fail"))
    #expect(text.contains("varies\n"))
    #expect(text.contains("gauge study of areas: %GRR"))
    #expect(text.contains("of the tolerance"))
    #expect(text.contains("Cohen's kappa against the truth"))
    #expect(text.contains("1 of 3 parts got the same verdict on every picture."))
    #expect(text.contains("1 defect of 2 did not count on every picture of the part."))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func aStudyWithoutDefectsSaysSo() {
    let text = RepeatabilityText.text(StudySamples.uneventful)
    #expect(text.contains("No defects were found"))
    #expect(text.contains("gauge study of areas: none, a gauge study needs at least 2 parts"))
    #expect(text.contains("Fleiss' kappa of the pictures  not defined"))
  }

  @Test func partsThatHardlyDifferGetNoPercentage() throws {
    let parts = ["a", "b"].map { name in
      RepeatedPart(
        name: name,
        repeats: [
          (0..<3).map { _ in PartRepeat(name: "", verdict: .pass, candidates: []) }
        ])
    }
    let text = RepeatabilityText.text(
      RepeatabilityStudy(parts: parts, limits: DecisionLimits(operatingPoint: 0.5)))
    #expect(text.contains("gauge study of scores: the parts hardly differ"))
  }

  @Test func levelsHaveNoMoreDecimalsThanTheyNeed() {
    #expect(
      [0.5, 1, 0.62, 0.123456, 0, 10].map(StudyPhrases.level) == [
        "0.5", "1", "0.62", "0.1235", "0", "10",
      ])
    #expect(
      Words(.english).share(0, of: 0) == "–" && Words(.english).share(1, of: 3) == "1 of 3 (33.3 %)"
    )
  }
}

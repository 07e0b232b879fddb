import Decision
import Foundation
import Pixels
import Testing
import Wording

@testable import Reporting

@Suite struct ExplanationTextTests {
  @Test func textNamesEveryDetection() {
    let explanation = ExplanationSamples.explanation()
    let text = ExplanationText.text(explanation, all: false)
    #expect(text.contains("1  short, confidence 0.988, operating point 0.500: a defect\n"))
    #expect(text.contains("box [10, 20, 40, 44]; 113 px of added conductor, 7 of them beyond"))
    #expect(text.contains("2  mousebite, confidence 0.700"))
    #expect(text.contains("30 px of missing conductor"))
    #expect(!text.contains("pin-hole"))
    #expect(text.contains("2 of 3 candidates count."))
    #expect(
      ExplanationText.text(explanation, all: true).contains(
        "3  pin-hole, confidence 0.200, operating point 0.500: too weak to count\n"))
  }

  @Test func textTellsWhatTheVerdictCameFrom() {
    let text = ExplanationText.text(ExplanationSamples.explanation(), all: false)
    #expect(text.hasPrefix("fail: 2 defects\n"))
    for part in [
      "image      a/b.jpg\n           SHA-256 \(ReportSamples.sha)\n", "template   a/t.jpg\n",
      "recipe     bare-pcb, version 3\n           SHA-256 cd\n", "changed    compare.tolerance\n",
      "model      c.trees.json\n           SHA-256 0123\n",
      "decision   by trees, operating point 0.500\n",
      "template moved by x -2.5…+0.5 px, y +1.0…+3.0 px", "decode 3.14 ms, align 10.00 ms",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func ruleIsToldWithItsNumbers() {
    let text = ExplanationText.text(ExplanationSamples.explanation(), all: false)
    #expect(text.contains("Added conductor that touches two or more conductors"))
    #expect(text.contains("23 of 92 px, 25.0 %\n"))
    #expect(text.contains("followed for 14 px; 2 or more make a short\n       2\n"))
    #expect(text.contains("e = 4 × 7 = 28, confidence 0.988"))
    #expect(text.contains("the operating point 0.500 needs 1 px"))
  }

  @Test func printedContributionsAddUpToThePrintedTotal() throws {
    let text = ExplanationText.text(ExplanationSamples.explanation(), all: false)
    let amounts = text.matches(of: /\n +([+-][0-9]+)\.([0-9]{3})\s\s/).map { match in
      Int(String(match.1 + match.2)) ?? .min
    }
    // Base, eight measurements, the others, and their sum.
    #expect(amounts.count == 11)
    #expect(amounts.dropLast().reduce(0, +) == amounts.last)
    #expect(amounts.last == Int((ExplanationSamples.score.difference * 1000).rounded()))
    #expect(amounts[1..<9].map(\.magnitude) == amounts[1..<9].map(\.magnitude).sorted(by: >))
    let strongest = try #require(ExplanationSamples.score.strongest.first)
    #expect(text.contains("\(strongest.name) = "))
    let meanings = MeasurementPhrases(.missing, Words(.english)).meanings
    #expect(text.contains(try #require(meanings[strongest.name])))
    #expect(
      text.contains("\(BlobMeasurements.names.count - 8) other measurements together"))
  }

  @Test func imageWithoutDetectionsShowsTheCandidateNearestToTheLimit() {
    let weak = Array(ExplanationSamples.candidates.suffix(1))
    let text = ExplanationText.text(ExplanationSamples.explanation(weak), all: false)
    #expect(text.hasPrefix("pass\n"))
    #expect(text.contains("No defects: none of 1 candidate reaches the operating point of 0.500."))
    #expect(text.contains("1  pin-hole, confidence 0.200"))
    let none = ExplanationText.text(ExplanationSamples.explanation([]), all: true)
    #expect(none.contains("No defects: no pixels differ by more than the recipe tolerates."))
  }

  @Test func uninspectableImageSaysWhy() {
    let text = ExplanationText.text(ExplanationSamples.uninspectable, all: true)
    #expect(text.hasPrefix("uninspectable: the image was refused: <no> JPEG\n"))
    #expect(text.contains("the file was not read\n"))
    #expect(text.contains("No answer was possible"))
    #expect(!text.contains("alignment") && !text.contains("No defects"))
  }

  @Test func hostileNameDrivesNoTerminal() {
    let text = ExplanationText.text(
      ExplanationSamples.explanation(path: "a\u{1B}[2J\nb.png"), all: false)
    #expect(text.contains("image      a\\u{1b}[2J\\nb.png\n"))
  }

  @Test func almostCertainIsNotCertain() {
    #expect(ExplanationPhrases(Words(.english)).share(0.99996) == "> 0.999")
    #expect(ExplanationPhrases(Words(.english)).share(1) == "1.000")
  }
}

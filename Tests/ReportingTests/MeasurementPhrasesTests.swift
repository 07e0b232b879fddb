import Blobs
import Testing
import Wording

@testable import Decision
@testable import Reporting

@Suite struct MeasurementPhrasesTests {
  @Test(arguments: Language.allCases, [Polarity.added, .missing])
  func everyMeasurementHasAMeaningOfItsOwn(language: Language, polarity: Polarity) {
    let meanings = MeasurementPhrases(polarity, Words(language)).meanings
    #expect(Set(meanings.keys) == Set(BlobMeasurements.names))
    #expect(Set(meanings.values).count == meanings.count)
    #expect(meanings.values.allSatisfy { !$0.isEmpty && !$0.contains("\n") && $0.count < 110 })
  }

  @Test func bodiesAreConductorsForAddedMaterialAndGapsForMissing() {
    func says(_ name: String, _ polarity: Polarity) -> String? {
      MeasurementPhrases(polarity, Words(.english)).meanings[name]
    }
    #expect(says("contact2", .added) == "pixels of the 2 px ring around it that lie on a conductor")
    #expect(says("contact2", .missing) == "pixels of the 2 px ring around it that lie on a gap")
    #expect(says("core1", .added) == "pixels left after 1 px is taken off all round")
    #expect(says("core2", .added) == "pixels left after 2 px are taken off all round")
    #expect(
      says("deeperThan3", .missing) == "differing pixels more than 3 px away from any gap")
  }

  @Test func measurementsKnowTheirPolarity() {
    var measurements = BlobMeasurements()
    #expect(measurements.polarity == .added)
    measurements.set(.missing, 1)
    #expect(measurements.polarity == .missing)
  }
}

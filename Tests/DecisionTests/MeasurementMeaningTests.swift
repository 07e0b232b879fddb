import Blobs
import Testing

@testable import Decision

@Suite struct MeasurementMeaningTests {
  @Test(arguments: [Polarity.added, .missing])
  func everyMeasurementHasAMeaningOfItsOwn(polarity: Polarity) {
    let meanings = BlobMeasurements.meanings(polarity)
    #expect(meanings.count == BlobMeasurements.names.count)
    #expect(Set(meanings).count == meanings.count)
    #expect(meanings.allSatisfy { !$0.isEmpty && !$0.contains("\n") && $0.count < 110 })
  }

  @Test func bodiesAreConductorsForAddedMaterialAndGapsForMissing() throws {
    let place = try #require(BlobMeasurements.names.firstIndex(of: "contact2"))
    #expect(
      BlobMeasurements.meanings(.added)[place]
        == "pixels of the 2 px ring around it that lie on a conductor")
    #expect(
      BlobMeasurements.meanings(.missing)[place]
        == "pixels of the 2 px ring around it that lie on a gap")
  }

  @Test func measurementsKnowTheirPolarity() {
    var measurements = BlobMeasurements()
    #expect(measurements.polarity == .added)
    measurements.set(.missing, 1)
    #expect(measurements.polarity == .missing)
  }
}

import Comparison
import Foundation
import Pixels
import Testing

@testable import Recipes

@Suite struct OutvotedPlanesTests {
  private static let size = PixelSize(width: 20, height: 14)

  /// A reference of brightness and gradient; with `outvoted`, something was outvoted in brightness.
  private func reference(outvoted: Bool) throws -> LearnedReference {
    var planes = [ReferenceChannel.luma, .gradient].map {
      ReferencePlane($0, size: ReferenceModel.size(of: $0, Self.size))
    }
    for k in planes.indices { planes[k].count[3, 2] = 9 }
    if outvoted {
      var apart = ReferencePlane.Outvoted(size: Self.size)
      (apart.mean[3, 2], apart.deviation[3, 2], apart.count[3, 2]) = (51_200, 700, 2)
      planes[0].outvoted = apart
    }
    return LearnedReference(
      model: try ReferenceModel(
        header: ReferenceHeader(
          width: 20, height: 14, channels: [.luma, .gradient], imageCount: 9, noise: 1),
        planes: planes, clipped: Image(width: 20, height: 14)),
      features: [])
  }

  @Test(arguments: [true, false]) func comeBackFromTheirFiles(_ outvoted: Bool) throws {
    try withTemporaryFolder { folder in
      let reference = try reference(outvoted: outvoted)
      let files = try reference.write(to: folder, stem: "v1")
      #expect(files.contains { $0.file == "v1.luma.outvotedCount.png" } == outvoted)
      #expect(!files.contains { $0.file.hasPrefix("v1.gradient.outvoted") })
      #expect(try LearnedReference(oneOf: files) == reference)
    }
  }

  @Test func filesWithoutThemCountAsNothingOutvoted() throws {
    try withTemporaryFolder { folder in
      let files = try reference(outvoted: true).write(to: folder, stem: "v1")
      let old = files.filter { !$0.file.contains("outvoted") }
      #expect(try LearnedReference(oneOf: old) == reference(outvoted: false))
      // Some of them are not enough.
      #expect(throws: RecipeProblem.Kind.self) {
        _ = try LearnedReference(oneOf: files.filter { !$0.file.contains("outvotedMean") })
      }
    }
  }
}

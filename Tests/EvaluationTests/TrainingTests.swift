import Decision
import Foundation
import Learning
import Pixels
import Recipes
import Synthesis
import Testing

@testable import Evaluation

@Suite struct TrainingTests {
  private static let truth = [
    TruthBox(box: PixelBox(x1: 0, y1: 0, x2: 20, y2: 20), defectClass: .open),
    TruthBox(box: PixelBox(x1: 10, y1: 0, x2: 30, y2: 20), defectClass: .spur),
  ]

  @Test func eachTruthBoxIsGivenToTheDetectionThatOverlapsItMost() {
    let boxes = [
      PixelBox(x1: 1, y1: 0, x2: 21, y2: 20), PixelBox(x1: 0, y1: 0, x2: 20, y2: 20),
      PixelBox(x1: 50, y1: 50, x2: 60, y2: 60),
    ]
    // The second takes the first truth box; the first is left with the other one.
    #expect(LabelMatching.match(boxes, Self.truth) == [1, 0, nil])
  }

  @Test func copiesDependOnSeedPairAndNumberAlone() {
    var copies = TrainingCopies()
    (copies.movedCount, copies.cleanCount) = (2, 2)
    var image = Image<UInt8>(width: 96, height: 96)
    for y in 20..<60 { for x in 30..<50 { image[x, y] = 255 } }
    let first = copies.clean(image, pair: 3)
    #expect(copies.clean(image, pair: 3) == first)
    #expect(first[0] != first[1] && copies.clean(image, pair: 4) != first)
    let moved = copies.moved(image, Self.truth, pair: 3)
    #expect(moved.map(\.image) == copies.moved(image, Self.truth, pair: 3).map(\.image))
    #expect(moved.map(\.image) != first)
  }

  @Test func groupsAreJudgedByTreesThatHaveNotSeenThem() async throws {
    var rows = TrainingRows(
      pairs: (0..<12).map {
        LabelledPair(
          name: "\($0)", group: "g\($0 % 3)", imagePath: "", templatePath: "", truthPath: "")
      })
    // Large blobs are opens, small ones nothing; in group g2 it is the other way round.
    for pair in 0..<12 {
      for large in [false, true] {
        for copy in 0..<6 {
          let isOpen = large != (pair % 3 == 2)
          let box = PixelBox(
            x1: 40 * copy, y1: large ? 40 : 0, x2: 40 * copy + 30, y2: large ? 70 : 30)
          var values = BlobMeasurements().values
          values[1] = large ? 90 : 5
          rows.table.append(row: values)
          rows.rows.append(
            .init(pair: pair, isOriginal: true, label: isOpen ? 1 : 0, box: box, area: 5))
          if isOpen { rows.truth[pair].append(TruthBox(box: box, defectClass: .open)) }
        }
      }
    }
    var options = BoostingOptions()
    (options.rounds, options.minimumRowsPerLeaf) = (20, 2)
    let validation = try await CrossValidation(rows, options: options, jobs: 2)
    #expect(validation.groups.map(\.name) == ["g0", "g1", "g2"])
    #expect(validation.groups[2].score.operating(at: 0.5).f == 0)
    #expect(validation.pooled.truthCount == 72)
    #expect(validation.detections.map(\.count) == Array(repeating: 12, count: 12))
  }
}

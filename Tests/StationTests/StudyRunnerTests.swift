import Decision
import Foundation
import Synchronization
import Testing

@testable import Station

@Suite struct StudyRunnerTests {
  @Test(arguments: [1, 3])
  func resultsComeInOrderWithTheirCandidates(workers: Int) throws {
    try withFolder { folder in
      for name in ["a", "b", "c", "d"] {
        try folder.write(name == "c" ? PairFiles.spur : PairFiles.good, name)
      }
      try folder.write("no image", "e_test.png")
      let recipe = try shippedRecipe()
      var counts: [Int] = []
      let studied = StudyRunner(recipe: recipe, workers: workers).run(try folder.pairs()) {
        counts.append($0)
      }
      #expect(counts.last == 5 && counts == counts.sorted())
      #expect(studied.map(\.record.verdict) == [.pass, .pass, .fail, .pass, .uninspectable])
      // An image after one with candidates does not inherit them.
      #expect(studied[4].candidates.isEmpty)
      let (record, candidates) = (studied[2].record, studied[2].candidates)
      #expect(Array(candidates.prefix(record.defects.count)) == record.defects)
      #expect(!record.defects.isEmpty)
      for image in studied {
        let limit = recipe.values.decide.operatingPoint
        #expect(image.record.defects == image.candidates.filter { $0.confidence >= limit })
      }
    }
  }

  @Test func jobsAreMadeBeforeAndDiscardedAfter() throws {
    try withFolder { folder in
      try folder.write(PairFiles.good, "a")
      let job = try folder.pairs()[0]
      let log = Mutex<[String]>([])
      let studied = StudyRunner(recipe: try shippedRecipe(), workers: 1).run(
        count: 2,
        job: { number in
          log.withLock { $0.append("make \(number)") }
          var copy = job
          copy.serial = "\(number)"
          return copy
        },
        discard: { made in log.withLock { $0.append("discard \(made.serial ?? "")") } })
      #expect(log.withLock { $0 } == ["make 0", "discard 0", "make 1", "discard 1"])
      #expect(studied.map(\.record.serial) == ["0", "1"])
      #expect(StudyRunner(recipe: try shippedRecipe(), workers: 9).run([]).isEmpty)
    }
  }
}

import TestSupport
import Testing

@testable import Quality

struct HistogramTests {
  @Test func everyValueIsInOneBin() throws {
    var random = TestRandom(2)
    for count in [1, 2, 7, 100, 3000] {
      let values = (0..<count).map { _ in Double(random.int(-500...500)) / 7 }
      let histogram = try #require(Histogram(values))
      #expect(histogram.counts.reduce(0, +) == count && histogram.counts.count <= 40)
      #expect(values.allSatisfy(histogram.range.contains))
      #expect(isNear(histogram.mean, values.reduce(0, +) / Double(count), 1e-9))
      for (index, found) in histogram.counts.enumerated().dropLast() {
        let (from, to) = (histogram.edge(index), histogram.edge(index + 1))
        let inside = values.count { $0 > from + 1e-9 && $0 < to - 1e-9 }
        let around = values.count { $0 > from - 1e-9 && $0 < to + 1e-9 }
        #expect((inside...around).contains(found))
      }
    }
  }

  @Test func valuesThatNeverVaryAreOneBin() throws {
    let histogram = try #require(Histogram([3, 3, .nan, 3]))
    #expect(histogram.counts == [3] && histogram.range == 2.5...3.5 && histogram.mean == 3)
    #expect(Histogram([]) == nil && Histogram([.infinity]) == nil)
  }

  @Test func anOutlierDoesNotMakeThousandsOfBins() throws {
    let histogram = try #require(Histogram([0, 0, 0, 0, 0, 1e9]))
    #expect(histogram.counts.count == 40 && histogram.counts.first == 5)
    #expect(histogram.counts.last == 1)
  }
}

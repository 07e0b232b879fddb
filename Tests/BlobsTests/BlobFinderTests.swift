import Blobs
import Comparison
import Pixels
import TestSupport
import Testing

@Suite struct BlobFinderTests {
  private static func parameters(minimumArea: Int = 1, mergeDistance: Int = 0) -> BlobParameters {
    var parameters = BlobParameters()
    parameters.minimumArea = minimumArea
    parameters.mergeDistance = mergeDistance
    return parameters
  }

  private static func difference(
    region: PixelGrid, evidence: PixelGrid, _ random: inout TestRandom
  ) -> MaskDifference {
    var difference = MaskDifference()
    difference.region = random.mask(region)
    difference.evidence = random.mask(evidence)
    return difference
  }

  private static func find(_ grid: PixelGrid, _ parameters: BlobParameters) -> BlobList {
    var finder = BlobFinder(parameters: parameters)
    var (random, list) = (TestRandom(1), BlobList())
    let both = difference(region: grid, evidence: grid, &random)
    finder.find(both, polarity: .added, appendingTo: &list)
    return list
  }

  /// A blob and its runs as they should be, whatever lies before them in the list.
  private struct Expected: Equatable {
    var area: Int
    var evidence: Int
    var box: PixelBox
    var runs: [PixelRun]
  }

  private static func expected(
    _ region: PixelGrid, _ evidence: PixelGrid, _ parameters: BlobParameters
  ) -> [Expected] {
    let joined = region.dilated(radius: (parameters.mergeDistance + 1) / 2)
    let (labels, count) = joined.components(eightConnected: true)
    return (0..<count).compactMap { k in
      let own = PixelGrid(width: region.width, height: region.height) { x, y in
        region[x, y] && labels[y * region.width + x] == k
      }
      let seen = own.and(evidence).count
      guard seen >= parameters.minimumArea else { return nil }
      let runs = own.runs.map { PixelRun(y: Int32($0.y), x1: Int32($0.x1), x2: Int32($0.x2)) }
      return Expected(
        area: own.count, evidence: seen,
        box: own.runs.map { PixelBox(x1: $0.x1, y1: $0.y, x2: $0.x2, y2: $0.y + 1) }
          .reduce(nil) { $0?.union($1) ?? $1 } ?? PixelBox(x1: 0, y1: 0, x2: 0, y2: 0),
        runs: runs)
    }
  }

  @Test func agreesWithReferenceAtEverySize() {
    var random = TestRandom(2)
    for size in MaskSizes.all where random.chance(0.5) {
      let parameters = Self.parameters(
        minimumArea: random.int(1...9), mergeDistance: random.int(0...9))
      var finder = BlobFinder(parameters: parameters)
      var list = BlobList()
      var all: [(Polarity, Expected)] = []
      // One list takes up what is added and what is missing.
      for polarity in [Polarity.added, .missing] {
        let region =
          random.chance(0.5)
          ? random.noise(width: size.width, height: size.height, density: 0.03)
          : random.rectangles(width: size.width, height: size.height)
        let evidence = region.and(
          random.noise(width: size.width, height: size.height, density: 0.4))
        finder.find(
          Self.difference(region: region, evidence: evidence, &random), polarity: polarity,
          appendingTo: &list)
        all += Self.expected(region, evidence, parameters).map { (polarity, $0) }
      }
      let found = list.blobs.map { blob in
        Expected(
          area: blob.area, evidence: blob.evidence, box: blob.box,
          runs: Array(list.runs[blob.runs]))
      }
      if found != all.map(\.1) || list.blobs.map(\.polarity) != all.map(\.0) {
        Issue.record("\(size), \(parameters): \(found.count) of \(all.count) blobs")
        return
      }
      #expect(list.runs.count == found.map(\.runs.count).reduce(0, +))
    }
  }

  /// Two pixels in a row are one blob up to so many clear pixels between them.
  @Test(arguments: 0...20)
  func mergeDistanceCountsClearPixels(distance: Int) {
    for gap in 0...24 {
      var grid = PixelGrid(width: 80, height: 9)
      grid[20, 4] = true
      grid[21 + gap, 4] = true
      let blobs = Self.find(grid, Self.parameters(mergeDistance: distance)).blobs
      let reach = distance + distance % 2
      #expect(blobs.count == (gap <= reach ? 1 : 2), "\(gap) pixels between")
    }
  }

  @Test func minimumAreaCountsEvidence() {
    var random = TestRandom(3)
    let region = PixelGrid("####....####\n####....####")
    let evidence = PixelGrid("##........##\n.#........##")
    for minimum in 0...5 {
      var finder = BlobFinder(parameters: Self.parameters(minimumArea: minimum))
      var list = BlobList()
      finder.find(
        Self.difference(region: region, evidence: evidence, &random), polarity: .missing,
        appendingTo: &list)
      #expect(list.blobs.map(\.evidence) == [3, 4].filter { $0 >= minimum })
      #expect(list.blobs.allSatisfy { $0.area == 8 && $0.polarity == .missing })
    }
  }

  @Test func regionsWithoutEvidenceAreNoBlobs() {
    var random = TestRandom(4)
    var finder = BlobFinder(parameters: Self.parameters(minimumArea: 0))
    var list = BlobList()
    let region = PixelGrid("##..##")
    finder.find(
      Self.difference(region: region, evidence: PixelGrid("....##"), &random), polarity: .added,
      appendingTo: &list)
    #expect(list.blobs.map(\.box) == [PixelBox(x1: 4, y1: 0, x2: 6, y2: 1)])
    finder.find(
      Self.difference(region: region, evidence: PixelGrid("......"), &random), polarity: .added,
      appendingTo: &list)
    #expect(list.blobs.count == 1)
  }

  @Test func removingAllLeavesNothing() {
    var list = Self.find(PixelGrid("#.#\n.#."), Self.parameters())
    #expect(list.blobs.count == 1 && list.runs.count == 3)
    list.removeAll()
    #expect(list.blobs.isEmpty && list.runs.isEmpty)
  }
}

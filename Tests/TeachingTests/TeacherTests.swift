import Alignment
import Comparison
import Pixels
import TestSupport
import Testing

@testable import Teaching

@Suite struct TeacherTests {
  private static let parts = GoodParts()

  @Test(arguments: [0, 2, 7]) func oneBadPartIsOutvotedAndNamedWhereverItComes(
    _ place: Int
  ) throws {
    var spots = [Bool](repeating: false, count: 9)
    spots[place] = true
    let part = try Self.parts.taught(spots)
    for (k, image) in part.report.images.enumerated() {
      #expect(image.isFound)
      #expect(image.outvoted.isEmpty == (k != place), "image \(k)")
      #expect(image.variations.isEmpty)
      // The recipe rejects it, and the report says so beforehand.
      #expect((image.score >= 0.5) == (k == place), "image \(k): \(image.score)")
      let found = try part.inspected(Self.parts.photograph(k, spot: spots[k]))
      #expect(found.blobs.isEmpty == (k != place), "image \(k)")
      #expect(abs(found.score - image.score) < 0.4)
    }
    let named = try #require(part.report.images[place].outvoted.first)
    #expect(named.referenceBox.width < 60 && named.strength > 6)
    #expect(part.comparison.brightFactor < 12)
  }

  @Test(arguments: [
    [true, false, true, false, true, false, true, false, true, false],
    [false, false, false, false, false, false, true, true, true, true],
    [true, true, true, true, true, false, false, false, false, false],
  ]) func whatSeveralPartsShowIsLearned(_ spots: [Bool]) throws {
    let part = try Self.parts.taught(spots)
    #expect(part.report.images.contains { !$0.variations.isEmpty })
    for (k, image) in part.report.images.enumerated() {
      #expect(image.outvoted.isEmpty && image.score < 0.5 && image.falseBoxes.isEmpty)
      let found = try part.inspected(Self.parts.photograph(k, spot: spots[k]))
      #expect(found.isFound && found.blobs.isEmpty, "image \(k)")
    }
    #expect(part.comparison.brightFactor < 12 && part.report.unstableShare < 0.05)
  }

  @Test func updatesOfOnePictureLearnWhatSeveralOfThemShow() throws {
    var part = try Self.parts.taught([Bool](repeating: false, count: 8))
    let settings = part.comparison
    for k in 0..<6 {
      let next = try Self.parts.taught([true], adding: part.model, from: 20 + k)
      if k == 0 {
        #expect(next.report.images[0].outvoted.count == 1)
        #expect(next.report.images[0].score >= 0.5)
        #expect(next.model.planes[0].outvoted != nil)
      }
      part = next
    }
    part.comparison = settings
    #expect(part.model.header.imageCount == 14)
    #expect(try part.inspected(Self.parts.photograph(40, spot: true)).blobs.isEmpty)
    #expect(try part.inspected(Self.parts.photograph(41)).blobs.isEmpty)
    // Elsewhere as little is allowed as before.
    var bad = Self.parts.photograph(42, still: true)
    for y in 30..<48 {
      for x in 40..<58 { for c in 0..<3 { bad[x, y, c] = 240 } }
    }
    #expect(!(try part.inspected(bad).blobs.isEmpty))
  }

  @Test func addingLaterIsTeachingAllAtOnce() throws {
    let nothing = [Bool](repeating: false, count: 9)
    let whole = try Self.parts.taught(nothing, still: true)
    let begun = try Self.parts.taught(Array(nothing.prefix(5)), still: true)
    let added = try Self.parts.taught(
      Array(nothing.suffix(4)), adding: begun.model, still: true, from: 5)
    #expect(added.model.header.imageCount == 9)
    for (a, b) in zip(whole.model.planes, added.model.planes) {
      var (means, deviations) = (0.0, 0.0)
      // Which pixels at the border an image covers depends on fractions of a pixel.
      for y in 6..<(a.size.height - 6) {
        for x in 6..<(a.size.width - 6) {
          #expect(a.count[x, y] == b.count[x, y])
          means += abs(Double(a.mean[x, y]) - Double(b.mean[x, y])) / 256
          deviations += abs(Double(a.deviation[x, y]) - Double(b.deviation[x, y])) / 256
        }
      }
      // The light of the later ones is that of the mean, not of the first image.
      #expect(means / Double(a.size.area) < 0.4, "channel \(a.channel)")
      #expect(deviations / Double(a.size.area) < 0.3, "channel \(a.channel)")
    }
  }

  @Test(arguments: [1, 2, 3]) func aFewPartsSuffice(_ count: Int) throws {
    let part = try Self.parts.taught([Bool](repeating: false, count: count))
    #expect(part.model.header.imageCount == count)
    #expect(part.report.images.allSatisfy { $0.outvoted.isEmpty && $0.score < 0.5 })
    #expect(try part.inspected(Self.parts.photograph(30)).blobs.isEmpty)
    #expect(!(try part.inspected(Self.parts.photograph(31, spot: true)).blobs.isEmpty))
  }

  @Test func ofTwoPartsNoneOutvotesTheOther() throws {
    let part = try Self.parts.taught([false, true])
    #expect(part.report.images.allSatisfy { $0.outvoted.isEmpty && $0.score < 0.5 })
  }

  @Test func imagesThatDoNotGoTogetherAreRefused() throws {
    var teacher = Teacher()
    let size = PixelSize(width: 9, height: 300)
    #expect(throws: TeachingError.size(name: "tiny", size)) {
      try teacher.add(Image(width: 9, height: 300, channels: 3), name: "tiny")
    }
    try teacher.add(Self.parts.photograph(0), name: "first")
    let scene = TestScene(size: GoodParts.size, count: 50, seed: 5)
    let gray = scene.photograph(TestScene.Camera(size: GoodParts.size), channels: 1)
    #expect(throws: TeachingError.channels(name: "gray", channels: 1, expected: 3)) {
      try teacher.add(gray, name: "gray")
    }
    let map = Image<UInt8>(width: 10, height: 10)
    #expect(throws: TeachingError.regions(map.size, expected: GoodParts.size)) {
      var other = Teacher(regions: map)
      try other.add(Self.parts.photograph(0), name: "first")
    }
    #expect(throws: TeachingError.nothing) {
      var none = Teacher()
      _ = try none.result()
    }
  }

  @Test func anImageThatShowsAnotherPartIsNotLearnedFrom() throws {
    var teacher = Teacher()
    try teacher.add(Self.parts.photograph(0), name: "a")
    try teacher.add(Self.parts.photograph(1), name: "b")
    let other = TestScene(size: GoodParts.size, count: 50, seed: 77)
      .photograph(TestScene.Camera(size: GoodParts.size))
    #expect(try !teacher.add(other, name: "other").isFound)
    #expect(try teacher.result().model.header.imageCount == 2)
    try teacher.add(other, name: "once more")
    try teacher.add(other, name: "and again")
    #expect(throws: TeachingError.firstDiffers(name: "a", found: 2, of: 5)) {
      _ = try teacher.result()
    }
  }

  @Test func aFirstImageThatIsFoundElsewhereInItselfIsRefused() throws {
    var parameters = TeachingParameters()
    parameters.features = [PixelBox(x1: 100, y1: 100, x2: 103, y2: 103)]
    var teacher = Teacher(parameters: parameters)
    let error = TeachingError.reference(
      name: "first", .regionTooSmall(parameters.features[0], least: 32))
    #expect(throws: error) {
      try teacher.add(Self.parts.photograph(0), name: "first")
    }
  }

  @Test func brightGroundsAreTaught() throws {
    var scene = TestScene(size: GoodParts.size, count: 40, seed: 12)
    scene.ground = [248, 248, 248]
    var teacher = Teacher()
    for k in 0..<4 {
      var camera = TestScene.Camera(size: GoodParts.size)
      (camera.shiftX, camera.noise, camera.seed) = (Double(k), 1, UInt64(k + 1))
      #expect(try teacher.add(scene.photograph(camera), name: "\(k)").isFound)
    }
    #expect(try teacher.result().model.header.imageCount == 4)
  }
}

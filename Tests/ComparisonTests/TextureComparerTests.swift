import Comparison
import Kernels
import Pixels
import TestSupport
import Testing

struct TextureComparerTests {
  private let model: TextureModel
  private var pictures = TexturePictures(seed: 2)

  init() {
    var lesson = TexturePictures(seed: 1)
    let taught = lesson.take(6)
    model = TextureTeacher.teach(count: taught.count) { taught[$0] }.model
  }

  private func isEmpty(_ mask: BitMask) -> Bool { box(mask) == nil }

  /// The columns and rows of set pixels.
  private func box(_ mask: BitMask) -> PixelBox? {
    var box: PixelBox?
    for y in 0..<mask.size.height {
      for x in 0..<mask.size.width where mask[x, y] {
        let pixel = PixelBox(x1: x, y1: y, x2: x + 1, y2: y + 1)
        box = box?.union(pixel) ?? pixel
      }
    }
    return box
  }

  @Test mutating func goodSurfacesLieBelowTheLimit() {
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    for noise in [0, 2, 3] {
      let score = comparer.compare(pictures.next(noise: noise), difference: &difference)
      #expect(score > 0 && score < 0.5, "noise of \(noise)")
      #expect(isEmpty(difference.evidence) && isEmpty(difference.region))
    }
  }

  @Test func aFlatPictureHasNoDefect() {
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    for level in [1, 120, 255] as [UInt8] {
      let flat = Image<UInt8>(
        width: 160, height: 128, samples: [UInt8](repeating: level, count: 160 * 128))
      #expect(comparer.compare(flat, difference: &difference) < 0.5, "level \(level)")
      #expect(isEmpty(difference.evidence))
    }
  }

  @Test mutating func aScratchIsFoundWhereItIs() throws {
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    for (x, change) in [(60, 40), (101, -40)] {
      let score = comparer.compare(
        pictures.next().scratched(x: x, rows: 30..<80, by: change), difference: &difference)
      #expect(score > 0.5)
      let found = try #require(box(difference.region))
      #expect(found.clipped(to: difference.region.size) == found)
      #expect(found.x1 > x - 24 && found.x2 < x + 26 && found.y1 > 10 && found.y2 < 100)
      #expect(difference.region[x, 55] && difference.evidence[x, 55])
      #expect(comparer.score(in: found) == score)
      #expect(comparer.score(in: PixelBox(x1: 0, y1: 0, x2: 30, y2: 128)) < 0.5)
      #expect(comparer.scores.size == PixelSize(width: 160, height: 128))
      #expect(comparer.scores[x, 55] > 127)
    }
  }

  @Test mutating func whatIsNotValidIsNotJudged() {
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    let scratched = pictures.next().scratched(x: 40, rows: 20..<100)
    var valid = BitMask(width: 160, height: 128)
    for y in 0..<128 { for x in 90..<160 { valid[x, y] = true } }
    #expect(comparer.compare(scratched, valid: valid, difference: &difference) < 0.5)
    #expect(isEmpty(difference.evidence) && isEmpty(difference.region))
    #expect(
      comparer.score(in: PixelBox(x1: 30, y1: 20, x2: 50, y2: 90), valid: valid) == 0)
    #expect(comparer.score(in: PixelBox(x1: 30, y1: 20, x2: 50, y2: 90)) > 0.5)
    #expect(comparer.score(in: PixelBox(x1: 300, y1: 0, x2: 310, y2: 10)) == 0)
    #expect(comparer.compare(scratched, difference: &difference) > 0.5)
  }

  @Test mutating func whatWasComparedBeforeAndHowRowsLieChangeNothing() {
    let scratched = pictures.next().scratched(x: 80, rows: 40..<90)
    var fresh = TextureComparer(model: model)
    var expected = MaskDifference()
    let score = fresh.compare(scratched, difference: &expected)
    var used = TextureComparer(model: model)
    var difference = MaskDifference()
    var large = TexturePictures(seed: 9, size: PixelSize(width: 201, height: 143))
    _ = used.compare(large.next().scratched(x: 9, rows: 0..<90), difference: &difference)
    var wide = Image<UInt8>.soiled(width: 400, height: 200)
    wide.reshape(width: 160, height: 128)
    for y in 0..<128 { for x in 0..<160 { wide[x, y] = scratched[x, y] } }
    #expect(used.compare(wide, difference: &difference) == score)
    #expect(difference.region == expected.region && difference.evidence == expected.evidence)
    #expect(used.scores == fresh.scores)
  }

  @Test mutating func aLowerToleranceFindsMore() {
    let faint = pictures.next().scratched(x: 70, rows: 40..<90, by: 18)
    var difference = MaskDifference()
    var scores: [Double] = []
    for tolerance in [0.5, 1, 2] {
      var parameters = TextureParameters()
      parameters.tolerance = tolerance
      var comparer = TextureComparer(model: model, parameters: parameters)
      scores.append(comparer.compare(faint, difference: &difference))
    }
    #expect(scores[0] > scores[1] && scores[1] > scores[2])
  }

  @Test func whatIsSmallerThanTheFiltersOrTooLargeCannotBeJudged() {
    #expect(TextureModel.canJudge(PixelSize(width: 64, height: 64)))
    for size in [(63, 64), (64, 63), (0, 0), (16385, 64), (64, 16385)] {
      #expect(!TextureModel.canJudge(PixelSize(width: size.0, height: size.1)))
    }
    var small = TexturePictures(seed: 3, size: PixelSize(width: 64, height: 65))
    let taught = small.take(3)
    let model = TextureTeacher.teach(count: 3) { taught[$0] }.model
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    #expect(comparer.compare(small.next(), difference: &difference).isFinite)
  }
}

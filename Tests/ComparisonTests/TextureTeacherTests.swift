import Comparison
import Foundation
import Pixels
import TestSupport
import Testing

struct TextureTeacherTests {
  private let pictures: [Image<UInt8>]

  init() {
    var source = TexturePictures(seed: 1)
    pictures = source.take(6)
  }

  private func teach(_ images: [Image<UInt8>]) -> TextureTeaching {
    TextureTeacher.teach(count: images.count) { images[$0] }
  }

  @Test func theOrderOfPicturesDoesNotMatter() {
    let one = teach(pictures)
    let other = teach(pictures.reversed())
    #expect(one.suspects.isEmpty && other.suspects.isEmpty)
    #expect(one.model.count == 6)
    for rate in [0.3, 0.005] {
      let (a, b) = (
        one.model.limit(falseAlarmRate: rate), other.model.limit(falseAlarmRate: rate)
      )
      #expect(abs(a - b) < 1e-3 * a)
    }
    for (a, b) in zip(one.anomalies, other.anomalies.reversed()) { #expect(abs(a - b) < 1e-3 * a) }
  }

  @Test func aRarerFalseAlarmTakesAHigherLimit() {
    let model = teach(pictures).model
    #expect(model.limit(falseAlarmRate: 0.001) > model.limit(falseAlarmRate: 0.01))
    #expect(model.limit(falseAlarmRate: 0.01) > model.limit(falseAlarmRate: 0.2))
  }

  @Test func aBadOneAmongGoodOnesIsNamedAndLeftOut() {
    var images = pictures
    images[2] = images[2].scratched(x: 50, rows: 10..<110, by: 90)
    let teaching = teach(images)
    #expect(teaching.suspects == [2])
    #expect(teaching.model.count == 5)
    #expect(teaching.anomalies.count == 6)
    let worst = teaching.anomalies.indices.max { teaching.anomalies[$0] < teaching.anomalies[$1] }
    #expect(worst == 2)
    var comparer = TextureComparer(model: teaching.model)
    var difference = MaskDifference()
    #expect(comparer.compare(images[2], difference: &difference) > 0.5)
  }

  @Test func onePictureIsEnoughToBeginWith() {
    let teaching = teach([pictures[0]])
    #expect(teaching.model.count == 1 && teaching.suspects.isEmpty)
    var comparer = TextureComparer(model: teaching.model)
    var difference = MaskDifference()
    #expect(comparer.compare(pictures[0], difference: &difference) < 0.5)
    #expect(
      comparer.compare(pictures[1].scratched(x: 60, rows: 20..<90, by: 70), difference: &difference)
        > 0.5)
  }

  @Test func picturesOfOneLevelAreLearnedAndAScratchOnThemIsSeen() {
    let flat = Image<UInt8>(
      width: 100, height: 90, samples: [UInt8](repeating: 100, count: 9000))
    let model = teach([flat, flat, flat]).model
    var comparer = TextureComparer(model: model)
    var difference = MaskDifference()
    #expect(comparer.compare(flat, difference: &difference) < 0.5)
    #expect(comparer.compare(flat.scratched(x: 50, rows: 20..<70), difference: &difference) > 0.5)
  }

  @Test func addedPicturesMoveTheLimitWithoutTheOldOnes() {
    var model = teach(pictures).model
    let before = model.limit(falseAlarmRate: 0.005)
    var more = TexturePictures(seed: 5)
    let usual = TextureTeacher.add(more.next(), to: &model)
    #expect(model.count == 7)
    // Surfaces with a streak are good from now on.
    var streaks: [Double] = []
    for _ in 0..<4 {
      streaks.append(
        TextureTeacher.add(
          more.next().scratched(x: 70, rows: 20..<100, by: 35), to: &model))
    }
    #expect(model.count == 11)
    #expect(usual < streaks[0])
    #expect(streaks[3] < streaks[0])
    #expect(model.limit(falseAlarmRate: 0.005) != before)
    let streaked = more.next().scratched(x: 30, rows: 20..<100, by: 35)
    var difference = MaskDifference()
    var comparer = TextureComparer(model: model)
    let after = comparer.compare(streaked, difference: &difference)
    var first = TextureComparer(model: teach(pictures).model)
    #expect(first.compare(streaked, difference: &difference) > after)
  }

  @Test func aModelComesBackFromItsFileAsItWas() throws {
    let model = teach(pictures).model
    let data = try JSONEncoder().encode(model)
    let copy = try JSONDecoder().decode(TextureModel.self, from: data)
    #expect(copy == model)
    let scratched = pictures[0].scratched(x: 30, rows: 20..<80)
    var difference = MaskDifference()
    var one = TextureComparer(model: model)
    var other = TextureComparer(model: copy)
    let score = one.compare(scratched, difference: &difference)
    #expect(other.compare(scratched, difference: &difference) == score)
  }

  @Test(arguments: ["format", "rarity", "whitening", "filters", "squares", "judged", "familySums"])
  func aFileOfSomethingElseIsRefused(_ key: String) throws {
    let data = try JSONEncoder().encode(teach(Array(pictures.prefix(2))).model)
    let text = String(decoding: data, as: UTF8.self)
    let changed =
      ["format", "judged"].contains(key)
      ? text.replacing(try Regex("\"\(key)\":[0-9]+"), with: "\"\(key)\":0")
      : text.replacing(try Regex("\"\(key)\":\\[[^\\]]*\\]+"), with: "\"\(key)\":[1]")
    #expect(changed != text)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TextureModel.self, from: Data(changed.utf8))
    }
  }

  @Test func whatAPictureCannotBeReadForIsPassedOn() {
    struct Unreadable: Error {}
    #expect(throws: Unreadable.self) {
      try TextureTeacher.teach(count: 3) { index throws(Unreadable) in
        if index == 1 { throw Unreadable() }
        return pictures[index]
      }
    }
  }
}

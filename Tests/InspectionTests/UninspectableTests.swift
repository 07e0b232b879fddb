import Codecs
import Inspection
import Pixels
import Recipes
import TestSupport
import Testing
import Wording

/// What cannot be judged says why, and never passes.
@Suite struct UninspectableTests {
  private static func expect(
    _ result: InspectionResult, reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(result.verdict == .uninspectable, sourceLocation: sourceLocation)
    #expect(result.reason.contains(reason), "\(result.reason)", sourceLocation: sourceLocation)
    // Pages can say it in another language, down to what explains it.
    let told = RecordedSentence(result.reason)
    #expect(told != nil, "\(result.reason)", sourceLocation: sourceLocation)
    if let cause = told?.values["why"] {
      #expect(RecordedSentence(cause) != nil, "\(cause)", sourceLocation: sourceLocation)
    }
    #expect(result.defects.isEmpty, sourceLocation: sourceLocation)
    #expect(result.candidates.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func filesThatCannotBeDecodedAreRefused() throws {
    let inspector = PairInspector(recipe: try recipe())
    let good = try ImageEncoder.png(PlainBoard().image)
    for broken in [[], Array("hello".utf8), Array(good.dropLast(20)), Array(good.prefix(40))] {
      Self.expect(inspector.inspect(broken, against: good), reason: "the image was refused: ")
      Self.expect(inspector.inspect(good, against: broken), reason: "the template was refused: ")
    }
    #expect(inspector.inspect(good, against: good).verdict == .pass)
  }

  @Test func limitsOfTheRecipeApply() throws {
    let inspector = PairInspector(recipe: try recipe { $0.input.limits.maximumPixels = 100_000 })
    let board = try ImageEncoder.png(PlainBoard().image)
    Self.expect(inspector.inspect(board, against: board), reason: "the image was refused: ")
  }

  @Test func imagesOfAnotherSizeAreRefused() throws {
    let inspector = PairInspector(recipe: try recipe())
    Self.expect(
      inspector.inspect(plain(359, 300, 90), against: PlainBoard().image),
      reason: "the image has 359x300 pixels, its template 360x300")
    Self.expect(
      inspector.inspect(Image(), against: PlainBoard().image), reason: "the image has 0x0 pixels")
    Self.expect(inspector.inspect(Image(), against: Image()), reason: "the image has no pixels")
  }

  @Test func anotherBoardIsRefused() throws {
    let inspector = PairInspector(recipe: try recipe())
    func picture(_ seed: UInt64) -> Image<UInt8> {
      let grid = TestCanvas(PixelSize(width: 320, height: 320), seed: seed).window()
      return Image(width: 320, height: 320, samples: grid.pixels.map { $0 ? 44 : 212 })
    }
    Self.expect(
      inspector.inspect(picture(1), against: picture(2)),
      reason: "the image does not show the part of the template")
    #expect(inspector.inspect(picture(2), against: picture(2)).verdict == .pass)
    // A recipe may insist on less.
    let lenient = PairInspector(recipe: try recipe { $0.align.minimumOverlap = 0 })
    #expect(lenient.inspect(picture(1), against: picture(2)).verdict == .fail)
  }

  @Test func invertedImagesAreRefused() throws {
    let inspector = PairInspector(recipe: try recipe())
    var inverted = PlainBoard().image
    for y in 0..<inverted.height {
      for x in 0..<inverted.width { inverted[x, y] = 255 - inverted[x, y] }
    }
    Self.expect(
      inspector.inspect(inverted, against: PlainBoard().image),
      reason: "the image does not show the part of the template")
  }

  @Test(arguments: [UInt8(0), 127, 128, 255])
  func blankImagesAreRefused(level: UInt8) throws {
    let inspector = PairInspector(recipe: try recipe())
    let side = level < 128 ? "below" : "at or above"
    for template in [PlainBoard().image, plain(360, 300, 255), plain(360, 300, 0)] {
      Self.expect(
        inspector.inspect(plain(360, 300, level), against: template),
        reason: "the image shows no pattern: all its pixels are \(side) the gray level 128")
    }
  }

  /// A tile of bare laminate is a template like any other: what lies on the image is copper.
  @Test func materialOnABlankTemplateIsFound() throws {
    let inspector = PairInspector(recipe: try recipe())
    var image = plain(200, 150, 212)
    for y in 60..<70 {
      for x in 90..<102 { image[x, y] = 44 }
    }
    let result = inspector.inspect(image, against: plain(200, 150, 212))
    #expect(result.verdict == .fail)
    #expect(result.defects.map(\.defectClass) == [.copper])
  }

  @Test func imagesOfOnePixelAreRefused() throws {
    let inspector = PairInspector(recipe: try recipe())
    for (a, b) in [(0, 0), (0, 255), (255, 0), (255, 255)] as [(UInt8, UInt8)] {
      Self.expect(
        inspector.inspect(plain(1, 1, a), against: plain(1, 1, b)), reason: "shows no pattern")
    }
  }

  @Test func imagesOfWhichLittleIsJudgedAreRefused() throws {
    let board = PlainBoard().image
    let inspector = PairInspector(recipe: try recipe { $0.compare.borderMargin = 100 })
    Self.expect(inspector.inspect(board, against: board), reason: "align.minimumJudged")
    let most = PairInspector(recipe: try recipe { $0.compare.borderMargin = 20 })
    #expect(most.inspect(board, against: board).verdict == .pass)
  }

  @Test func tinyImagesDoNotTrap() throws {
    var random = TestRandom(1)
    let inspector = PairInspector(recipe: try recipe())
    for height in 1...9 {
      for width in [1, 2, 3, 8, 63, 64, 65] {
        let result = inspector.inspect(
          random.image(width: width, height: height),
          against: random.image(width: width, height: height))
        #expect(result.timings.stages.allSatisfy { $0.milliseconds >= 0 })
      }
    }
  }

  @Test func picturesAreThoseOfTheLastImage() throws {
    let inspector = PairInspector(recipe: try recipe())
    #expect(inspector.pictures() == nil)
    let (image, template) = (PlainBoard(shift: (5, 2)).image, PlainBoard().image)
    func inspectGood() throws {
      _ = inspector.inspect(image, against: template)
      let pictures = try #require(inspector.pictures())
      #expect(pictures.image == image)
      // The reference is brought over the image, up to the border.
      let box = PixelBox(x1: 10, y1: 10, x2: 350, y2: 290)
      #expect(pictures.reference?.cropped(to: box) == image.cropped(to: box))
    }
    try inspectGood()
    // Nothing of the good pair may show with what comes after it.
    let blank = plain(360, 300, 200)
    _ = inspector.inspect(blank, against: template)
    #expect(inspector.pictures()?.image == blank)
    #expect(inspector.pictures()?.reference == nil)
    try inspectGood()
    _ = inspector.inspect(plain(10, 10, 0), against: template)
    #expect(inspector.pictures()?.image == plain(10, 10, 0))
    #expect(inspector.pictures()?.reference == nil)
    try inspectGood()
    let file = try ImageEncoder.png(image)
    _ = inspector.inspect(file, against: Array("broken".utf8))
    #expect(inspector.pictures()?.image == image)
    #expect(inspector.pictures()?.reference == nil)
    try inspectGood()
    _ = inspector.inspect(Array("broken".utf8), against: file)
    #expect(inspector.pictures() == nil)
  }
}

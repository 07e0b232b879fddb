import Pixels
import Synthesis
import Testing

@Suite struct BoardMotionTests {
  private let size = PixelSize(width: 101, height: 61)

  /// A picture in which every pixel has a level of its own among its neighbours.
  private var picture: Image<UInt8> {
    Image(
      width: size.width, height: size.height,
      samples: (0..<size.area).map { UInt8(truncatingIfNeeded: $0 &* 73 >> 2) })
  }

  @Test func noMotionIsTheIdentity() {
    #expect(BoardMotion().moved(picture) == picture)
    #expect(BoardMotion(shift: .zero, rotation: 0).moved(picture) == picture)
  }

  @Test func shiftByWholePixelsIsExact() {
    let motion = BoardMotion(shift: PixelPoint(x: 7, y: -4))
    let picture = self.picture
    let moved = motion.moved(picture)
    var wrong = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = (min(max(x - 7, 0), size.width - 1), min(max(y + 4, 0), size.height - 1))
        wrong += moved[x, y] == picture[u, v] ? 0 : 1
      }
    }
    #expect(wrong == 0)
  }

  @Test func halfAPixelIsTheMeanOfTwo() {
    var image = Image<UInt8>(width: 9, height: 3)
    image[4, 1] = 200
    let moved = BoardMotion(shift: PixelPoint(x: 0.5, y: 0)).moved(image)
    #expect(moved[4, 1] == 100 && moved[5, 1] == 100 && moved[3, 1] == 0 && moved[6, 1] == 0)
  }

  @Test func quarterTurnIsClockwiseAboutTheMiddle() {
    var image = Image<UInt8>(width: 11, height: 11)
    image[9, 5] = 240
    let turned = BoardMotion(rotation: 90).moved(image)
    #expect(turned[5, 9] > 230)
    #expect(turned[9, 5] < 10)
  }

  @Test func turnAndItsOppositeUndoEachOther() {
    var image = Image<UInt8>(width: 201, height: 151)
    for y in 40..<110 { for x in 60..<140 { image[x, y] = 200 } }
    let there = BoardMotion(rotation: 3).moved(image)
    let back = BoardMotion(rotation: -3).moved(there)
    #expect(there != image)
    let inside = back.cropped(to: PixelBox(x1: 63, y1: 43, x2: 137, y2: 107))
    #expect(inside.samples.allSatisfy { $0 == 200 })
  }

  @Test func boxesMoveByWholePixelsExactly() {
    let box = PixelBox(x1: 3, y1: 10, x2: 30, y2: 44)
    let motion = BoardMotion(shift: PixelPoint(x: 16, y: -8))
    #expect(motion.moved(box, in: size) == PixelBox(x1: 19, y1: 2, x2: 46, y2: 36))
    #expect(BoardMotion().moved(box, in: size) == box)
  }

  @Test func quarterTurnSwapsTheSidesOfABox() {
    let square = PixelSize(width: 100, height: 100)
    let box = PixelBox(x1: 80, y1: 40, x2: 100, y2: 50)
    let turned = BoardMotion(rotation: 90).moved(box, in: square)
    #expect(turned == PixelBox(x1: 50, y1: 80, x2: 60, y2: 100))
  }

  /// What is drawn in a box is in the moved box of the moved picture, and fills it.
  @Test(arguments: [0.5, -0.5, 2.0, 30.0])
  func boxFollowsWhatItHolds(rotation: Double) {
    let size = PixelSize(width: 320, height: 240)
    let box = PixelBox(x1: 200, y1: 150, x2: 240, y2: 170)
    var image = Image<UInt8>(width: size.width, height: size.height)
    for y in box.y1..<box.y2 { for x in box.x1..<box.x2 { image[x, y] = 255 } }
    let motion = BoardMotion(shift: PixelPoint(x: 5.25, y: -3.5), rotation: rotation)
    let picture = motion.moved(image)
    var seen: PixelBox?
    for y in 0..<size.height {
      for x in 0..<size.width where picture[x, y] >= 128 {
        let pixel = PixelBox(x1: x, y1: y, x2: x + 1, y2: y + 1)
        seen = seen?.union(pixel) ?? pixel
      }
    }
    let moved = motion.moved(box, in: size)
    #expect((seen ?? box).intersectionOverUnion(moved) > 0.85)
    if let seen { #expect(seen.intersection(moved.grown(by: 1)) == seen) }
  }
}

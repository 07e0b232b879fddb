import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct ThresholdTests {
  @Test func agreesWithReference() {
    var random = TestRandom(1)
    var out = BitMask()
    for size in MaskSizes.all {
      let image = random.image(width: size.width, height: size.height)
      let level = UInt8(random.int(0...255))
      out.soil()
      out.assignThreshold(image, below: level)
      if let difference = out.difference(from: PixelGrid(image, below: level)) {
        Issue.record("below \(level): \(difference)")
        return
      }
    }
  }

  @Test func everySampleIsComparedWithEveryLevel() {
    let image = Image<UInt8>(width: 256, height: 1, samples: (0...255).map { UInt8($0) })
    var out = BitMask()
    for level in UInt8.min...UInt8.max {
      out.assignThreshold(image, below: level)
      #expect(out.difference(from: PixelGrid(image, below: level)) == nil)
    }
  }

  /// Rows of an image that was larger lie closer together, and what lies between them is old.
  @Test func paddingOfTheImageDoesNotMatter() {
    var out = BitMask()
    for padding in [UInt8(0), 255] {
      var image = Image<UInt8>.soiled(width: 70, height: 5, with: padding)
      for y in 0..<5 {
        for x in 0..<70 { image[x, y] = (x + y) % 3 == 0 ? 10 : 200 }
      }
      out.assignThreshold(image, below: 100)
      #expect(
        out.difference(from: PixelGrid(width: 70, height: 5) { ($0 + $1) % 3 == 0 }) == nil)
    }
  }

  @Test func emptyImagesGiveEmptyMasks() {
    var out = PixelGrid(width: 3, height: 3).mask
    for (width, height) in [(0, 0), (0, 4), (4, 0)] {
      out.assignThreshold(Image(width: width, height: height), below: 100)
      #expect(out.size == PixelSize(width: width, height: height))
      #expect(out.count == 0)
    }
  }

  @Test func copiesOfTheMaskKeepTheirPixels() {
    var mask = PixelGrid("##.\n.#.").mask
    let copy = mask
    mask.assignThreshold(Image(width: 3, height: 2), below: 1)
    #expect(mask.count == 6)
    #expect(copy.difference(from: PixelGrid("##.\n.#.")) == nil)
  }
}

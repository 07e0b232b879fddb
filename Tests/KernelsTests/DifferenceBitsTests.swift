import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct DifferenceBitsTests {
  @Test func agreesWithTheFormulaForEverySize() {
    var random = TestRandom(1)
    var mask = BitMask()
    var masks = DifferenceMasks()
    for size in telltaleSizes {
      let a = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      let near = Image<UInt8>.random(near: a, by: 30, using: &random)
      let far = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      check(a, near, tolerance: 12, bright: 9, dark: 14, far, &mask, &masks)
      let b = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      let near16 = Image<UInt16>.random(near: b, by: 3000, using: &random)
      let far16 = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      check(b, near16, tolerance: 1200, bright: 900, dark: 1400, far16, &mask, &masks)
    }
  }

  @Test func everyPairOfGrayLevelsIsComparedExactly() {
    let a = Image<UInt8>(width: 256, height: 256, samples: (0..<65536).map { UInt8($0 >> 8) })
    let b = Image<UInt8>(width: 256, height: 256, samples: (0..<65536).map { UInt8($0 & 255) })
    var mask = BitMask()
    var masks = DifferenceMasks()
    for t: UInt8 in [0, 1, 127, 128, 254, 255] {
      let expected = PixelwiseReference.difference(a, b, bright: t, dark: t / 2)
      mask.assignDifference(a, b, brightOver: t, darkOver: t / 2)
      masks.assign(a, b, brightOver: t, darkOver: t / 2)
      #expect(mask == expected.either && masks.bright == expected.bright)
      #expect(masks.dark == expected.dark)
    }
  }

  @Test func limitsAtBothEndsOf16BitsAreExact() {
    let levels: [UInt16] = [0, 1, 32767, 32768, 65534, 65535]
    let pairs = levels.flatMap { a in levels.map { (a, $0) } }
    let a = Image<UInt16>(width: 36, height: 1, samples: pairs.map(\.0))
    let b = Image<UInt16>(width: 36, height: 1, samples: pairs.map(\.1))
    var masks = DifferenceMasks()
    for bright in levels {
      for dark in levels {
        masks.assign(a, b, brightOver: bright, darkOver: dark)
        let expected = PixelwiseReference.difference(a, b, bright: bright, dark: dark)
        #expect(masks.bright == expected.bright && masks.dark == expected.dark)
      }
    }
  }

  @Test func aRegionGivesWhatTheCroppedImagesGive() {
    var random = TestRandom(2)
    let a = Image<UInt8>.random(width: 150, height: 20, using: &random)
    let b = Image<UInt8>.random(near: a, by: 20, using: &random)
    let t = Image<UInt8>.random(near: Image(width: 150, height: 20), by: 20, using: &random)
    var mask = BitMask()
    var masks = DifferenceMasks()
    for box in oddRegions {
      let (ca, cb, ct) = (a.cropped(to: box), b.cropped(to: box), t.cropped(to: box))
      let expected = PixelwiseReference.difference(ca, cb, tolerance: ct)
      mask.assignDifference(a, b, over: t, region: box)
      masks.assign(a, b, over: t, region: box)
      #expect(mask == expected.either, "\(box)")
      #expect(masks.bright == expected.bright && masks.dark == expected.dark, "\(box)")
      masks.assign(a, b, brightOver: 7, darkOver: 3, region: box)
      mask.assignGreater(a, than: b, region: box)
      let signed = PixelwiseReference.difference(ca, cb, bright: 7, dark: 3)
      #expect(masks.bright == signed.bright && masks.dark == signed.dark, "\(box)")
      #expect(mask == PixelwiseReference.difference(ca, cb, bright: 0, dark: 255).either)
    }
  }

  @Test func imagesOfNoPixelsGiveNone() {
    var mask = BitMask(width: 3, height: 3)
    mask.assignDifference(Image<UInt8>(), Image<UInt8>(), over: 1)
    #expect(mask.size == PixelSize(width: 0, height: 0))
  }

  /// All operators on a pair of images, with `a` as the tolerance and upper image too.
  private func check(
    _ a: Image<UInt8>, _ b: Image<UInt8>, tolerance: UInt8, bright: UInt8, dark: UInt8,
    _ far: Image<UInt8>, _ mask: inout BitMask, _ masks: inout DifferenceMasks
  ) {
    mask.assignDifference(a, b, over: tolerance)
    #expect(
      mask == PixelwiseReference.difference(a, b, bright: tolerance, dark: tolerance).either)
    let signed = PixelwiseReference.difference(a, b, bright: bright, dark: dark)
    mask.assignDifference(a, b, brightOver: bright, darkOver: dark)
    masks.assign(a, b, brightOver: bright, darkOver: dark)
    #expect(mask == signed.either && masks.bright == signed.bright && masks.dark == signed.dark)
    let own = PixelwiseReference.difference(a, far, tolerance: b)
    mask.assignDifference(a, far, over: b)
    masks.assign(a, far, over: b)
    #expect(mask == own.either && masks.bright == own.bright && masks.dark == own.dark)
    let outside = PixelwiseReference.outside(a, lower: b, upper: far)
    mask.assignOutside(a, lower: b, upper: far)
    masks.assign(a, lower: b, upper: far)
    #expect(
      mask == outside.either && masks.bright == outside.bright && masks.dark == outside.dark)
    mask.assignGreater(a, than: b)
    #expect(mask == PixelwiseReference.mask(a.size) { a[$0, $1] > b[$0, $1] })
  }

  private func check(
    _ a: Image<UInt16>, _ b: Image<UInt16>, tolerance: UInt16, bright: UInt16, dark: UInt16,
    _ far: Image<UInt16>, _ mask: inout BitMask, _ masks: inout DifferenceMasks
  ) {
    mask.assignDifference(a, b, over: tolerance)
    #expect(
      mask == PixelwiseReference.difference(a, b, bright: tolerance, dark: tolerance).either)
    let signed = PixelwiseReference.difference(a, b, bright: bright, dark: dark)
    mask.assignDifference(a, b, brightOver: bright, darkOver: dark)
    masks.assign(a, b, brightOver: bright, darkOver: dark)
    #expect(mask == signed.either && masks.bright == signed.bright && masks.dark == signed.dark)
    let own = PixelwiseReference.difference(a, far, tolerance: b)
    mask.assignDifference(a, far, over: b)
    masks.assign(a, far, over: b)
    #expect(mask == own.either && masks.bright == own.bright && masks.dark == own.dark)
    let outside = PixelwiseReference.outside(a, lower: b, upper: far)
    mask.assignOutside(a, lower: b, upper: far)
    masks.assign(a, lower: b, upper: far)
    #expect(
      mask == outside.either && masks.bright == outside.bright && masks.dark == outside.dark)
    mask.assignGreater(a, than: b)
    #expect(mask == PixelwiseReference.mask(a.size) { a[$0, $1] > b[$0, $1] })
  }
}

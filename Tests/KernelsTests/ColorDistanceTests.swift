import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct ColorDistanceTests {
  @Test func isCloseToTheFormula() {
    var random = TestRandom(1)
    let a = Image<UInt8>.random(width: 500, height: 80, channels: 3, using: &random)
    let near = Image<UInt8>.random(near: a, by: 3, using: &random)
    let far = Image<UInt8>.random(width: 500, height: 80, channels: 3, using: &random)
    var out = Image<Float>()
    for b in [near, far, a] {
      out.assignColorDistanceSquared(a, b)
      #expect(out.size == a.size && out.channels == 1)
      #expect(worst(out, a) { pixel(b, $0, $1) } < 0.04)
    }
    out.assignColorDistanceSquared(a, a)
    #expect(out.samples.allSatisfy { $0 == 0 })
  }

  @Test func everyGrayAndEveryPrimaryIsCloseToTheFormula() {
    var samples: [UInt8] = []
    for level in 0..<256 {
      let v = UInt8(level)
      samples += [v, v, v, v, 0, 0, 0, v, 0, 0, 0, v, 255, 255, v, v, 255, 255]
    }
    let image = Image<UInt8>(width: 6, height: 256, channels: 3, samples: samples)
    var out = Image<Float>()
    for (r, g, b) in [(0, 0, 0), (255, 255, 255), (180, 60, 40), (3, 5, 2)] {
      let (r, g, b) = (UInt8(r), UInt8(g), UInt8(b))
      out.assignColorDistanceSquared(image, to: LabColor(red: r, green: g, blue: b))
      #expect(worst(out, image) { _, _ in [r, g, b] } < 0.04)
    }
  }

  @Test func labOfKnownColours() {
    let white = LabColor(red: 255, green: 255, blue: 255)
    #expect(abs(white.lightness - 100) < 1e-9 && abs(white.a) < 1e-9 && abs(white.b) < 1e-9)
    let red = LabColor(red: 255, green: 0, blue: 0)
    #expect(abs(red.lightness - 53.24) < 0.01)
    #expect(abs(red.a - 80.09) < 0.01 && abs(red.b - 67.20) < 0.01)
    #expect(LabColor(red: 0, green: 0, blue: 0).lightness.magnitude < 1e-9)
    let expected = ColorReference.distance([255, 0, 0], [255, 255, 255])
    #expect(abs(white.distance(to: red) - expected) < 1e-9)
  }

  @Test func masksAreTheDistancesAboveTheLimitForEverySize() {
    var random = TestRandom(2)
    var mask = BitMask()
    var out = Image<Float>()
    let color = LabColor(red: 120, green: 90, blue: 200)
    for size in telltaleSizes {
      let a = Image<UInt8>.random(
        width: size.width, height: size.height, channels: 3, using: &random)
      let b = Image<UInt8>.random(near: a, by: 20, using: &random)
      out.assignColorDistanceSquared(a, b)
      mask.assignColorDistance(a, b, over: 8)
      #expect(mask == PixelwiseReference.mask(size) { out[$0, $1] > 64 }, "\(size)")
      out.assignColorDistanceSquared(a, to: color)
      mask.assignColorDistance(a, to: color, over: 60)
      #expect(mask == PixelwiseReference.mask(size) { out[$0, $1] > 3600 }, "\(size)")
    }
  }

  @Test func aRegionGivesWhatTheCroppedImagesGive() {
    var random = TestRandom(3)
    let a = Image<UInt8>.random(width: 150, height: 20, channels: 3, using: &random)
    let b = Image<UInt8>.random(near: a, by: 20, using: &random)
    let color = LabColor(lightness: 50, a: 10, b: -20)
    var (out, other) = (Image<Float>(), Image<Float>())
    var (mask, otherMask) = (BitMask(), BitMask())
    for box in oddRegions {
      let (ca, cb) = (a.cropped(to: box), b.cropped(to: box))
      out.assignColorDistanceSquared(a, b, region: box)
      other.assignColorDistanceSquared(ca, cb)
      #expect(out == other, "\(box)")
      out.assignColorDistanceSquared(a, to: color, region: box)
      other.assignColorDistanceSquared(ca, to: color)
      #expect(out == other, "\(box)")
      mask.assignColorDistance(a, b, over: 5, region: box)
      otherMask.assignColorDistance(ca, cb, over: 5)
      #expect(mask == otherMask, "\(box)")
      mask.assignColorDistance(a, to: color, over: 50, region: box)
      otherMask.assignColorDistance(ca, to: color, over: 50)
      #expect(mask == otherMask, "\(box)")
    }
  }

  @Test func imagesOfNoPixelsGiveNone() {
    var mask = BitMask(width: 2, height: 2)
    mask.assignColorDistance(Image(), Image(), over: 1)
    #expect(mask.size.area == 0)
  }

  /// The tables do not leave the module; any will show that all forms compute the same in bounds.
  @Test(arguments: Fence.allCases) func everyFormGivesTheSameBits(_ fence: Fence) {
    var random = TestRandom(4)
    let light = FencedSamples(
      (0..<768).map { _ in
        (0..<3).reduce(UInt64(0)) { $0 | (random.next() % 349_000) << UInt64(21 * $1) }
      }, fence)
    let roots = FencedSamples(
      (0..<4100).map { _ in Int32(truncatingIfNeeded: random.next() % 4000) }, fence)
    let forms = kernelForms(
      KernelsBase.colorDistance, KernelsAVX2.colorDistance, KernelsAVX512.colorDistance)
    let toColor = kernelForms(
      KernelsBase.colorDistanceToColor, KernelsAVX2.colorDistanceToColor,
      KernelsAVX512.colorDistanceToColor)
    let bits = kernelForms(
      KernelsBase.colorDistanceBits, KernelsAVX2.colorDistanceBits,
      KernelsAVX512.colorDistanceBits)
    let toColorBits = kernelForms(
      KernelsBase.colorDistanceToColorBits, KernelsAVX2.colorDistanceToColorBits,
      KernelsAVX512.colorDistanceToColorBits)
    let scratch = FencedSamples([Int32](repeating: 0, count: 256), fence)
    for width in [1, 3, 31, 63, 64, 65, 130] {
      let a = Plane<UInt8>(3 * width, 2, gap: 1, fence, &random)
      let b = Plane<UInt8>(3 * width, 2, gap: 4, fence, &random)
      var expected: [[Float]] = []
      for k in forms.indices {
        let out = FencedSamples([Float](repeating: -1, count: 2 * width + 5), fence)
        forms[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 2, light.pointer, roots.pointer,
          scratch.pointer, out.pointer, width + 5)
        let one = out.samples
        toColor[k](
          a.pointer, a.stride, 900, 1800, 2700, width, 2, light.pointer, roots.pointer,
          scratch.pointer, out.pointer, width + 5)
        let two = out.samples
        if k == 0 { expected = [one, two] }
        #expect([one, two] == expected, "\(width)")
        #expect(one[width..<(width + 5)].allSatisfy { $0 == -1 })
        let mask = MaskPlane(width, 2, fence)
        let size = PixelSize(width: width, height: 2)
        let limit = one[0]
        bits[k](
          a.pointer, a.stride, b.pointer, b.stride, width, 2, light.pointer, roots.pointer,
          scratch.pointer, limit, mask.pointer, mask.wordsPerRow)
        #expect(
          mask.mask == PixelwiseReference.mask(size) { one[$1 * (width + 5) + $0] > limit })
        toColorBits[k](
          a.pointer, a.stride, 900, 1800, 2700, width, 2, light.pointer, roots.pointer,
          scratch.pointer, limit, mask.pointer, mask.wordsPerRow)
        #expect(
          mask.mask == PixelwiseReference.mask(size) { two[$1 * (width + 5) + $0] > limit })
      }
    }
  }

  private func pixel(_ image: Image<UInt8>, _ x: Int, _ y: Int) -> [UInt8] {
    (0..<3).map { image[x, y, $0] }
  }

  /// The largest difference in ΔE.
  private func worst(
    _ out: Image<Float>, _ a: Image<UInt8>, _ other: (Int, Int) -> [UInt8]
  ) -> Double {
    var worst = 0.0
    for y in 0..<a.height {
      for x in 0..<a.width {
        let expected = ColorReference.distance(pixel(a, x, y), other(x, y))
        worst = max(worst, abs(Double(out[x, y]).squareRoot() - expected))
      }
    }
    return worst
  }
}

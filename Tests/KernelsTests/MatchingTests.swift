import KernelsAVX2
import KernelsBase
import Pixels
import TestSupport
import Testing

@testable import Kernels

@Suite struct MatchingTests {
  private func largestError(
    _ image: Image<UInt8>, _ template: Image<UInt8>, region: PixelBox? = nil
  ) -> Double {
    var matcher = TemplateMatcher(template)
    var scratch = Scratch()
    var scores = Image<Float>(width: 2, height: 2)
    matcher.correlate(image, region: region, into: &scores, scratch: &scratch)
    let expected = CorrelationReference.scores(
      region.map { image.cropped(to: $0) } ?? image, template)
    #expect(scores.height == expected.count && scores.width == expected[0].count)
    var worst = 0.0
    for y in 0..<scores.height {
      for x in 0..<scores.width {
        worst = max(worst, abs(Double(scores[x, y]) - expected[y][x]))
      }
    }
    return worst
  }

  @Test func directScoresAreExactToSinglePrecision() {
    var noise = NoiseSource(seed: 21)
    for templateHeight in 1...6 {
      for templateWidth in 1...6 {
        let template = noise.image(UInt8.self, templateWidth, templateHeight)
        for (width, height) in [(6, 6), (7, 9), (40, 13)] {
          #expect(largestError(noise.image(UInt8.self, width, height), template) < 1e-6)
        }
      }
    }
    for width in 9...75 {
      let template = noise.image(UInt8.self, 5 + width % 5, 4)
      #expect(largestError(noise.image(UInt8.self, width, 9), template) < 1e-6)
    }
  }

  @Test func scoresByTransformsAreAccurate() {
    var noise = NoiseSource(seed: 22)
    var transforms = 0
    for (width, height, templateWidth, templateHeight) in [
      (160, 120, 40, 32), (131, 97, 33, 48), (200, 70, 64, 20), (90, 200, 21, 100),
    ] {
      let image = noise.image(UInt8.self, width, height)
      let template = noise.image(UInt8.self, templateWidth, templateHeight)
      let best = CorrelationTiles.best(
        template: template.size, image: PixelBox(x1: 0, y1: 0, x2: width, y2: height))
      let positions = (width - templateWidth + 1) * (height - templateHeight + 1)
      if Double(template.size.area * positions) > best.cost { transforms += 1 }
      #expect(largestError(image, template) < 2e-6)
    }
    #expect(transforms >= 2, "no case took the way under test")
  }

  @Test func weakContrastIsMatchedAccurately() {
    // Gray levels 100 and 101 on one side, full range on the other: the worst case for transforms.
    var noise = NoiseSource(seed: 23)
    var image = noise.image(UInt8.self, 200, 160)
    for y in 0..<160 {
      for x in 0..<100 { image[x, y] = 100 + (image[x, y] & 1) }
    }
    #expect(largestError(image, noise.image(UInt8.self, 40, 36)) < 2e-5)
  }

  @Test func flatWindowsAndTemplatesScoreZero() {
    var noise = NoiseSource(seed: 24)
    let flat = Image<UInt8>(width: 60, height: 50)
    #expect(largestError(flat, noise.image(UInt8.self, 4, 4)) == 0)
    #expect(largestError(flat, noise.image(UInt8.self, 30, 30)) < 1e-6)
    #expect(largestError(noise.image(UInt8.self, 60, 50), Image(width: 5, height: 5)) == 0)
  }

  @Test func aRegionIsSeenAsAnImageOfItsOwn() {
    var noise = NoiseSource(seed: 25)
    let image = noise.image(UInt8.self, 150, 140)
    let box = PixelBox(x1: 13, y1: 9, x2: 140, y2: 133)
    #expect(largestError(image, noise.image(UInt8.self, 7, 6), region: box) < 1e-6)
    #expect(largestError(image, noise.image(UInt8.self, 40, 40), region: box) < 2e-6)
  }

  @Test func peaksAreFoundToPartsOfAPixel() {
    // A smooth scene moved by parts of a pixel.
    func scene(_ width: Int, _ height: Int, _ dx: Double, _ dy: Double) -> Image<UInt8> {
      var image = Image<UInt8>(width: width, height: height)
      for y in 0..<height {
        for x in 0..<width {
          let (u, v) = (Double(x) - dx, Double(y) - dy)
          var value = 90.0
          for (cx, cy, r) in [(60.0, 50.0, 9.0), (75, 62, 6), (58, 70, 5)] {
            let d = ((u - cx) * (u - cx) + (v - cy) * (v - cy)) / (r * r)
            value += 50 / (1 + d * d)
          }
          image[x, y] = UInt8(value)
        }
      }
      return image
    }
    let template = scene(140, 120, 0, 0).cropped(to: PixelBox(x1: 40, y1: 36, x2: 92, y2: 84))
    var scratch = Scratch()
    var scores = Image<Float>()
    var matcher = TemplateMatcher(template)
    var search = TemplateSearch(template)
    for (dx, dy) in [(0.0, 0.0), (3.25, -2.5), (0.6, 0.4), (-7.1, 4.9)] {
      let image = scene(140, 120, dx, dy)
      for match in [
        matcher.best(in: image, scores: &scores, scratch: &scratch),
        search.best(in: image, scratch: &scratch),
      ] {
        #expect(abs(match.position.x - 40 - dx) < 0.06)
        #expect(abs(match.position.y - 36 - dy) < 0.06)
        #expect(match.score > 0.99)
      }
    }
  }

  @Test func coarseToFineSearchFindsWhatTheFullSearchFinds() {
    var noise = NoiseSource(seed: 26)
    var image = noise.image(UInt8.self, 300, 220)
    // Texture that survives reduction: noise of 4x4 pixels.
    for y in 0..<220 { for x in 0..<300 { image[x, y] = image[x / 4 * 4, y / 4 * 4] } }
    var scratch = Scratch()
    for (x, y, side) in [(0, 0, 24), (276, 196, 24), (101, 57, 48), (33, 150, 64), (77, 31, 13)] {
      let template = image.cropped(to: PixelBox(x1: x, y1: y, x2: x + side, y2: y + side))
      var search = TemplateSearch(template)
      let match = search.best(in: image, scratch: &scratch)
      #expect(abs(match.position.x - Double(x)) < 0.5 && abs(match.position.y - Double(y)) < 0.5)
      #expect(match.score > 0.9999)
    }
  }

  @Test(
    .enabled(if: InstructionSet.avx2.isAvailable, "this processor has no AVX2"))
  func instructionSetsAgreeBitForBit() {
    var noise = NoiseSource(seed: 27)
    let (a, b) = (noise.image(UInt8.self, 70, 41), noise.image(UInt8.self, 70, 41))
    let (x, y) = (FFTPlan(length: 80), FFTPlan(length: 48))
    let window = [Float](repeating: 0.5, count: 80)
    let floats = KernelsBase.fftPlaneFloats(80, 48)
    var results: [[Float]] = []
    for avx2 in [false, true] {
      var work = [Float](repeating: 0, count: floats)
      work.withUnsafeMutableBufferPointer { w in
        a.withUnsafeSamples { p in
          b.withUnsafeSamples { q in
            if avx2 {
              KernelsAVX2.phaseSurface(
                p, a.stride, q, b.stride, 70, 41, window, window, 80, 48, x.twiddles, y.twiddles,
                w.baseAddress!)
            } else {
              KernelsBase.phaseSurface(
                p, a.stride, q, b.stride, 70, 41, window, window, 80, 48, x.twiddles, y.twiddles,
                w.baseAddress!)
            }
          }
        }
      }
      let stride = KernelsBase.fftPlaneStride(80)
      results.append((0..<48).flatMap { work[($0 * stride)..<($0 * stride + 80)] })
    }
    #expect(results[0] == results[1])
  }

  @Test func transformLengthsAreTheLeastOfTheirForm() {
    #expect(FFTPlan.length(atLeast: 1) == 16)
    #expect(FFTPlan.length(atLeast: 33) == 48)
    #expect(FFTPlan.length(atLeast: 49) == 64)
    #expect(FFTPlan.length(atLeast: 65) == 80)
    #expect(FFTPlan.length(atLeast: 640) == 640)
    #expect(FFTPlan.length(atLeast: 2448) == 2560)
  }

  @Test(arguments: [false, true]) func phaseShiftsAgreeWithDoublePrecision(hanning: Bool) {
    var noise = NoiseSource(seed: 28)
    var scratch = Scratch()
    for (width, height) in [(2, 2), (16, 16), (31, 20), (48, 80), (64, 32), (23, 96), (100, 50)] {
      let scene = noise.image(UInt8.self, width + 8, height + 8)
      let first = scene.cropped(to: PixelBox(x1: 2, y1: 4, x2: 2 + width, y2: 4 + height))
      let second = scene.cropped(to: PixelBox(x1: 5, y1: 2, x2: 5 + width, y2: 2 + height))
      let correlator = PhaseCorrelator(size: first.size, hanning: hanning)
      let shift = correlator.shift(from: first, to: second, scratch: &scratch)
      let expected = CorrelationReference.phaseShift(
        first, second, hanning: hanning, width: FFTPlan.length(atLeast: width),
        height: FFTPlan.length(atLeast: height))
      guard width > 2 else { continue }
      #expect(abs(shift.dx - expected.dx) < 2e-3, "\(width)x\(height)")
      #expect(abs(shift.dy - expected.dy) < 2e-3)
      #expect(abs(shift.response - expected.response) < 2e-4)
      if hanning && width >= 48 && height >= 48 {
        #expect(abs(shift.dx + 3) < 0.3 && abs(shift.dy - 2) < 0.3)
      }
    }
  }
}

import ImageHealth
import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct HealthMeterTests {
  private static func image(
    width: Int, height: Int, channels: Int = 1, _ level: (Int, Int, Int) -> Double
  ) -> Image<UInt8> {
    var out = Image<UInt8>(width: width, height: height, channels: channels)
    for y in 0..<height {
      for x in 0..<width {
        for c in 0..<channels {
          out[x, y, c] = UInt8(max(0, min(255, level(x, y, c).rounded())))
        }
      }
    }
    return out
  }

  /// By the definitions, in double precision, over all pixels.
  private static func expected(_ image: Image<UInt8>) -> HealthValues {
    let (w, h) = (image.width, image.height)
    let levels = image.samples.map(Double.init)
    let n = Double(levels.count)
    let mean = levels.reduce(0, +) / n
    let deviation = (levels.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / n).squareRoot()
    var squares = 0.0
    for y in 0..<h {
      for x in 1..<(w - 1) {
        let dx = (levels[y * w + x + 1] - levels[y * w + x - 1]) / 2
        let dy = (levels[min(h - 1, y + 1) * w + x] - levels[max(0, y - 1) * w + x]) / 2
        squares += dx * dx + dy * dy
      }
    }
    let sorted = levels.sorted()
    func percentile(_ p: Double) -> Double { sorted[Int((p * n).rounded(.up)) - 1] }
    let (cx, cy) = (Double(w - 1) / 2, Double(h - 1) / 2)
    var (xx, xv, yy, yv) = (0.0, 0.0, 0.0, 0.0)
    for y in 0..<h {
      for x in 0..<w {
        let (dx, dy, v) = (Double(x) - cx, Double(y) - cy, levels[y * w + x])
        (xx, xv, yy, yv) = (xx + dx * dx, xv + dx * v, yy + dy * dy, yv + dy * v)
      }
    }
    return HealthValues(
      sharpness: (squares / Double(h * (w - 2))).squareRoot() / deviation,
      contrast: percentile(0.95) - percentile(0.05),
      darkClipped: Double(levels.count { $0 == 0 }) / n,
      brightClipped: Double(levels.count { $0 == 255 }) / n, level: mean,
      slopeAcross: xv / xx * Double(w - 1) / mean, slopeDown: yv / yy * Double(h - 1) / mean)
  }

  @Test func measuresWhatIsDefined() {
    var meter = HealthMeter()
    var random = TestRandom(3)
    // Widths that are a multiple of the blocks, so that means of blocks stand where columns do.
    for (width, height) in [(160, 90), (64, 64), (320, 41)] {
      let image = Self.image(width: width, height: height) { x, y, _ in
        60 + 0.7 * Double(x) + 0.4 * Double(y) + Double(random.int(-30...30))
      }
      let (found, wanted) = (meter.measure(image), Self.expected(image))
      #expect(abs(found.sharpness - wanted.sharpness) < 1e-9)
      #expect(found.contrast == wanted.contrast)
      #expect(found.darkClipped == wanted.darkClipped)
      #expect(found.brightClipped == wanted.brightClipped)
      #expect(abs(found.level - wanted.level) < 1e-9)
      #expect(abs(found.slopeAcross - wanted.slopeAcross) < 0.02)
      #expect(abs(found.slopeDown - wanted.slopeDown) < 1e-9)
    }
  }

  @Test func aPictureOfOneLevelHasNoSharpnessContrastOrSlope() {
    var meter = HealthMeter()
    for (width, height) in [(1, 1), (2, 1), (1, 5), (3, 3), (100, 70)] {
      let values = meter.measure(Self.image(width: width, height: height) { _, _, _ in 90 })
      #expect(
        values
          == HealthValues(
            sharpness: 0, contrast: 0, darkClipped: 0, brightClipped: 0, level: 90,
            slopeAcross: 0, slopeDown: 0))
    }
    let black = meter.measure(Image<UInt8>(width: 40, height: 30))
    #expect(black.darkClipped == 1)
    #expect(black.level == 0)
    #expect(black.slopeAcross == 0)
  }

  @Test func slopesAreSharesOfTheMeanFromEdgeToEdge() {
    var meter = HealthMeter()
    let values = meter.measure(
      Self.image(width: 801, height: 401) { x, y, _ in
        100 + 40 * (Double(x) / 800 - 0.5) - 20 * (Double(y) / 400 - 0.5)
      })
    #expect(abs(values.slopeAcross - 0.4) < 0.005)
    #expect(abs(values.slopeDown + 0.2) < 0.005)
  }

  /// Blur lowers sharpness step by step; light from another lamp leaves it.
  @Test func sharpnessFollowsBlurAndNotLight() {
    var meter = HealthMeter()
    var scratch = Scratch()
    let pattern = Self.image(width: 400, height: 300) { x, y, _ in
      ((x / 9) + (y / 7)) % 2 == 0 ? 50 : 150
    }
    let dim = Self.image(width: 400, height: 300) { x, y, _ in
      0.6 * Double(pattern[x, y]) + 10
    }
    let sharp = meter.measure(pattern).sharpness
    #expect(abs(meter.measure(dim).sharpness / sharp - 1) < 0.01)
    var last = sharp
    var blurred = Image<UInt8>()
    for sigma in [0.7, 1.2, 2.0, 3.0] {
      blurred.assignGaussian(pattern, sigma: sigma, scratch: &scratch)
      let value = meter.measure(blurred).sharpness
      #expect(value < last * 0.99)
      last = value
    }
    #expect(last < sharp * 0.85)
  }

  @Test func colourCountsAsItsLumaAndClipsInAnyChannel() {
    var meter = HealthMeter()
    var random = TestRandom(5)
    for channels in [3, 4] {
      let image = Self.image(width: 96, height: 80, channels: channels) { x, y, c in
        if x < 24 { return c == 0 ? 255 : 30 }
        if y < 8 { return c == 3 ? 255 : 0 }
        return Double(40 + random.int(0...100))
      }
      var gray = Image<UInt8>()
      gray.assignGray(image)
      let (colour, luma) = (meter.measure(image), meter.measure(gray))
      #expect(colour.brightClipped == 0.25)
      #expect(colour.darkClipped == 0.075)
      #expect(colour.sharpness == luma.sharpness)
      #expect(colour.level == luma.level)
      #expect(colour.contrast == luma.contrast)
    }
  }

  /// Of a large picture only some rows are looked at; the values hardly change by that.
  @Test func samplingRowsGivesNearlyTheSame() {
    var meter = HealthMeter()
    var random = TestRandom(7)
    let image = Self.image(width: 1600, height: 1200) { x, y, _ in
      80 + 0.02 * Double(x) - 0.03 * Double(y) + ((x / 13 + y / 17) % 3 == 0 ? 60 : 0)
        + Double(random.int(-4...4))
    }
    #expect(HealthMeter.rowStep(of: image.size) > 1)
    let (found, wanted) = (meter.measure(image), Self.expected(image))
    #expect(abs(found.sharpness / wanted.sharpness - 1) < 0.03)
    #expect(abs(found.contrast - wanted.contrast) <= 2)
    #expect(abs(found.level - wanted.level) < 0.5)
    #expect(abs(found.slopeAcross - wanted.slopeAcross) < 0.01)
    #expect(abs(found.slopeDown - wanted.slopeDown) < 0.01)
  }
}

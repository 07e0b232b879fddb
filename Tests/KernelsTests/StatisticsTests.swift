import Kernels
import Pixels
import TestSupport
import Testing

struct StatisticsTests {
  @Test func histogramsAgreeForEverySize() {
    var random = TestRandom(1)
    var (narrow, wide) = (Histogram(), Histogram())
    for size in telltaleSizes {
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      narrow.assign(image)
      #expect(narrow.counts == StatisticsReference.histogram(image, levels: 256), "\(size)")
      #expect(narrow.total == size.area)
    }
    for size in telltaleSizes.suffix(12) {
      let image = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      wide.assign(image)
      #expect(wide.counts == StatisticsReference.histogram(image, levels: 65536), "\(size)")
    }
    // From one depth to the other and back.
    wide.assign(Image<UInt8>(width: 5, height: 4))
    #expect(wide.counts.count == 256 && wide.counts[0] == 20)
  }

  @Test func otsuSeparatesWhereTheVarianceIsGreatest() {
    var random = TestRandom(2)
    var histogram = Histogram()
    for trial in 0..<200 {
      let (dark, bright) = (Int(random.next() % 120), 130 + Int(random.next() % 120))
      let samples = (0..<600).map { _ in
        let level = random.next() % 3 == 0 ? dark : bright
        return UInt8(clamping: level + Int(random.next() % 41) - 20)
      }
      histogram.assign(Image<UInt8>(width: 30, height: 20, samples: samples))
      #expect(histogram.otsuLevel == StatisticsReference.otsuLevel(histogram.counts), "\(trial)")
    }
  }

  @Test func otsuOfOneLevelIsZero() {
    var histogram = Histogram()
    for level: UInt8 in [0, 7, 255] {
      histogram.assign(
        Image<UInt8>(width: 9, height: 9, samples: [UInt8](repeating: level, count: 81)))
      #expect(histogram.otsuLevel == 0)
    }
    histogram.assign(Image<UInt8>())
    #expect(histogram.otsuLevel == 0)
  }

  /// Levels that cv2.threshold 5.0.0 with THRESH_OTSU returned for these samples.
  @Test func otsuGivesOpenCVsLevels() {
    var histogram = Histogram()
    let ramp = (0..<256).map { UInt8($0) }
    histogram.assign(Image<UInt8>(width: 16, height: 16, samples: ramp))
    #expect(histogram.otsuLevel == 127)
    let two = (0..<100).map { $0 % 5 == 0 ? UInt16(60000) : 512 }
    histogram.assign(Image<UInt16>(width: 10, height: 10, samples: two))
    #expect(histogram.otsuLevel == 512)
  }

  @Test func momentsAreExactForEverySize() {
    var random = TestRandom(3)
    for size in telltaleSizes {
      let image = Image<UInt8>.random(width: size.width, height: size.height, using: &random)
      let moments = image.moments()
      let expected = StatisticsReference.sums(image)
      #expect(moments.sum == expected.sum && moments.sumOfSquares == expected.squares, "\(size)")
      let wide = Image<UInt16>.random(width: size.width, height: size.height, using: &random)
      let wideMoments = wide.moments()
      let wideExpected = StatisticsReference.sums(wide)
      #expect(wideMoments.sum == wideExpected.sum, "\(size)")
      #expect(wideMoments.sumOfSquares == wideExpected.squares, "\(size)")
    }
  }

  @Test func longRowsOfExtremesDoNotOverflow() {
    for level: UInt8 in [0, 255] {
      let samples = [UInt8](repeating: level, count: 1_200_001)
      let moments = Image<UInt8>(width: 1_200_001, height: 1, samples: samples).moments()
      #expect(moments.sum == UInt64(level) * 1_200_001)
      #expect(moments.sumOfSquares == UInt64(level) * UInt64(level) * 1_200_001)
    }
    for level: UInt16 in [0, 32767, 65535] {
      let samples = [UInt16](repeating: level, count: 300_001)
      let moments = Image<UInt16>(width: 300_001, height: 1, samples: samples).moments()
      #expect(moments.sum == UInt64(level) * 300_001)
      #expect(moments.sumOfSquares == UInt64(level) * UInt64(level) * 300_001)
    }
  }

  @Test func varianceOfLittleContrastDoesNotCancel() {
    let samples = (0..<10000).map { UInt16($0 % 2 == 0 ? 65535 : 65534) }
    let moments = Image<UInt16>(width: 100, height: 100, samples: samples).moments()
    #expect(moments.mean == 65534.5 && moments.variance == 0.25)
    #expect(moments.standardDeviation == 0.5)
    #expect(Image<UInt8>().moments().mean.isNaN)
  }

  @Test func extremesAndTheirFirstPositionsForEverySize() {
    var random = TestRandom(4)
    for size in telltaleSizes {
      for range in [3, 200] {
        // Few levels, so that each extreme occurs often and the first is not the only one.
        let flat = Image<UInt8>(
          width: size.width, height: size.height,
          samples: [UInt8](repeating: 100, count: size.area))
        let image = Image<UInt8>.random(near: flat, by: range, using: &random)
        check(image.extremes(), image)
        let wide = Image<UInt16>(
          width: size.width, height: size.height, samples: image.samples.map { UInt16($0) * 250 })
        check(wide.extremes(), wide)
      }
    }
  }

  @Test func extremesAreFoundInEveryBlockOfRows() {
    // 16384 samples a block: positions in the first, in later ones and in the last row.
    var image = Image<UInt8>(
      width: 1000, height: 70, samples: [UInt8](repeating: 9, count: 70000))
    for (x, y) in [(999, 69), (500, 40), (0, 33), (17, 16), (3, 0)] {
      image[x, y] = 4
      image[999 - x, 69 - y] = 200
      check(image.extremes(), image)
    }
    image[700, 20] = 0
    image[800, 21] = 255
    check(image.extremes(), image)
  }

  @Test func aRegionGivesWhatTheCroppedImageGives() {
    var random = TestRandom(5)
    let image = Image<UInt8>.random(width: 150, height: 20, using: &random)
    let wide = Image<UInt16>.random(width: 150, height: 20, using: &random)
    var (a, b) = (Histogram(), Histogram())
    for box in oddRegions {
      #expect(image.moments(region: box) == image.cropped(to: box).moments(), "\(box)")
      #expect(wide.moments(region: box) == wide.cropped(to: box).moments(), "\(box)")
      #expect(image.extremes(region: box) == image.cropped(to: box).extremes(), "\(box)")
      #expect(wide.extremes(region: box) == wide.cropped(to: box).extremes(), "\(box)")
      a.assign(image, region: box)
      b.assign(image.cropped(to: box))
      #expect(a.counts == b.counts && a.total == b.total, "\(box)")
    }
  }

  private func check<Sample: FixedWidthInteger>(_ found: SampleExtremes, _ image: Image<Sample>) {
    let (low, high) = StatisticsReference.extremes(image)
    #expect(found.leastX == low % image.width && found.leastY == low / image.width)
    #expect(found.greatestX == high % image.width && found.greatestY == high / image.width)
    #expect(found.least == Int(image.samples[low]))
    #expect(found.greatest == Int(image.samples[high]))
  }
}

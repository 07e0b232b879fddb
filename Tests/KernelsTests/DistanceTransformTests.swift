import Kernels
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct DistanceTransformTests {
  private static let metrics = Array(zip(DistanceMetric.allCases, ReferenceMetric.allCases))

  private func check(_ mask: BitMask, _ out: inout Image<Float>, _ scratch: inout Scratch) {
    for (metric, reference) in Self.metrics {
      let exact = referenceDistances(mask, reference)
      for limit in [nil, 1, 4, 100_000] {
        out.assignDistance(mask, metric: metric, limit: limit, scratch: &scratch)
        #expect(out.size == mask.size)
        let expected = exact.map { min($0, limit.map { Float($0) } ?? .infinity) }
        #expect(out.samples == expected, "\(metric), limit \(limit ?? 0), \(mask.size)")
      }
    }
  }

  @Test func everySmallMaskAgreesWithSearchingAllPixels() {
    var scratch = Scratch()
    var out = Image<Float>()
    for (width, height) in [(1, 1), (1, 4), (4, 1), (2, 2), (3, 3), (4, 2), (2, 4)] {
      for bits in 0..<(1 << (width * height)) {
        check(BitMask(width: width, height: height, bits: bits), &out, &scratch)
      }
    }
  }

  @Test func everyWidthAgreesWithSearchingAllPixels() {
    var random = RandomMasks(seed: 5)
    var scratch = Scratch()
    var out = Image<Float>()
    for width in 1...140 {
      let density = [0.3, 0.8, 0.98][width % 3]
      check(random.mask(width: width, height: 3, density: density), &out, &scratch)
    }
  }

  @Test(arguments: [0.1, 0.5, 0.9, 0.99, 0.999])
  func largerMasksAgreeWithSearchingAllPixels(density: Double) {
    var random = RandomMasks(seed: 6)
    var scratch = Scratch()
    var out = Image<Float>()
    check(random.mask(width: 67, height: 19, density: density), &out, &scratch)
    check(random.boxes(width: 50, height: 20, count: Int(density * 20)), &out, &scratch)
  }

  @Test func distancesToOnePixelReachAcrossTheWholeMask() {
    var scratch = Scratch()
    var out = Image<Float>()
    for (width, height, x0, y0) in [
      (300, 150, 250, 20), (16_000, 2, 3, 1), (2, 16_000, 0, 15_000), (16_000, 1, 15_999, 0),
    ] {
      var mask = BitMask(width: width, height: height)
      for y in 0..<height { mask.setRun(y: y, x1: 0, x2: width) }
      mask[x0, y0] = false
      for metric in DistanceMetric.allCases {
        out.assignDistance(mask, metric: metric, scratch: &scratch)
        let samples = out.samples
        let wrong = samples.indices.filter { i in
          let (dx, dy) = (abs(i % width - x0), abs(i / width - y0))
          let d: Float =
            switch metric {
            case .euclidean: Float(dx * dx + dy * dy).squareRoot()
            case .cityBlock: Float(dx + dy)
            case .chessboard: Float(max(dx, dy))
            }
          return samples[i] != d
        }
        #expect(wrong.isEmpty)
      }
    }
  }

  @Test func masksWithoutClearPixelsAreInfinitelyFar() {
    var scratch = Scratch()
    var out = Image<Float>(width: 500, height: 3)
    var mask = BitMask(width: 67, height: 5)
    for y in 0..<5 { mask.setRun(y: y, x1: 0, x2: 67) }
    for metric in DistanceMetric.allCases {
      out.assignDistance(mask, metric: metric, scratch: &scratch)
      #expect(out.samples.allSatisfy { $0 == .infinity })
      out.assignDistance(mask, metric: metric, limit: 7, scratch: &scratch)
      #expect(out.samples.allSatisfy { $0 == 7 })
      out.assignDistance(BitMask(width: 0, height: 4), metric: metric, scratch: &scratch)
      #expect(out.size == PixelSize(width: 0, height: 4))
    }
  }

  @Test func kernelsStayWithinTheirRowsAndScratch() {
    var random = RandomMasks(seed: 7)
    for (width, height) in [(1, 1), (63, 4), (64, 3), (65, 3), (129, 5)] {
      let mask = random.mask(width: width, height: height, density: 0.8)
      for (metric, reference) in Self.metrics {
        let bytes =
          metric == .euclidean
          ? distanceEuclideanScratch(width, height) : distanceStepsScratch(width, height)
        var memory = [UInt8](repeating: 0xa5, count: bytes + 256)
        let stride = width + 3
        var out = [Float](repeating: -9, count: stride * height + 40)
        memory.withUnsafeMutableBytes { m in
          out.withUnsafeMutableBufferPointer { o in
            mask.withUnsafeWords { words in
              // Scratch memory is aligned to 8 bytes at least.
              let scratch = (m.baseAddress! + 128).alignedUp(for: UInt64.self)
              let to = o.baseAddress! + 20
              if metric == .euclidean {
                distanceEuclidean(
                  words, mask.wordsPerRow, width, height, 32700, .infinity, scratch, to, stride)
              } else {
                distanceSteps(
                  words, mask.wordsPerRow, width, height, 32700, .infinity,
                  metric == .chessboard, scratch, to, stride)
              }
            }
          }
        }
        let expected = referenceDistances(mask, reference)
        for i in out.indices {
          let (x, y) = ((i + stride - 20) % stride, (i + stride - 20) / stride - 1)
          let inside = x < width && y >= 0 && y < height
          #expect(out[i] == (inside ? expected[y * width + x] : -9))
        }
        #expect(memory.prefix(128).allSatisfy { $0 == 0xa5 })
        #expect(memory.suffix(120).allSatisfy { $0 == 0xa5 })
      }
    }
  }
}

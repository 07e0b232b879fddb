import Kernels
import KernelsAVX2
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct WarpAffineTests {
  static let maps: [[Double]] = [
    [1, 0, 0, 0, 1, 0], [1, 0, 0.3, 0, 1, -0.7], [1, 0, -3, 0, 1, 2], [1, 0, 1.5, 0, 1, 1e9],
    [0.99, -0.035, 1.3, 0.035, 0.99, -1.1], [0.866, 0.5, -2, -0.5, 0.866, 3],
    [0, 1, 0, -1, 0, 8], [-1, 0, 8, 0, -1, 7.5], [0.5, 0.02, 0.1, -0.1, 0.4, 0.2],
    [1.9, 0.01, -4, 0.3, 1.7, -3], [3.7, 0, -9, -2.1, 2, 5], [1e-9, 1, 0.25, 1, 1e-12, 0.5],
    [1.2, 0.1, 0.4, -0.9, 1, 20],
  ]

  private func check<S: PixelSample & BinaryInteger>(
    _ image: Image<S>, _ m: [Double], _ size: PixelSize,
    _ warp: (inout Image<S>, AffineMap, WarpInterpolation, WarpBorder<S>) -> Void,
    _ comment: Comment
  ) {
    let map = AffineMap(xx: m[0], xy: m[1], x0: m[2], yx: m[3], yy: m[4], y0: m[5])
    // A result that holds something else, to be written all over.
    var out = Image<S>(width: 3, height: 2, channels: 2)
    for nearest in [false, true] {
      for outside in [S(7), nil] {
        warp(
          &out, map, nearest ? .nearest : .bilinear,
          outside.map { .constant($0) } ?? .replicate)
        let expected = WarpReference.affine(
          image, m, size: size, nearest: nearest, outside: outside)
        #expect(out == expected, "\(comment) \(m) nearest \(nearest) outside \(outside == nil)")
      }
    }
  }

  private func check8(_ image: Image<UInt8>, _ m: [Double], _ size: PixelSize) {
    var scratch = Scratch()
    check(
      image, m, size,
      {
        $0.assignWarp(
          image, by: $1, size: size, interpolation: $2, border: $3, scratch: &scratch)
      }, "8 bit \(image.size) x\(image.channels)")
  }

  private func check16(_ image: Image<UInt16>, _ m: [Double], _ size: PixelSize) {
    var scratch = Scratch()
    check(
      image, m, size,
      {
        $0.assignWarp(
          image, by: $1, size: size, interpolation: $2, border: $3, scratch: &scratch)
      }, "16 bit \(image.size) x\(image.channels)")
  }

  @Test func smallSourcesAgreeWithTheFormula() {
    var noise = NoiseSource(seed: 1)
    for height in 1...6 {
      for width in 1...6 {
        let image = noise.image(UInt8.self, width, height)
        let image16 = noise.image(UInt16.self, width, height)
        for m in Self.maps {
          check8(image, m, PixelSize(width: 9, height: 7))
          check16(image16, m, PixelSize(width: 9, height: 7))
        }
      }
    }
  }

  @Test func everyWidthAgreesWithTheFormula() {
    var noise = NoiseSource(seed: 2)
    for width in 1...140 {
      let image = noise.image(UInt8.self, width, 12)
      let image16 = noise.image(UInt16.self, width, 12)
      let m = Self.maps[width % Self.maps.count]
      for m in [m, [0.999, -0.03, 0.4, 0.03, 0.999, 1.2], [1, 0, 0.25, 0, 1, 0.75]] {
        check8(image, m, PixelSize(width: width, height: 12))
        check16(image16, m, PixelSize(width: width, height: 12))
      }
    }
  }

  @Test func everyTurnAndScaleAgreesWithTheFormula() {
    var noise = NoiseSource(seed: 3)
    let image = noise.image(UInt8.self, 150, 130)
    let image16 = noise.image(UInt16.self, 150, 130)
    for _ in 0..<25 {
      let c = noise.uniform(-1.7...1.7)
      let s = noise.uniform(-1.2...1.2)
      let m = [
        c, -s, 75 - 75 * c + 65 * s + noise.uniform(-3...3), s, c,
        65 - 75 * s - 65 * c + noise.uniform(-3...3),
      ]
      check8(image, m, PixelSize(width: 160, height: 70))
      check16(image16, m, PixelSize(width: 160, height: 70))
    }
  }

  @Test func quarterTurnsAgreeWithTheFormula() {
    var noise = NoiseSource(seed: 13)
    for (width, height) in [(1, 1), (7, 16), (16, 16), (17, 33), (40, 21), (64, 48), (50, 70)] {
      let image = noise.image(UInt8.self, width, height)
      let image16 = noise.image(UInt16.self, width, height)
      for (a, b) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
        // Onto the result, partly beside it, and where rounding has to choose.
        for (x, y) in [(0.0, 0.0), (-3.2, 5.7), (0.5, -0.5), (9.5, 2.4999999999)] {
          let m = [
            6e-17, a, (a < 0 ? Double(width - 1) : 0) + x, b, -6e-17,
            (b < 0 ? Double(height - 1) : 0) + y,
          ]
          check8(image, m, PixelSize(width: height, height: width))
          check16(image16, m, PixelSize(width: height, height: width))
          check8(image, m, PixelSize(width: height + 20, height: width + 3))
          check16(image16, m, PixelSize(width: height + 20, height: width + 3))
        }
      }
    }
  }

  @Test func wideResultsAgreeWithTheFormula() {
    var noise = NoiseSource(seed: 14)
    let image = noise.image(UInt8.self, 1100, 60)
    let image16 = noise.image(UInt16.self, 1100, 60)
    let rgb = noise.image(UInt8.self, 900, 30, channels: 3)
    for m in [
      [0.9994, -0.0349, 4, 0.0349, 0.9994, -9], [0.866, -0.5, 7, 0.5, 0.866, -200],
      [0.1, -1, 500, 1, 0.1, -480], [1.001, 0, -3, 0, 1.001, 2.25],
    ] {
      check8(image, m, PixelSize(width: 1093, height: 40))
      check16(image16, m, PixelSize(width: 1093, height: 40))
      check8(rgb, m, PixelSize(width: 870, height: 20))
    }
  }

  @Test(arguments: 2...5) func channelsAreWarpedAlike(channels: Int) {
    var noise = NoiseSource(seed: 4)
    let image = noise.image(UInt8.self, 41, 23, channels: channels)
    let image16 = noise.image(UInt16.self, 41, 23, channels: channels)
    for m in Self.maps {
      check8(image, m, PixelSize(width: 44, height: 20))
      check16(image16, m, PixelSize(width: 44, height: 20))
    }
  }

  @Test func aRegionIsSeenAsAnImageOfItsOwn() {
    var noise = NoiseSource(seed: 5)
    let image = noise.image(UInt8.self, 90, 60, channels: 3)
    let box = PixelBox(x1: 7, y1: 5, x2: 71, y2: 70)
    var scratch = Scratch()
    for m in Self.maps {
      let map = AffineMap(xx: m[0], xy: m[1], x0: m[2], yx: m[3], yy: m[4], y0: m[5])
      var (a, b) = (Image<UInt8>(), Image<UInt8>())
      a.assignWarp(image, by: map, border: .replicate, region: box, scratch: &scratch)
      b.assignWarp(image.cropped(to: box), by: map, border: .replicate, scratch: &scratch)
      #expect(a == b)
    }
  }

  @Test func aTranslationIsTheWarpByItsMap() {
    var noise = NoiseSource(seed: 6)
    let image = noise.image(UInt8.self, 70, 40)
    var scratch = Scratch()
    var out = Image<UInt8>()
    for (dx, dy) in [(3.0, -2.0), (0.3, 0.0), (0.0, 0.999), (-5.25, 4.125), (80, 0), (0, -50)] {
      for interpolation in [WarpInterpolation.bilinear, .nearest] {
        out.assignTranslation(
          image, dx: dx, dy: dy, interpolation: interpolation, scratch: &scratch)
        #expect(
          out
            == WarpReference.affine(
              image, [1, 0, dx, 0, 1, dy], size: image.size, nearest: interpolation == .nearest,
              outside: 0))
      }
    }
  }

  @Test func bilinearValuesAreNearExactOnes() {
    var noise = NoiseSource(seed: 7)
    let image = noise.image(UInt8.self, 200, 150)
    let m = [0.998, -0.061, 5.3, 0.061, 0.998, -3.9]
    var scratch = Scratch()
    let map = AffineMap(xx: m[0], xy: m[1], x0: m[2], yx: m[3], yy: m[4], y0: m[5])
    let image16 = noise.image(UInt16.self, 200, 150)
    var (out, out16) = (Image<UInt8>(), Image<UInt16>())
    out.assignWarp(image, by: map, scratch: &scratch)
    out16.assignWarp(image16, by: map, scratch: &scratch)
    for y in 0..<150 {
      for x in 0..<200 {
        let u = m[0] * Double(x) + m[1] * Double(y) + m[2]
        let v = m[3] * Double(x) + m[4] * Double(y) + m[5]
        if let exact = WarpReference.exact(image, u, v) {
          #expect(abs(Double(out[x, y]) - exact) <= 0.52)
        }
        if let exact = WarpReference.exact(image16, u, v) {
          #expect(abs(Double(out16[x, y]) - exact) <= 5)
        }
      }
    }
  }

  @Test func kernelsStayWithinTheirBuffers() {
    var noise = NoiseSource(seed: 8)
    let (width, height, stride) = (61, 23, 67)
    let samples = (0..<(stride * height)).map { _ in UInt8(truncatingIfNeeded: noise.next()) }
    // Sources end with their last sample: where memory is checked, a read beyond is caught.
    let exact = UnsafeMutablePointer<UInt8>.allocate(capacity: stride * (height - 1) + width)
    exact.initialize(from: samples, count: stride * (height - 1) + width)
    defer { exact.deallocate() }
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: 8192, alignment: 64)
    defer { scratch.deallocate() }
    var image = Image<UInt8>(width: width, height: height)
    for y in 0..<height { for x in 0..<width { image[x, y] = samples[y * stride + x] } }
    let outStride = 59
    for (index, m) in Self.maps.enumerated() {
      for nearest in [false, true] {
        let expected = WarpReference.affine(
          image, m, size: PixelSize(width: 55, height: 31), nearest: nearest, outside: UInt8(9))
        for avx2 in [false, true] where !avx2 || InstructionSet.avx2.isAvailable {
          var out = [UInt8](repeating: 0xa5, count: outStride * 31 + 64)
          out.withUnsafeMutableBufferPointer {
            let p = $0.baseAddress! + 32
            if avx2 {
              KernelsAVX2.warpAffine8(
                exact, stride, width, height, 1, p, outStride, 55, 31, m[0], m[1], m[2], m[3],
                m[4], m[5], nearest, false, 9, scratch)
            } else {
              KernelsBase.warpAffine8(
                exact, stride, width, height, 1, p, outStride, 55, 31, m[0], m[1], m[2], m[3],
                m[4], m[5], nearest, false, 9, scratch)
            }
          }
          var agrees = true
          for i in out.indices {
            let (x, y) = ((i - 32) % outStride, (i - 32) / outStride)
            let inImage = i >= 32 && x < 55 && y < 31
            if out[i] != (inImage ? expected[x, y] : 0xa5) { agrees = false }
          }
          #expect(agrees, "map \(index) nearest \(nearest) avx2 \(avx2)")
        }
      }
    }
  }

  @Test func mapsInvert() throws {
    let map = AffineMap(xx: 0.9, xy: -0.2, x0: 3, yx: 0.3, yy: 1.1, y0: -4)
    let p = PixelPoint(x: 12, y: 7)
    let back = try #require(map.inverse).applied(to: map.applied(to: p))
    #expect(abs(back.x - p.x) < 1e-12 && abs(back.y - p.y) < 1e-12)
    #expect(AffineMap(xx: 1, xy: 2, x0: 0, yx: 2, yy: 4, y0: 0).inverse == nil)
  }
}

import KernelsAVX2
import KernelsAVX512
import KernelsBase
import TestSupport
import Testing

/// All instruction sets compute the same bits.
struct TextureFormsTests {
  /// Values with a margin of 16 rows, and room for a vector at the ends of each row.
  private struct Rows {
    let stride: Int
    private(set) var values: [Float]

    init(_ width: Int, _ height: Int, _ random: inout TestRandom) {
      stride = width + 96
      values = (0..<(stride * (height + 32))).map { _ in Float(random.int(-9999...9999)) / 77 }
    }

    /// The values after `body` had a pointer to the first one within the margin.
    mutating func change(_ body: (UnsafeMutablePointer<Float>) -> Void) {
      let start = 16 * stride + 32
      values.withUnsafeMutableBufferPointer { body($0.baseAddress! + start) }
    }

    /// The columns and rows that a kernel is asked for.
    func inside(_ width: Int, _ height: Int) -> [Float] {
      (0..<height).flatMap { y in
        let first = (16 + y) * stride + 32
        return Array(values[first..<(first + width)])
      }
    }
  }

  private typealias Kernel = (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int) -> Void

  /// Runs the forms of a kernel on rows of several widths.
  private func check(_ kernel: (Int, Int, Int) -> [Kernel]) {
    var random = TestRandom(1)
    for (width, height) in [(1, 1), (7, 3), (16, 4), (33, 5), (70, 6)] {
      var source = Rows(width, height, &random)
      let start = Rows(width, height, &random)
      var results: [[Float]] = []
      for form in kernel(width, height, source.stride) {
        var out = start
        source.change { p in out.change { form(p, start.stride, $0, start.stride) } }
        results.append(out.inside(width, height))
      }
      for result in results { #expect(result == results[0], "\(width)x\(height)") }
    }
  }

  @Test func whitening() {
    let weights = (0..<28).map { Float($0 * 7 % 11) / 9 - 0.4 }
    check { width, height, _ in
      kernelForms(
        KernelsBase.textureWhiten, KernelsAVX2.textureWhiten, KernelsAVX512.textureWhiten
      ).map { form in { form($0, $1, width, height, weights, $2, $3) } }
    }
  }

  @Test func smoothing() {
    check { width, height, _ in
      kernelForms(
        KernelsBase.textureSmooth, KernelsAVX2.textureSmooth, KernelsAVX512.textureSmooth
      ).map { form in
        { p, stride, out, outStride in
          var memory = [Float](repeating: 0, count: width + 128)
          memory.withUnsafeMutableBufferPointer {
            form(p, stride, width, height, out, outStride, $0.baseAddress!)
          }
        }
      }
    }
  }

  @Test func lines() {
    let scales = (0..<32).map { Float($0 % 5 + 1) / 3 }
    check { width, height, stride in
      let offsets = (0..<256).map { ($0 % 31 - 15) * stride + $0 % 29 - 14 }
      return kernelForms(
        KernelsBase.textureLines, KernelsAVX2.textureLines, KernelsAVX512.textureLines
      ).map { form in { form($0, $1, width, height, offsets, scales, $2, $3) } }
    }
  }

  @Test func shapes() {
    let scales: [Float] = [3, 0.5, 0.7, 0.2, 0.9]
    check { width, height, _ in
      kernelForms(
        KernelsBase.textureShapes, KernelsAVX2.textureShapes, KernelsAVX512.textureShapes
      ).map { form in { form($0, $1, width, height, scales, $2, $3) } }
    }
  }
}

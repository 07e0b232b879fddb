import Kernels
import Pixels
import TestSupport
import Testing

/// A filter's kernel: source, stride, width, height, result, its stride, memory.
typealias FilterKernel<Source, Result> = (
  UnsafePointer<Source>, Int, Int, Int, UnsafeMutablePointer<Result>, Int, UnsafeMutableRawPointer
) -> Void

/// The forms of a kernel this machine can run.
func availableForms<Function>(
  _ baseline: Function, _ avx2: Function, _ avx512: Function
) -> [Function] {
  var forms = [baseline]
  if InstructionSet.avx2.isAvailable { forms.append(avx2) }
  if InstructionSet.avx512.isAvailable { forms.append(avx512) }
  return forms
}

/// Compares a filter with its reference at all sizes, with one result used again and again, and for
/// regions.
func checkFilter<Source: FixedWidthInteger & PixelSample, Result: PixelSample>(
  _ filter: (inout Image<Result>, Image<Source>, PixelBox?, inout Scratch) -> Void,
  sizes: [PixelSize] = filterTestSizes, _ reference: (Image<Source>) -> Image<Result>
) {
  var out = Image<Result>(width: 31, height: 7)
  var scratch = Scratch()
  for (i, size) in sizes.enumerated() {
    let image: Image<Source> = filterTestImage(
      width: size.width, height: size.height, seed: UInt64(i))
    filter(&out, image, nil, &scratch)
    let agrees = out == reference(image)
    #expect(agrees, "\(size.width)x\(size.height)")
  }
  let image: Image<Source> = filterTestImage(width: 150, height: 40, seed: 77)
  for region in [
    PixelBox(x1: 3, y1: 2, x2: 4, y2: 3), PixelBox(x1: 5, y1: 1, x2: 138, y2: 33),
    PixelBox(x1: 100, y1: 20, x2: 1000, y2: 1000), PixelBox(x1: -9, y1: -9, x2: 20, y2: 11),
  ] {
    filter(&out, image, region, &scratch)
    let agrees = out == reference(image.cropped(to: region))
    #expect(agrees, "region \(region)")
  }
}

/// Runs a kernel's forms between fences, with rows that start at odd addresses, and compares; what
/// lies between the rows of the result must stay as it was.
func checkForms<Source: FixedWidthInteger & PixelSample, Result: PixelSample>(
  _ forms: [FilterKernel<Source, Result>], filler: Result,
  sizes: [PixelSize] = filterTestSizes, scale: (PixelSize) -> PixelSize = { $0 },
  scratchBytes: (Int) -> Int, _ reference: (Image<Source>) -> Image<Result>
) {
  for (i, size) in sizes.enumerated() where i % 3 == 0 || size.width > 9 {
    let image: Image<Source> = filterTestImage(
      width: size.width, height: size.height, seed: UInt64(i))
    let expected = reference(image)
    let result = scale(size)
    let (stride, outStride) = (size.width + i % 5, result.width + 3)
    let count = stride * (size.height - 1) + size.width
    let outCount = outStride * (result.height - 1) + result.width
    var samples = [Source](repeating: 0, count: count)
    for y in 0..<size.height {
      for x in 0..<size.width { samples[y * stride + x] = image[x, y] }
    }
    let arena = GuardedArena(atEnd: i % 2 == 0)
    let source = arena.place(samples)
    // Kernels may rely on the alignment of their memory, not on what is in it.
    let bytes = (scratchBytes(size.width) + 63) / 64 * 64
    let scratch = GuardedArena(atEnd: true)
    let memory = scratch.place([UInt8](repeating: 0xee, count: bytes))
    defer { extendLifetime((arena, scratch)) }
    for (number, form) in forms.enumerated() {
      let out = arena.place([Result](repeating: filler, count: outCount))
      form(source, stride, size.width, size.height, out, outStride, memory)
      var agrees = true
      for k in 0..<outCount {
        let (x, y) = (k % outStride, k / outStride)
        let wanted = x < result.width ? expected[x, y] : filler
        agrees = agrees && out[k] == wanted
      }
      #expect(agrees, "form \(number), \(size.width)x\(size.height), stride \(stride)")
    }
  }
}

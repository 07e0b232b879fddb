import Kernels
import Pixels
import TestSupport

/// Those forms of a kernel that this processor can run.
func kernelForms<Function>(
  _ baseline: Function, _ avx2: Function, _ avx512: Function
) -> [Function] {
  [baseline] + (InstructionSet.avx2.isAvailable ? [avx2] : [])
    + (InstructionSet.avx512.isAvailable ? [avx512] : [])
}

/// Boxes that lie within, touch and leave an image of 150x20, at odd columns.
let oddRegions = [
  PixelBox(x1: 0, y1: 0, x2: 150, y2: 20), PixelBox(x1: 3, y1: 1, x2: 4, y2: 2),
  PixelBox(x1: 5, y1: 2, x2: 138, y2: 19), PixelBox(x1: -9, y1: -2, x2: 66, y2: 7),
  PixelBox(x1: 77, y1: 11, x2: 400, y2: 90), PixelBox(x1: 0, y1: 5, x2: 150, y2: 6),
  PixelBox(x1: 1, y1: 0, x2: 150, y2: 20),
]

/// Random samples in rows with a gap between them and a forbidden page at one end, so that a kernel
/// is seen to keep to its rows. The last row has no gap.
struct Plane<Sample: PixelSample & FixedWidthInteger> {
  let width: Int
  let height: Int
  let stride: Int
  private let memory: FencedSamples<Sample>

  init(
    _ width: Int, _ height: Int, gap: Int, _ fence: Fence,
    _ random: inout TestRandom
  ) {
    (self.width, self.height, stride) = (width, height, width + gap)
    let samples = Image<Sample>.random(
      width: stride * height - gap, height: 1, using: &random
    ).samples
    memory = FencedSamples(samples, fence)
  }

  var pointer: UnsafeMutablePointer<Sample> { memory.pointer }

  /// The rows without the gaps.
  var image: Image<Sample> {
    let samples = memory.samples
    return Image(
      width: width, height: height,
      samples: (0..<height).flatMap { samples[($0 * stride)..<($0 * stride + width)] })
  }

  /// The gaps between the rows.
  var gaps: [Sample] {
    let samples = memory.samples
    return (0..<max(0, height - 1)).flatMap {
      samples[($0 * stride + width)..<(($0 + 1) * stride)]
    }
  }
}

/// Words for a mask with a forbidden page at one end, filled with ones: a kernel must write all.
struct MaskPlane {
  let width: Int
  let height: Int
  let wordsPerRow: Int
  private let memory: FencedSamples<UInt64>

  init(_ width: Int, _ height: Int, _ fence: Fence) {
    (self.width, self.height, wordsPerRow) = (width, height, (width + 63) / 64 + 1)
    memory = FencedSamples(Array(repeating: ~0, count: wordsPerRow * height), fence)
  }

  var pointer: UnsafeMutablePointer<UInt64> { memory.pointer }

  /// The words as a mask, also those that are no columns.
  var mask: BitMask {
    var out = BitMask(width: width, height: height)
    let words = memory.samples
    out.withUnsafeMutableWords { $0.update(from: words, count: words.count) }
    return out
  }
}

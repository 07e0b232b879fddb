import Pixels
import TestSupport

/// The rows of an image with gaps between them, in memory that ends or begins at a forbidden page.
struct PlacedRows<Sample: PixelSample & FixedWidthInteger> {
  let pointer: UnsafeMutablePointer<Sample>
  let stride: Int
  private let width: Int
  private let height: Int
  private static var filling: Sample { 77 }

  init(_ image: Image<Sample>, gap: Int, _ arena: GuardedArena) {
    (width, height, stride) = (image.width, image.height, image.width + gap)
    let samples = image.samples
    var memory: [Sample] = []
    for y in 0..<height {
      if y > 0 { memory += [Sample](repeating: Self.filling, count: gap) }
      memory += samples[(y * width)..<((y + 1) * width)]
    }
    pointer = arena.place(memory)
  }

  var image: Image<Sample> {
    let rows = (0..<height).flatMap { y in
      UnsafeBufferPointer(start: pointer + y * stride, count: width)
    }
    return Image(width: width, height: height, samples: rows)
  }

  var gapsAreUntouched: Bool {
    (0..<(height - 1)).allSatisfy { y in
      (width..<stride).allSatisfy { pointer[y * stride + $0] == Self.filling }
    }
  }
}

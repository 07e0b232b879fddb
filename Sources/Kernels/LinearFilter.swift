import Pixels

extension Image {
  /// Runs a kernel over `region` of `source`, or all of it, into this image, which takes the size
  /// that `size` gives for that of the region. Traps unless there is one channel and a pixel.
  mutating func assignFiltered<Source>(
    _ source: Image<Source>, _ region: PixelBox?, _ memory: UnsafeMutableRawPointer,
    size: (PixelBox) -> PixelSize = { PixelSize(width: $0.width, height: $0.height) },
    _ kernel: (
      UnsafePointer<Source>, Int, Int, Int, UnsafeMutablePointer<Sample>, Int,
      UnsafeMutableRawPointer
    ) -> Void
  ) {
    precondition(source.channels == 1, "a filter needs one channel, not \(source.channels)")
    let box = source.windowRegion(region)
    let size = size(box)
    reshape(width: size.width, height: size.height)
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples {
        kernel(
          $0 + box.y1 * source.stride + box.x1, source.stride, box.width, box.height, out,
          outStride, memory)
      }
    }
  }

  /// Takes `region` of `source`, or all of it, as it is: what a filter of one pixel does.
  mutating func assignUnfiltered(
    _ source: Image, _ region: PixelBox?, _ memory: UnsafeMutableRawPointer
  ) {
    assignFiltered(source, region, memory) {
      source, stride, width, height, out, outStride, _ in
      for y in 0..<height {
        (out + y * outStride).update(from: source + y * stride, count: width)
      }
    }
  }

  /// What a kernel needs that asks for `(width + 256) * bytes + 4096`.
  func filterBytes(_ bytes: Int) -> Int { (width + 256) * bytes + 4096 }
}

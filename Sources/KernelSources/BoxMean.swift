import CVectors

/// Means of the squares of 2 `radius` + 1 pixels around each, rounded; border mirrored
/// (`reflected`). `memory` holds `(width + 2 * radius + 128) * 9` bytes. 1 <= radius <= 1023.
@inline(never)
public func boxMean(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ radius: Int
) {
  let spare = memory.assumingMemoryBound(to: UInt8.self)
  let sums = BoxSums(
    source, stride, width, height, radius, false, memory + (width &+ 127) / 64 &* 64)
  sums.start()
  for y in 0..<height {
    let row = out + y &* outStride
    if width < lanes {
      sums.means(y, UnsafeMutableRawPointer(spare), true)
      for x in 0..<width { row[x] = spare[x] }
    } else {
      sums.means(y, UnsafeMutableRawPointer(row), false)
    }
  }
}

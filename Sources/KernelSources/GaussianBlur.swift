import CVectors

/// The symmetric `weights`, in 1/256 and of sum 256, across and down; the result is rounded once,
/// half up; border mirrored (`reflected`). `weights` holds those of the centre and of distances
/// 1...`radius`, which is at least 1. `memory` holds `width * 3 + radius * 48 + 2048` bytes.
@inline(never)
public func gaussianBlur(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ weights: UnsafePointer<Int16>, _ radius: Int
) {
  let spare = memory.assumingMemoryBound(to: UInt8.self)
  let sums = WeightedSums(
    source, stride, width, height, weights, radius, 0, false,
    memory + (width &+ 127) / 64 &* 64)
  for y in 0..<height {
    sums.sumDown(y)
    let row = out + y &* outStride
    let target = UnsafeMutableRawPointer(width < lanes ? spare : row)
    var x = 0
    while x < width {
      x = max(0, min(x, width &- lanes))
      // 32768 * 256 were taken off before; 32768 rounds.
      let (leftEven, leftOdd, rightEven, rightOdd) = sums.sumAcross(x, (1 &<< 23) &+ 32768)
      store(
        lf_narrow(lf_join_high32(leftEven, leftOdd), lf_join_high32(rightEven, rightOdd)), target,
        x)
      x &+= lanes
    }
    if width < lanes { for k in 0..<width { row[k] = spare[k] } }
  }
}

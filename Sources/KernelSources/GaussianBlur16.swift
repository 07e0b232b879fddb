/// The symmetric `weights`, in 1/65536 and of sum 65536, across and down on 16-bit samples; sums are
/// exact and rounded once, half up; border mirrored (`reflected`). `weights` holds those of the centre
/// and of distances 1...`radius`, which is at least 1. `memory` holds
/// `width * 12 + radius * 8 + 1024` bytes.
@inline(never)
public func gaussianBlur16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ weights: UnsafePointer<UInt32>, _ radius: Int
) {
  let room: Int = (width &+ 31) / 32 &* 32
  let reach: Int = (radius &+ 31) / 32 &* 32
  let sums = memory.assumingMemoryBound(to: UInt32.self)
  let lowSums = sums + room
  // A sum down has 32 bits. Its halves are summed across apart, so that products fit 32 bits too.
  let halves = UnsafeMutableRawPointer(lowSums + room).assumingMemoryBound(to: UInt16.self)
  let high = halves + reach
  let low = high + room + 2 &* reach
  for y in 0..<height {
    setScaled16(source + y &* stride, weights[0], width, sums)
    var k = 1
    while k < radius {
      addScaledPairs16(
        row(source, stride, height, y &- k), row(source, stride, height, y &+ k), weights[k],
        row(source, stride, height, y &- k &- 1), row(source, stride, height, y &+ k &+ 1),
        weights[k &+ 1], width, sums)
      k &+= 2
    }
    if k == radius {
      addScaledPair16(
        row(source, stride, height, y &- k), row(source, stride, height, y &+ k), weights[k],
        width, sums)
    }
    for x in 0..<width {
      high[x] = UInt16(truncatingIfNeeded: sums[x] &>> 16)
      low[x] = UInt16(truncatingIfNeeded: sums[x])
    }
    sumAcross(high, width, weights, radius, sums)
    sumAcross(low, width, weights, radius, lowSums)
    let target = out + y &* outStride
    for x in 0..<width {
      let sum: UInt32 = sums[x] &+ (lowSums[x] &>> 16) &+ 32768
      target[x] = UInt16(truncatingIfNeeded: sum &>> 16)
    }
  }
}

@inline(__always)
private func row(_ source: UnsafePointer<UInt16>, _ stride: Int, _ height: Int, _ y: Int)
  -> UnsafePointer<UInt16>
{
  source + reflected(y, height) &* stride
}

/// The weighted sums of a row across; writes its mirror image on both sides of it.
@inline(__always)
private func sumAcross(
  _ values: UnsafeMutablePointer<UInt16>, _ width: Int, _ weights: UnsafePointer<UInt32>,
  _ radius: Int, _ sums: UnsafeMutablePointer<UInt32>
) {
  for k in 1...radius {
    values[0 &- k] = values[reflected(0 &- k, width)]
    values[width &- 1 &+ k] = values[reflected(width &- 1 &+ k, width)]
  }
  let p = UnsafePointer(values)
  setScaled16(p, weights[0], width, sums)
  var k = 1
  while k < radius {
    addScaledPairs16(
      p - k, p + k, weights[k], p - (k &+ 1), p + (k &+ 1), weights[k &+ 1], width, sums)
    k &+= 2
  }
  if k == radius { addScaledPair16(p - k, p + k, weights[k], width, sums) }
}

// Not private, and so strong symbols: see docs/adr/0001-kernels-per-instruction-set.md.
@inline(never)
func setScaled16(
  _ a: UnsafePointer<UInt16>, _ weight: UInt32, _ count: Int, _ sums: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<count { sums[i] = weight &* UInt32(a[i]) }
}

@inline(never)
func addScaledPair16(
  _ a: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>, _ weight: UInt32, _ count: Int,
  _ sums: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<count { sums[i] = sums[i] &+ weight &* (UInt32(a[i]) &+ UInt32(b[i])) }
}

@inline(never)
func addScaledPairs16(
  _ a: UnsafePointer<UInt16>, _ b: UnsafePointer<UInt16>, _ weight: UInt32,
  _ c: UnsafePointer<UInt16>, _ d: UnsafePointer<UInt16>, _ weight2: UInt32, _ count: Int,
  _ sums: UnsafeMutablePointer<UInt32>
) {
  for i in 0..<count {
    let first = weight &* (UInt32(a[i]) &+ UInt32(b[i]))
    sums[i] = sums[i] &+ first &+ weight2 &* (UInt32(c[i]) &+ UInt32(d[i]))
  }
}

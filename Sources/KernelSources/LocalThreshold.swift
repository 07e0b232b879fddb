import CVectors

// Comparison of each pixel with a mean around it. `weights` of `radius + 1` elements, in 1/32768,
// are a Gaussian's from the centre out; without them the mean is that of a square. Border repeated.
// `memory` holds `(width + 2 * radius + 128) * 9 + radius * 48 + 2048` bytes.

/// 255 where sample > mean - `offset`, else 0.
@inline(never)
public func localThreshold(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ memory: UnsafeMutableRawPointer,
  _ weights: UnsafePointer<Int16>?, _ radius: Int, _ offset: Int
) {
  let test = LocalTest(offset)
  eachRowOfMeans(source, stride, width, height, memory, weights, radius) { y, means in
    let row = source + y &* stride
    let target = out + y &* outStride
    var x = 0
    while x &+ lanes <= width {
      store(
        test.bytes(load(UnsafeRawPointer(row), x), load(UnsafeRawPointer(means), x)),
        UnsafeMutableRawPointer(target), x)
      x &+= lanes
    }
    while x < width {
      target[x] = test.isSet(row[x], means[x]) ? 255 : 0
      x &+= 1
    }
  }
}

/// A bit where sample > mean - `offset`.
@inline(never)
public func localThresholdBits(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ out: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int, _ memory: UnsafeMutableRawPointer,
  _ weights: UnsafePointer<Int16>?, _ radius: Int, _ offset: Int
) {
  let test = LocalTest(offset)
  eachRowOfMeans(source, stride, width, height, memory, weights, radius) { y, means in
    let row = source + y &* stride
    let words = out + y &* wordsPerRow
    var x = 0
    while x < width {
      var word: UInt64 = 0
      if x &+ 64 <= width {
        var k = 0
        while k < 64 {
          let bits = test.bits(
            load(UnsafeRawPointer(row), x &+ k), load(UnsafeRawPointer(means), x &+ k))
          word |= UInt64(bits) &<< UInt64(k)
          k &+= lanes
        }
      } else {
        for k in x..<width where test.isSet(row[k], means[k]) {
          word |= 1 &<< UInt64(truncatingIfNeeded: k &- x)
        }
      }
      words[x / 64] = word
      x &+= 64
    }
    words[wordsPerRow &- 1] = 0
  }
}

/// sample > mean - offset, in 8 bits: for offsets above 0, mean - sample < offset, where the
/// difference stops at 0; for others, sample - mean > -offset.
private struct LocalTest {
  let isBelow: Bool
  let isNever: Bool
  let isAlways: Bool
  let level: UInt8

  @inline(__always)
  init(_ offset: Int) {
    isBelow = offset > 0
    isAlways = offset > 255
    isNever = offset < -254
    level = UInt8(truncatingIfNeeded: isBelow ? offset : 0 &- offset)
  }

  @inline(__always)
  func isSet(_ sample: UInt8, _ mean: UInt8) -> Bool {
    if isAlways || isNever { return isAlways }
    return isBelow
      ? Int32(mean) &- Int32(sample) < Int32(level) : Int32(sample) &- Int32(mean) > Int32(level)
  }

  @inline(__always)
  func bytes(_ samples: vu8, _ means: vu8) -> vu8 {
    if isAlways || isNever { return vu8(repeating: isAlways ? 255 : 0) }
    let levels = vu8(repeating: level)
    return isBelow
      ? lf_less8(lf_subs8(means, samples), levels) : lf_less8(levels, lf_subs8(samples, means))
  }

  @inline(__always)
  func bits(_ samples: vu8, _ means: vu8) -> vmaskbits {
    if isAlways || isNever { return isAlways ? ~0 : 0 }
    let levels = vu8(repeating: level)
    return isBelow
      ? v_less_bits(lf_subs8(means, samples), levels)
      : v_less_bits(levels, lf_subs8(samples, means))
  }
}

/// Calls `body` for all rows in order with the row's means.
@inline(__always)
private func eachRowOfMeans(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ memory: UnsafeMutableRawPointer, _ weights: UnsafePointer<Int16>?, _ radius: Int,
  _ body: (Int, UnsafePointer<UInt8>) -> Void
) {
  let means = memory.assumingMemoryBound(to: UInt8.self)
  let rest = memory + (width &+ 127) / 64 &* 64
  if let weights {
    let sums = WeightedSums(
      source, stride, width, height, weights, radius, 7, true, rest)
    for y in 0..<height {
      sums.sumDown(y)
      var x = 0
      while x < width {
        // 32768 * 32768 were taken off before.
        let (leftEven, leftOdd, rightEven, rightOdd) = sums.sumAcross(x, 1 &<< 30)
        let left = lf_join32(lf_round_even23(leftEven), lf_round_even23(leftOdd))
        let right = lf_join32(lf_round_even23(rightEven), lf_round_even23(rightOdd))
        store(lf_narrow(left, right), UnsafeMutableRawPointer(means), x)
        x &+= lanes
      }
      body(y, means)
    }
  } else {
    let sums = BoxSums(source, stride, width, height, radius, true, rest)
    sums.start()
    for y in 0..<height {
      sums.means(y, UnsafeMutableRawPointer(means), true)
      body(y, means)
    }
  }
}

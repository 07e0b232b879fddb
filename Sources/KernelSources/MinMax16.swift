import CVectors

/// As ``minMax`` for 16-bit samples: `result` receives least, its x and y, greatest, its x and y: the first in raster order of each.
/// The image must not be empty.
@inline(never)
public func minMax16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int,
  _ result: UnsafeMutablePointer<Int>
) {
  let half = lanes / 2
  let blockRows = max(1, 8192 / width)
  var least: UInt16 = 65535
  var greatest: UInt16 = 0
  var leastBlock = 0
  var greatestBlock = 0
  var low = v_ordered(vu16(repeating: 65535))
  var high = v_ordered(vu16(repeating: 0))
  var top = 0
  while top < height {
    let bottom = min(height, top &+ blockRows)
    var blockLeast: UInt16 = 65535
    var blockGreatest: UInt16 = 0
    if width >= half {
      var (low1, low2, low3) = (low, low, low)
      var (high1, high2, high3) = (high, high, high)
      for y in top..<bottom {
        let row = UnsafeRawPointer(source + y &* stride)
        var x = 0
        while x &+ 4 &* half <= width {
          ahead(row, 2 &* x)
          let a = v_ordered(load16(row, x))
          let b = v_ordered(load16(row, x &+ half))
          let c = v_ordered(load16(row, x &+ 2 &* half))
          let d = v_ordered(load16(row, x &+ 3 &* half))
          (low, high) = (v_min_ordered(low, a), v_max_ordered(high, a))
          (low1, high1) = (v_min_ordered(low1, b), v_max_ordered(high1, b))
          (low2, high2) = (v_min_ordered(low2, c), v_max_ordered(high2, c))
          (low3, high3) = (v_min_ordered(low3, d), v_max_ordered(high3, d))
          x &+= 4 &* half
        }
        while x &+ half <= width {
          let a = v_ordered(load16(row, x))
          (low, high) = (v_min_ordered(low, a), v_max_ordered(high, a))
          x &+= half
        }
        let a = v_ordered(load16(row, width &- half))
        (low1, high1) = (v_min_ordered(low1, a), v_max_ordered(high1, a))
      }
      low = v_min_ordered(v_min_ordered(low, low1), v_min_ordered(low2, low3))
      high = v_max_ordered(v_max_ordered(high, high1), v_max_ordered(high2, high3))
      blockLeast = v_least_u16(v_ordered(low))
      blockGreatest = v_greatest_u16(v_ordered(high))
    } else {
      for y in top..<bottom {
        let row = source + y &* stride
        for x in 0..<width {
          blockLeast = min(blockLeast, row[x])
          blockGreatest = max(blockGreatest, row[x])
        }
      }
    }
    if blockLeast < least {
      least = blockLeast
      leastBlock = top
    }
    if blockGreatest > greatest {
      greatest = blockGreatest
      greatestBlock = top
    }
    // Nothing can be beyond the ends of the range.
    if least == 0 && greatest == 65535 { break }
    top = bottom
  }
  result[0] = Int(least)
  result[3] = Int(greatest)
  findFirst16(source + leastBlock &* stride, stride, width, least, result + 1)
  findFirst16(source + greatestBlock &* stride, stride, width, greatest, result + 4)
  result[2] &+= leastBlock
  result[5] &+= greatestBlock
}

/// x and y of the first sample that equals `value`; there must be one.
@inline(__always)
private func findFirst16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ value: UInt16,
  _ position: UnsafeMutablePointer<Int>
) {
  let half = lanes / 2
  let wanted = vu16(repeating: value)
  var y = 0
  while true {
    let row = source + y &* stride
    var x = 0
    while x &+ half <= width {
      // The second vector is of ones, so that only bits of the first are set.
      let found = v_xor_u16(load16(UnsafeRawPointer(row), x), wanted)
      let bits = v_zero_bits16(found, vu16(repeating: 1))
      if bits != 0 {
        (position[0], position[1]) = (x &+ bits.trailingZeroBitCount, y)
        return
      }
      x &+= half
    }
    while x < width {
      if row[x] == value {
        (position[0], position[1]) = (x, y)
        return
      }
      x &+= 1
    }
    y &+= 1
  }
}

import CVectors

// The extremes are found over blocks of rows that stay in the cache; only where a block lowers or
// raises them is it remembered, and searched for the first position at the end. Neither positions
// nor lane reductions cost anything in the loop over the pixels.

/// `result` receives least, its x and y, greatest, its x and y: the first in raster order of each.
/// The image must not be empty.
@inline(never)
public func minMax(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int,
  _ result: UnsafeMutablePointer<Int>
) {
  let blockRows = max(1, 16384 / width)
  var least: UInt8 = 255
  var greatest: UInt8 = 0
  var leastBlock = 0
  var greatestBlock = 0
  var low = vu8(repeating: 255)
  var high = vu8(repeating: 0)
  var top = 0
  while top < height {
    let bottom = min(height, top &+ blockRows)
    var blockLeast: UInt8 = 255
    var blockGreatest: UInt8 = 0
    if width >= lanes {
      var (low1, low2, low3) = (low, low, low)
      var (high1, high2, high3) = (high, high, high)
      for y in top..<bottom {
        let row = UnsafeRawPointer(source + y &* stride)
        var x = 0
        while x &+ 4 &* lanes <= width {
          ahead(row, x)
          let a = load(row, x)
          let b = load(row, x &+ lanes)
          let c = load(row, x &+ 2 &* lanes)
          let d = load(row, x &+ 3 &* lanes)
          (low, high) = (v_min(low, a), v_max(high, a))
          (low1, high1) = (v_min(low1, b), v_max(high1, b))
          (low2, high2) = (v_min(low2, c), v_max(high2, c))
          (low3, high3) = (v_min(low3, d), v_max(high3, d))
          x &+= 4 &* lanes
        }
        while x &+ lanes <= width {
          let a = load(row, x)
          (low, high) = (v_min(low, a), v_max(high, a))
          x &+= lanes
        }
        let a = load(row, width &- lanes)
        (low1, high1) = (v_min(low1, a), v_max(high1, a))
      }
      low = v_min(v_min(low, low1), v_min(low2, low3))
      high = v_max(v_max(high, high1), v_max(high2, high3))
      blockLeast = v_least(low)
      blockGreatest = v_greatest(high)
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
    if least == 0 && greatest == 255 { break }
    top = bottom
  }
  result[0] = Int(least)
  result[3] = Int(greatest)
  findFirst(source + leastBlock &* stride, stride, width, least, result + 1)
  findFirst(source + greatestBlock &* stride, stride, width, greatest, result + 4)
  result[2] &+= leastBlock
  result[5] &+= greatestBlock
}

/// x and y of the first sample that equals `value`; there must be one.
@inline(__always)
private func findFirst(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ value: UInt8,
  _ position: UnsafeMutablePointer<Int>
) {
  let wanted = vu8(repeating: value)
  var y = 0
  while true {
    let row = source + y &* stride
    var x = 0
    while x &+ lanes <= width {
      let bits = v_zero_bits(v_xor(load(UnsafeRawPointer(row), x), wanted))
      if bits != 0 {
        (position[0], position[1]) = (x &+ bits.trailingZeroBitCount, y)
        return
      }
      x &+= lanes
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

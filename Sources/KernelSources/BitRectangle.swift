import CVectors

/// Dilation (`extremum` 4) or erosion (5) of a bit mask by the rectangle of columns x - left ...
/// x + right and rows y - above ... y + below around (x, y), all four >= 0. What lies outside the
/// mask does not count. `scratch`: ``bitRectangleScratchBytes``, 64 bytes around it accessible.
///
/// Block by block of rows: windows of n rows, then of n columns, are joined to windows of twice as
/// many, so the cost grows with the logarithm of the size.
@inline(never)
public func bitRectangle(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ lastWordMask: UInt64,
  _ out: UnsafeMutablePointer<UInt64>, _ left: Int, _ right: Int, _ above: Int, _ below: Int,
  _ scratch: UnsafeMutablePointer<UInt64>, _ extremum: Int
) {
  let e = Extremum(code: extremum)
  let plan = Plan(wordsPerRow, height, left, right, above, below)
  let (tall, wide) = (plan.above &+ plan.below &+ 1, plan.left &+ plan.right &+ 1)
  let (pitch, margin) = (plan.pitch, plan.margin)
  let block = scratch + margin
  let grown = block + plan.capacity
  let rowBytes = pitch &* 8
  let neutral: UInt64 = e == .intersection ? ~0 : 0
  var y = 0
  while y < height {
    let count = min(plan.blockRows, height &- y)
    let bytes = count &* rowBytes
    let to = out + y &* wordsPerRow
    var joined = tall > 1 ? grown : block
    var result = tall > 1 ? block : grown
    let rowsAfter = height &- (y &+ count &+ plan.below)
    if tall > 1 && pitch == wordsPerRow && y >= plan.above && rowsAfter &* rowBytes >= lanes {
      // All rows exist, and enough that a vector may overhang: no copy is needed, as what is beyond
      // the last column can be made neutral afterwards.
      joinRows(source + (y &- plan.above) &* wordsPerRow, grown, count, rowBytes, tall, e)
      fillBetweenRows(grown, wordsPerRow, count, lastWordMask, pitch, e)
    } else {
      fillBitBlock(
        source, wordsPerRow, height, lastWordMask, y &- plan.above, count &+ tall &- 1, block,
        pitch, margin, e)
      if tall > 1 { joinRows(block, grown, count, rowBytes, tall, e) }
    }
    for i in 0..<margin {
      joined[i &- margin] = neutral
      joined[count &* pitch &+ i] = neutral
    }
    let direct = pitch == wordsPerRow && bytes >= lanes
    if plan.left == plan.right && plan.left <= 4 {
      // The join of three segments, then of three times three.
      var half = 0
      while half < plan.left {
        let wider = plan.left == 2 ? 2 : min(plan.left, 3 &* half &+ 1)
        if wider == plan.left {
          widenBits(joined, direct ? to : result, bytes, direct, half, wider, e)
        } else {
          widenBits(joined - 1, result - 1, bytes &+ 8, false, half, wider, e)
        }
        (joined, result) = (result, joined)
        half = wider
      }
      result = joined
    } else {
      // Windows from each column to the right, from before the first row's first column on.
      var n = 1
      let start = joined - margin + 1
      while 2 &* n < wide {
        joinShiftedBits(start, start, bytes &+ (2 &* margin &- 2) &* 8, false, 0, n, e)
        n &*= 2
      }
      joinShiftedBits(
        joined, direct ? to : result, bytes, direct, 0 &- plan.left, wide &- n &- plan.left, e)
    }
    if direct && wide > 1 {
      bitTrim(to, wordsPerRow, count, lastWordMask)
    } else {
      storeBitBlock(result, pitch, to, wordsPerRow, count, lastWordMask)
    }
    y &+= count
  }
}

/// Words of scratch that ``bitRectangle`` needs.
@inline(never)
public func bitRectangleScratchWords(
  _ wordsPerRow: Int, _ height: Int, _ left: Int, _ right: Int, _ above: Int, _ below: Int
) -> Int {
  let plan = Plan(wordsPerRow, height, left, right, above, below)
  return 2 &* plan.capacity &+ plan.margin
}

/// How a mask is divided into blocks.
private struct Plan {
  var left: Int
  var right: Int
  var above: Int
  var below: Int
  var pitch: Int
  var margin: Int
  var blockRows: Int
  var capacity: Int

  @inline(__always)
  init(
    _ wordsPerRow: Int, _ height: Int, _ left: Int, _ right: Int, _ above: Int, _ below: Int
  ) {
    // Further than the mask reaches nothing counts.
    let columns = (wordsPerRow &- 1) &* 64
    self.left = min(left, columns)
    self.right = min(right, columns)
    self.above = min(above, height &- 1)
    self.below = min(below, height &- 1)
    let reach = max(self.left, self.right)
    pitch = bitBlockPitch(wordsPerRow, reach)
    margin = reach / 64 &+ 2
    let halo = self.above &+ self.below
    blockRows = min(height, bitBlockRows(pitch &* 8, halo))
    // A vector beyond what is needed may be read and written.
    capacity = (blockRows &+ halo) &* pitch &+ 2 &* margin &+ 16
  }
}

/// The join of the `tall` rows from each row of `block` on, for `count` rows.
@inline(__always)
private func joinRows(
  _ block: UnsafePointer<UInt64>, _ grown: UnsafeMutablePointer<UInt64>, _ count: Int,
  _ rowBytes: Int, _ tall: Int, _ e: Extremum
) {
  var n = 1
  var from = UnsafeRawPointer(block)
  while n < tall {
    // The last two passes share what is left, so that neither reads more than it must.
    let rest = (tall &+ n &- 1) / n
    let terms = rest <= 5 ? rest : rest <= 9 ? 3 : 4
    let next = min(tall, terms &* n)
    joinBitRows(
      from, grown, (count &+ tall &- next) &* rowBytes, n &* rowBytes, (next &- n) &* rowBytes,
      terms, e)
    n = next
    from = UnsafeRawPointer(grown)
  }
}

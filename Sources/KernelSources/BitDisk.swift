import CVectors

/// Dilation (`extremum` 4) or erosion (5) of a bit mask by the disk of ``diskHalfWidth``,
/// 1 <= radius <= 31. What lies outside the mask does not count. `scratch`: ``bitDiskScratchWords``.
///
/// Block by block of rows: the joins of horizontal segments of every half width that the disk has,
/// each from the one before, then for all results the join over the disk's rows.
@inline(never)
public func bitDisk(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ lastWordMask: UInt64,
  _ out: UnsafeMutablePointer<UInt64>, _ radius: Int, _ scratch: UnsafeMutablePointer<UInt64>,
  _ extremum: Int
) {
  let e = Extremum(code: extremum)
  let rowBytes = wordsPerRow &* 8
  let blockRows = diskBlockRows(wordsPerRow, height, radius)
  let capacity = diskPlaneWords(wordsPerRow, height, radius)
  // Planes: the rows as they are, two for steps between, then one for each half width.
  let plain = scratch + diskMargin
  let firstPlane = plain + 3 &* capacity
  let offsets = UnsafeMutableRawPointer(firstPlane + radius &* capacity)
    .assumingMemoryBound(to: Int.self)
  var y = 0
  while y < height {
    let count = min(blockRows, height &- y)
    let to = out + y &* wordsPerRow
    fillBitBlock(
      source, wordsPerRow, height, lastWordMask, y &- radius, count &+ 2 &* radius, plain,
      wordsPerRow, diskMargin, e)
    var plane = firstPlane
    var (from, half) = (plain, 0)
    var dy = radius
    while dy >= 0 {
      let next = diskHalfWidth(radius, dy)
      if next != half {
        // Rows up to dy away have this half width or need it for a greater one, and so the word
        // before them.
        let start = (radius &- dy) &* wordsPerRow &- 1
        let bytes = (count &+ 2 &* dy) &* rowBytes &+ 8
        var between = plain + capacity
        while half < next {
          let wider = min(next, 3 &* half &+ 1)
          let target = wider == next ? plane : between
          widenBits(from + start, target + start, bytes, false, half, wider, e)
          (from, half) = (target, wider)
          between += capacity
        }
        plane += capacity
      }
      let distance = (from - firstPlane) &* 8
      offsets[radius &- dy] = distance &+ (radius &- dy) &* rowBytes
      offsets[radius &+ dy] = distance &+ (radius &+ dy) &* rowBytes
      dy &-= 1
    }
    let bytes = count &* rowBytes
    let base = UnsafeRawPointer(firstPlane)
    if bytes >= lanes {
      joinBitRowsAt(base, offsets, 2 &* radius &+ 1, to, bytes, e)
      bitTrim(to, wordsPerRow, count, lastWordMask)
    } else {
      // Smaller than a vector: what is beyond the block comes along.
      joinBitRowsAt(base, offsets, 2 &* radius &+ 1, plain, lanes, e)
      storeBitBlock(plain, wordsPerRow, to, wordsPerRow, count, lastWordMask)
    }
    y &+= count
  }
}

/// Words of scratch that ``bitDisk`` needs.
@inline(never)
public func bitDiskScratchWords(_ wordsPerRow: Int, _ height: Int, _ radius: Int) -> Int {
  (radius &+ 3) &* diskPlaneWords(wordsPerRow, height, radius) &+ diskMargin &+ 2 &* radius &+ 2
}

/// Words before and after a plane that its first and last rows' windows reach.
@inline(__always)
private var diskMargin: Int { 2 }

@inline(__always)
private func diskBlockRows(_ wordsPerRow: Int, _ height: Int, _ radius: Int) -> Int {
  min(height, bitBlockRows(wordsPerRow &* 8, 2 &* radius))
}

/// Words of a plane with its margins; a vector beyond what is needed may be read and written.
@inline(__always)
private func diskPlaneWords(_ wordsPerRow: Int, _ height: Int, _ radius: Int) -> Int {
  (diskBlockRows(wordsPerRow, height, radius) &+ 2 &* radius) &* wordsPerRow &+ 2 &* diskMargin
    &+ 16
}

/// out = the join of the `count` strings `offsets` bytes from `base`, for `bytes` >= lanes bytes.
@inline(never)
func joinBitRowsAt(
  _ base: UnsafeRawPointer, _ offsets: UnsafePointer<Int>, _ count: Int,
  _ out: UnsafeMutableRawPointer, _ bytes: Int, _ e: Extremum
) {
  specializedForBits(e) { rowExtremumLoop(base, offsets, count, out, bytes, $0) }
}

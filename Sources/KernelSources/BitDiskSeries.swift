import CVectors

/// Prepares the dilations of a bit mask by disks of radius 1...`radius` for ``bitDiskOfPlanes``:
/// plane k of `scratch` becomes the mask widened by k pixels to the left and to the right, with
/// `radius` empty rows above and below. `scratch`: ``bitWidthPlaneWords`` for each of `radius` + 2
/// planes.
@inline(never)
public func bitWidthPlanes(
  _ source: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ lastWordMask: UInt64,
  _ radius: Int, _ scratch: UnsafeMutablePointer<UInt64>
) {
  let plane = bitWidthPlaneWords(wordsPerRow, height, radius)
  let margin = radius &* wordsPerRow
  let words = height &* wordsPerRow
  // The last plane holds the bits that are columns; a word before and behind each plane is 0.
  let columns = scratch + ((radius &+ 1) &* plane)
  for k in 0...(radius &+ 1) {
    let p = scratch + k &* plane
    for n in 0..<(margin &+ 1) { p[n] = 0 }
    for n in (margin &+ 1 &+ words)..<plane { p[n] = 0 }
  }
  let first = scratch + (margin &+ 1)
  for n in 0..<words { first[n] = source[n] }
  let inner = columns + (margin &+ 1)
  for n in 0..<words { inner[n] = ~0 }
  for y in 0..<height {
    let end = inner + (y &* wordsPerRow &+ wordsPerRow &- 1)
    end[0] = 0
    if wordsPerRow > 1 { end[-1] = lastWordMask }
  }
  var from = first
  for _ in 0..<radius {
    let to = from + plane
    for n in 0..<words {
      let left = (from[n] &<< 1) | (from[n &- 1] &>> 63)
      let right = (from[n] &>> 1) | (from[n &+ 1] &<< 63)
      to[n] = (from[n] | left | right) & inner[n]
    }
    from = to
  }
}

/// Words of one plane of ``bitWidthPlanes``.
@inline(never)
public func bitWidthPlaneWords(_ wordsPerRow: Int, _ height: Int, _ radius: Int) -> Int {
  (height &+ 2 &* radius) &* wordsPerRow &+ 2
}

/// Writes the dilation by the disk of ``diskHalfWidth``, of radius `r` in 1...`radius`, of the mask
/// for which ``bitWidthPlanes`` prepared `planes`.
@inline(never)
public func bitDiskOfPlanes(
  _ planes: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int, _ radius: Int, _ r: Int,
  _ out: UnsafeMutablePointer<UInt64>
) {
  let plane = bitWidthPlaneWords(wordsPerRow, height, radius)
  let words = height &* wordsPerRow
  let first = planes + (radius &* wordsPerRow &+ 1)
  let middle = first + diskHalfWidth(r, 0) &* plane
  for n in 0..<words { out[n] = middle[n] }
  for dy in 1...r {
    let rows = first + diskHalfWidth(r, dy) &* plane
    let (above, below) = (rows - dy &* wordsPerRow, rows + dy &* wordsPerRow)
    for n in 0..<words { out[n] |= above[n] | below[n] }
  }
}

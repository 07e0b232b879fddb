import CVectors

/// For every displacement (dx, dy) of at most `radius` pixels each way, the pixels at which `image`
/// differs from `reference` moved by it, counted three times: where `own`, `near` and `around` are
/// set.
///
/// All masks but the reference have `wordsPerRow` words a row and `height` rows, the last word of a
/// row 0. The reference has `radius` columns and rows more on each side, `referenceWords` a row, and
/// one word beyond its last is readable. `out` takes the counts of `own` for dy from -radius on, and
/// within that for dx; those of `near` follow, then those of `around`.
@inline(never)
public func bitShiftMismatch(
  _ image: UnsafePointer<UInt64>, _ own: UnsafePointer<UInt64>, _ near: UnsafePointer<UInt64>,
  _ around: UnsafePointer<UInt64>, _ wordsPerRow: Int, _ height: Int,
  _ reference: UnsafePointer<UInt64>, _ referenceWords: Int, _ radius: Int,
  _ out: UnsafeMutablePointer<Int32>
) {
  let side = 2 &* radius &+ 1
  let count = side &* side
  for dy in 0..<side {
    for dx in 0..<side {
      var (a, b, c) = (0, 0, 0)
      let word = dx &>> 6
      let bit = UInt64(truncatingIfNeeded: dx & 63)
      for y in 0..<height {
        let from = reference + ((y &+ dy) &* referenceWords &+ word)
        let row = y &* wordsPerRow
        for w in 0..<(wordsPerRow &- 1) {
          let moved = (from[w] &>> bit) | ((from[w &+ 1] &<< 1) &<< (63 &- bit))
          let differs = moved ^ image[row &+ w]
          a &+= (differs & own[row &+ w]).nonzeroBitCount
          b &+= (differs & near[row &+ w]).nonzeroBitCount
          c &+= (differs & around[row &+ w]).nonzeroBitCount
        }
      }
      let k = dy &* side &+ dx
      out[k] = Int32(truncatingIfNeeded: a)
      out[count &+ k] = Int32(truncatingIfNeeded: b)
      out[2 &* count &+ k] = Int32(truncatingIfNeeded: c)
    }
  }
}

/// Bytes from one row of an edge tile to the next: a vector and its neighbours on both sides.
@inline(__always)
var edgeTilePitch: Int { 128 }

/// Copies one vector's columns from column `x` on, with `radius` columns and rows around them, into
/// rows of ``edgeTilePitch`` bytes; what lies outside the image repeats its border. Lets kernels
/// treat the image's first and last columns with the code for the middle.
///
/// Row y - radius of the source is the tile's first; `rows + 2 * radius` rows are filled. Either
/// `x + lanes <= width`, or the image is narrower than a vector and x is 0. 1 <= radius <= 2.
@inline(never)
func fillEdgeTile(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ x: Int, _ y: Int,
  _ rows: Int, _ radius: Int, _ tile: UnsafeMutablePointer<UInt8>
) {
  var out = tile
  for v in (y &- radius)..<(y &+ rows &+ radius) {
    let row = source + max(0, min(height &- 1, v)) &* stride
    if x &+ lanes <= width {
      store(load(UnsafeRawPointer(row), x), UnsafeMutableRawPointer(out), radius)
      for k in 0..<radius {
        out[k] = row[max(0, x &+ k &- radius)]
        out[radius &+ lanes &+ k] = row[min(width &- 1, x &+ lanes &+ k)]
      }
    } else {
      for k in 0..<(lanes &+ 2 &* radius) {
        out[k] = row[max(0, min(width &- 1, k &- radius))]
      }
    }
    out += edgeTilePitch
  }
}

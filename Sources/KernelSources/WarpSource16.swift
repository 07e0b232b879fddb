/// An 16-bit image as the source of a warp, and what lies around it.
struct WarpSource16 {
  let base: UnsafePointer<UInt16>
  let stride: Int
  let width: Int
  let height: Int
  let channels: Int
  /// Whether the border continues the image; otherwise it has the value `outside`.
  let replicates: Bool
  let outside: UInt16
  /// Samples from a pixel's place to what lines a few rows further need, to be asked for early; 0
  /// where the processor foresees it.
  var ahead = 0

  /// A sample anywhere in the plane.
  @inline(__always) func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int {
    if x >= 0 && x < width && y >= 0 && y < height {
      return Int(base[y &* stride &+ x &* channels &+ channel])
    }
    guard replicates else { return Int(outside) }
    let (u, v) = (max(0, min(width &- 1, x)), max(0, min(height &- 1, y)))
    return Int(base[v &* stride &+ u &* channels &+ channel])
  }

  /// One pixel at a position in 2^-16 pixel.
  @inline(never) func pixel(_ px: Int, _ py: Int, _ out: UnsafeMutablePointer<UInt16>) {
    let (x, y) = (px &>> 16, py &>> 16)
    let far = x < -1 || y < -1 || x >= width || y >= height
    for c in 0..<channels {
      if far && !replicates {
        out[c] = outside
      } else {
        out[c] = UInt16(
          truncatingIfNeeded: bilinear(
            sample(x, y, c), sample(x &+ 1, y, c), sample(x, y &+ 1, c),
            sample(x &+ 1, y &+ 1, c), px & 65535, py & 65535))
      }
    }
  }
}

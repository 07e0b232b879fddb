import Pixels

extension Image where Sample == UInt8 {
  /// Each pixel's median over `size` times `size` pixels, an odd number; the border is repeated.
  public func median(size: Int) -> Image {
    let pixels = samples
    var out: [UInt8] = []
    var neighbours: [UInt8] = []
    let reach = size / 2
    for y in 0..<height {
      for x in 0..<width {
        neighbours.removeAll(keepingCapacity: true)
        for v in (y - reach)...(y + reach) {
          for u in (x - reach)...(x + reach) {
            let (s, t) = (max(0, min(width - 1, u)), max(0, min(height - 1, v)))
            neighbours.append(pixels[t * width + s])
          }
        }
        neighbours.sort()
        out.append(neighbours[neighbours.count / 2])
      }
    }
    return Image(width: width, height: height, samples: out)
  }
}

extension PixelGrid {
  /// The component of each pixel, rows top down, numbered from 0 by first appearance in raster
  /// order; -1 for a clear pixel. By flood fill.
  public func components(eightConnected: Bool) -> (labels: [Int], count: Int) {
    var labels = [Int](repeating: -1, count: width * height)
    var count = 0
    for start in labels.indices where pixels[start] && labels[start] < 0 {
      var pending = [start]
      labels[start] = count
      while let i = pending.popLast() {
        for dy in -1...1 {
          for dx in -1...1 where eightConnected || dx == 0 || dy == 0 {
            let (x, y) = (i % width + dx, i / width + dy)
            guard self[x, y], labels[y * width + x] < 0 else { continue }
            labels[y * width + x] = count
            pending.append(y * width + x)
          }
        }
      }
      count += 1
    }
    return (labels, count)
  }
}

import Pixels

extension PixelGrid {
  /// The set pixels of each 4x4 block, in `columns` by ⌈height / 4⌉ blocks; pixels outside are clear.
  public func blockCounts(columns: Int) -> Image<UInt8> {
    var out = Image<UInt8>(width: columns, height: (height + 3) / 4)
    for y in 0..<out.height {
      for x in 0..<out.width {
        var count: UInt8 = 0
        for v in 0..<4 {
          for u in 0..<4 where self[4 * x + u, 4 * y + v] { count += 1 }
        }
        out[x, y] = count
      }
    }
    return out
  }
}

/// The mean |a(x, y) - b(x + dx, y + dy)| over the columns below `width` where both exist; `nil`
/// where nothing overlaps.
public func meanBlockCountDifference(
  _ a: Image<UInt8>, _ b: Image<UInt8>, width: Int, dx: Int, dy: Int
) -> Double? {
  var (sum, count) = (0, 0)
  for y in 0..<a.height where (0..<a.height).contains(y + dy) {
    for x in 0..<width where (0..<width).contains(x + dx) {
      sum += abs(Int(a[x, y]) - Int(b[x + dx, y + dy]))
      count += 1
    }
  }
  return count == 0 ? nil : Double(sum) / Double(count)
}

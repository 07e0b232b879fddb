import Pixels

/// The offsets of neighbourhoods.
public enum Neighbourhood {
  /// `width` times `height` offsets around column width / 2, row height / 2.
  public static func rectangle(width: Int, height: Int) -> [(dx: Int, dy: Int)] {
    (0..<height).flatMap { y in (0..<width).map { (dx: $0 - width / 2, dy: y - height / 2) } }
  }

  /// For each of `width` times `height` pixels the greatest at `offsets` around it, of those inside.
  static func greatest(
    _ pixels: [Int], _ width: Int, _ height: Int, _ offsets: [(dx: Int, dy: Int)]
  ) -> [Int] {
    var out: [Int] = []
    for y in 0..<height {
      for x in 0..<width {
        var greatest = Int.min
        for (dx, dy) in offsets {
          let (u, v) = (x + dx, y + dy)
          guard u >= 0 && u < width && v >= 0 && v < height else { continue }
          greatest = max(greatest, pixels[v * width + u])
        }
        out.append(greatest)
      }
    }
    return out
  }
}

extension Image where Sample: FixedWidthInteger {
  /// Each pixel's least neighbour at `offsets`; those outside do not count.
  public func eroded(by offsets: [(dx: Int, dy: Int)]) -> Image {
    // The least is the greatest of the negated.
    let greatest = Neighbourhood.greatest(samples.map { -Int($0) }, width, height, offsets)
    return Image(width: width, height: height, samples: greatest.map { Sample(-$0) })
  }

  /// Each pixel's greatest neighbour at `offsets`; those outside do not count.
  public func dilated(by offsets: [(dx: Int, dy: Int)]) -> Image {
    let greatest = Neighbourhood.greatest(samples.map { Int($0) }, width, height, offsets)
    return Image(width: width, height: height, samples: greatest.map { Sample($0) })
  }

  /// Sample by sample this minus `other`, 0 where that is negative.
  public func saturatingDifference(_ other: Image) -> Image {
    Image(
      width: width, height: height,
      samples: zip(samples, other.samples).map { $0 > $1 ? $0 - $1 : 0 })
  }
}

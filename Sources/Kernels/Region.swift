import CVectors
import Foundation
import Pixels

/// The measurements of one connected component. Lengths are in pixels, positions from the centre of
/// the top-left pixel; sums are exact up to sides of 65 536 pixels.
public struct Region: Sendable, Equatable {
  /// The smallest box around it.
  public let box: PixelBox
  /// Its pixels.
  public let area: Int
  /// Σ x, Σ y over its pixels.
  public let sum: (x: Int, y: Int)
  /// Σ x², Σ x y, Σ y² over its pixels.
  public let squareSum: (xx: Int, xy: Int, yy: Int)
  /// The number of its holes: parts of the background that it encloses, connected across edges
  /// where the component is connected across corners, and the other way round.
  ///
  /// 1 - χ with the Euler number χ = runs - touching pairs of runs in neighbouring rows; equal to
  /// counting bit quads (Gray, "Local properties of binary images in two dimensions", IEEE Trans.
  /// Comput. C-20(5), 1971, doi:10.1109/T-C.1971.223289).
  public let holes: Int
  /// The pixel edges between it and what does not belong to it, the image's border included: the
  /// length of its outline, holes too, along the pixel grid. At most 4/π times too long for a disk.
  public let edges: Int
  /// An estimate of the length of its outline, holes included, that does not grow with the angle
  /// to the grid: Crofton's formula in four directions, π/8 (h + v + d / √2) with the numbers of
  /// times that rows (h), columns (v) and both diagonals (d) cross the outline. Legland, Kiêu,
  /// Devaux, "Computation of Minkowski measures on 2D and 3D binary images", Image Anal Stereol 26,
  /// 2007, doi:10.5566/ias.v26.p83-92. Unbiased over all angles; straight edges come out between
  /// 5.2 % too short (along the grid and its diagonals) and 2.6 % too long (between them).
  public let perimeter: Double
  /// The gray values beneath, where they were measured.
  public let samples: SampleRange?

  /// Smallest, largest and mean of samples.
  public struct SampleRange: Sendable, Equatable {
    /// The smallest.
    public let minimum: Int
    /// The largest.
    public let maximum: Int
    /// The arithmetic mean.
    public let mean: Double
  }

  init(_ r: cv_region, hasSamples: Bool) {
    box = PixelBox(x1: Int(r.x1), y1: Int(r.y1), x2: Int(r.x2), y2: Int(r.y2))
    area = Int(r.area)
    sum = (Int(r.sum_x), Int(r.sum_y))
    squareSum = (Int(r.sum_xx), Int(r.sum_xy), Int(r.sum_yy))
    holes = 1 - Int(r.runs) + Int(r.links)
    // Each pixel begins and ends a stretch in each direction unless it has a neighbour there.
    let rows = 2 * Int(r.runs)
    let columns = 2 * (area - Int(r.vertical_pairs))
    let diagonals = 2 * (2 * area - Int(r.diagonal_pairs))
    edges = rows + columns
    perimeter = .pi / 8 * (Double(edges) + Double(diagonals) / 2.0.squareRoot())
    samples =
      hasSamples
      ? SampleRange(
        minimum: Int(r.minimum), maximum: Int(r.maximum), mean: Double(r.sum) / Double(area))
      : nil
  }

  /// The mean position of its pixels.
  public var centroid: PixelPoint {
    PixelPoint(x: Double(sum.x) / Double(area), y: Double(sum.y) / Double(area))
  }

  /// The central second moments Σ (x - x̄)², Σ (x - x̄)(y - ȳ), Σ (y - ȳ)², as `mu20`, `mu11`,
  /// `mu02` of `cv2.moments`: pixels count as points. Rounded once.
  public var centralMoments: (xx: Double, xy: Double, yy: Double) {
    func central(_ product: Int, _ a: Int, _ b: Int) -> Double {
      let scaled = Int128(product) * Int128(area) - Int128(a) * Int128(b)
      return Double(scaled) / Double(area)
    }
    return (
      central(squareSum.xx, sum.x, sum.x), central(squareSum.xy, sum.x, sum.y),
      central(squareSum.yy, sum.y, sum.y)
    )
  }

  /// The angle of its long axis against the x axis in radians, -π/2 < angle <= π/2, positive where
  /// it runs to the right and down: ½ atan2(2 xy, xx - yy) of the central moments. 0 where no axis
  /// is longer.
  public var orientation: Double {
    let m = centralMoments
    return 0.5 * atan2(2 * m.xy, m.xx - m.yy)
  }

  /// The full lengths of the axes of the ellipse that has the same second moments, long before
  /// short: 4 √λ with the eigenvalues λ of the covariance of the pixels as unit squares (each adds
  /// 1/12), so that a line one pixel wide has a short axis of 4 / √12.
  public var axes: (long: Double, short: Double) {
    let (m, n) = (centralMoments, Double(area))
    let (xx, yy, xy) = (m.xx / n + 1.0 / 12, m.yy / n + 1.0 / 12, m.xy / n)
    let middle = (xx + yy) / 2
    let spread = (((xx - yy) / 2) * ((xx - yy) / 2) + xy * xy).squareRoot()
    return (4 * (middle + spread).squareRoot(), 4 * max(0, middle - spread).squareRoot())
  }

  /// Whether all measurements agree.
  public static func == (a: Region, b: Region) -> Bool {
    a.box == b.box && a.area == b.area && a.sum == b.sum && a.squareSum == b.squareSum
      && a.holes == b.holes && a.edges == b.edges && a.perimeter == b.perimeter
      && a.samples == b.samples
  }
}

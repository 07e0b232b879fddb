/// What the range of a subgroup of normally distributed values says about their standard deviation.
///
/// With W the range of n independent standard normal values, d₂ = E W and d₃ = √Var W (L. H. C. Tippett,
/// "On the extreme individuals and the range of samples", Biometrika 17, 1925,
/// doi:10.1093/biomet/17.3-4.364). The values are computed by numerical integration to six decimals; they
/// agree with the tables of H. L. Harter, Annals of Mathematical Statistics 31, 1960,
/// doi:10.1214/aoms/1177705684, of ASTM MNL7 and of Montgomery's appendix VI in all decimals given there.
/// The others follow: A₂ = 3/(d₂√n), D₃ = max(0, 1 − 3d₃/d₂), D₄ = 1 + 3d₃/d₂, E₂ = 3/d₂.
public struct RangeConstants: Sendable, Equatable {
  /// Sizes of subgroups for which there are constants. Beyond 10 to 12 a range wastes what the values
  /// tell.
  public static let sizes = 2...25

  /// How many values a subgroup has.
  public let size: Int
  /// The mean of the range, in standard deviations.
  public let d2: Double
  /// The standard deviation of the range, in standard deviations.
  public let d3: Double

  /// The constants for subgroups of `size` values. Traps outside of ``sizes``.
  public init(size: Int) {
    precondition(Self.sizes.contains(size), "no constants for ranges of \(size) values")
    self.size = size
    (d2, d3) = Self.table[size - 2]
  }

  /// Half the width of the limits of means, in mean ranges.
  public var a2: Double { 3 / (d2 * Double(size).squareRoot()) }
  /// The lower limit of ranges, in mean ranges.
  public var d3Limit: Double { max(0, 1 - 3 * d3 / d2) }
  /// The upper limit of ranges, in mean ranges.
  public var d4Limit: Double { 1 + 3 * d3 / d2 }
  /// Half the width of the limits of single values, in mean ranges.
  public var e2: Double { 3 / d2 }

  private static let table: [(Double, Double)] = [
    (1.128379, 0.852502), (1.692569, 0.888368), (2.058751, 0.879808), (2.325929, 0.864082),
    (2.534413, 0.848040), (2.704357, 0.833205), (2.847201, 0.819831), (2.970026, 0.807834),
    (3.077505, 0.797051), (3.172873, 0.787315), (3.258455, 0.778478), (3.335980, 0.770416),
    (3.406763, 0.763023), (3.471827, 0.756211), (3.531983, 0.749908), (3.587884, 0.744052),
    (3.640064, 0.738591), (3.688963, 0.733481), (3.734950, 0.728686), (3.778336, 0.724173),
    (3.819385, 0.719915), (3.858323, 0.715887), (3.895348, 0.712068), (3.930629, 0.708441),
  ]
}

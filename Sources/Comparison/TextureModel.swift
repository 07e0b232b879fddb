import Foundation
import Kernels
import Pixels

/// What good surfaces without a pattern of their own look like.
///
/// A picture is divided by the light that it was taken in (``SurfaceLight``) and seen in four ways: what
/// the surface reflects at full, half and quarter resolution, and how rare each gray level is on good
/// surfaces. From the covariance of all 7x7 neighbourhoods of good surfaces a filter is learned for
/// each that leaves of good texture nothing but noise of variance 1 (``TextureCovariance``): the
/// inverse covariance of Mahalanobis' distance, applied as a filter. What is left is searched for spots,
/// edges and lines: values, derivatives in four directions and sums along lines in 16 directions, at
/// two resolutions each, thin lines at full resolution too, in deviations d of each filter's response on
/// good surfaces, times how strongly the filter responds all over this picture, as far as that
/// happens on good ones (``TextureNorm/strength(_:square:)``). The *anomaly* of a pixel is the largest
/// |d| over all filters, each over what its family reaches on one whole good picture in twenty, and
/// over the limit: 1 is the limit that the stated share of good pictures exceeds. The *score* is
/// m / (1 + m) with m the square of the anomaly: 0.5 at the limit.
///
/// Covariance and rarity stay those of the pictures first taught; how strongly filters respond, and so the
/// limit, is followed by ``TextureTeacher/add(_:to:)`` with running sums.
public struct TextureModel: Sendable, Equatable {
  /// Widths and heights that can be judged, in pixels.
  public static let sides = 64...16384

  /// The rarity of gray levels.
  let rarity: GrayRarity
  /// The weights that whiten each source.
  let whitening: [[Float]]
  /// How filters respond to good surfaces.
  var norm: TextureNorm

  init(rarity: GrayRarity, whitening: [[Float]], norm: TextureNorm) {
    (self.rarity, self.whitening, self.norm) = (rarity, whitening, norm)
  }

  /// The number of pictures that the model knows.
  public var count: Int { norm.count }

  /// Whether pictures of `size` can be judged.
  public static func canJudge(_ size: PixelSize) -> Bool {
    sides.contains(size.width) && sides.contains(size.height)
  }

  /// The score of a picture or place of so much `anomaly`, 0...1.
  public static func score(ofAnomaly anomaly: Double) -> Double {
    let square = anomaly * anomaly
    return square.isFinite ? square / (1 + square) : 1
  }

  /// The anomaly, measured by the limits of families alone, that at most `rate` of good pictures exceed by
  /// the estimate of ``TextureParameters/falseAlarmRate``; 0 < rate < 1.
  public func limit(falseAlarmRate rate: Double) -> Double { norm.limit(falseAlarmRate: rate) }
}

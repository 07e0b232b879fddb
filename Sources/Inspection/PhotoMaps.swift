import Comparison
import Pixels
import Teaching

/// Pictures of what a photograph was compared with, in the frame of its reference.
public struct PhotoMaps: Sendable {
  /// The image's brightness, brought to the reference's frame and light.
  public var aligned: Image<UInt8>
  /// The reference, RGB where it has colours.
  public var reference: Image<UInt8>
  /// The tolerance of each pixel's brightness: 32 times in gray levels, 255 for more and where none is
  /// judged.
  public var tolerance: Image<UInt8>
  /// How far brightness lies from the reference: 128 and four times the difference in gray levels.
  public var difference: Image<UInt8>
  /// How far each pixel lies from its reference in whatever differs most, brightness, colour or edges:
  /// 128 is its limit, 255 twice that.
  public var exceedance: Image<UInt8>
  /// 255 where something exceeded its limit, 128 around that, 40 where nothing is judged, else 0.
  public var mask: Image<UInt8>

  static func make(
    _ inspector: borrowing PhotoInspector, _ model: ReferenceModel, picture: Image<UInt8>
  )
    -> PhotoMaps
  {
    let aligned = inspector.planes.planes[0]
    let luma = model.luma
    var difference = Image<UInt8>(width: luma.width, height: luma.height)
    var mask = Image<UInt8>(width: luma.width, height: luma.height)
    for y in 0..<luma.height {
      for x in 0..<luma.width {
        difference[x, y] = UInt8(
          clamping: 128 + 4 * (Int(aligned[x, y]) - Int(luma[x, y])))
        mask[x, y] =
          inspector.bright.evidence[x, y] || inspector.dark.evidence[x, y]
          ? 255
          : inspector.bright.region[x, y] || inspector.dark.region[x, y]
            ? 128 : inspector.limits.ignored[x, y] ? 40 : 0
      }
    }
    // In eighths of a gray level most of it would be too dark to see.
    var tolerance = inspector.limits.tolerances[0]
    for y in 0..<tolerance.height {
      for x in 0..<tolerance.width {
        tolerance[x, y] = UInt8(clamping: 4 * Int(tolerance[x, y]))
      }
    }
    return PhotoMaps(
      aligned: aligned, reference: picture, tolerance: tolerance,
      difference: difference, exceedance: inspector.exceedances, mask: mask)
  }
}

import Kernels
import Pixels

/// How a pixel of an image's mask stands to the reference brought over it, for pictures.
public enum DifferenceLevel: UInt8, Sendable, CaseIterable {
  /// Set in neither.
  case neither
  /// Set in both.
  case both
  /// Set in the image only, and nothing more.
  case added
  /// Set in the image only, in the region around evidence.
  case addedRegion
  /// Evidence of what the image has beyond the reference.
  case addedEvidence
  /// Set in the reference only, and nothing more.
  case missing
  /// Set in the reference only, in the region around evidence.
  case missingRegion
  /// Evidence of what the image lacks.
  case missingEvidence

  /// The level of each pixel as its raw value, the strongest that holds. `added` and `missing` are
  /// what ``MaskComparer`` makes of `image` and `reference`; all masks have one size, or it traps.
  public static func levels(
    image: BitMask, reference: BitMask, added: MaskDifference, missing: MaskDifference
  ) -> Image<UInt8> {
    let size = image.size
    for mask in [reference, added.region, added.evidence, missing.region, missing.evidence] {
      precondition(mask.size == size, "masks differ in size")
    }
    var out = Image<UInt8>(width: size.width, height: size.height)
    let stride = out.stride
    out.withUnsafeMutableSamples { samples in
      for y in 0..<size.height {
        for x in 0..<size.width {
          let level: Self =
            switch (image[x, y], reference[x, y]) {
            case (false, false): .neither
            case (true, true): .both
            case (true, false):
              added.evidence[x, y] ? .addedEvidence : added.region[x, y] ? .addedRegion : .added
            case (false, true):
              missing.evidence[x, y]
                ? .missingEvidence : missing.region[x, y] ? .missingRegion : .missing
            }
          samples[y * stride + x] = level.rawValue
        }
      }
    }
    return out
  }
}

import Foundation
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let lookUp = kernel(
  KernelsBase.lookUp,
  KernelsAVX2.lookUp,
  KernelsAVX512.lookUp)

/// A gray level for each gray level of 8 bit.
public struct LookUpTable: Sendable, Hashable {
  /// The 256 gray levels.
  public private(set) var entries: [UInt8]

  /// The table with `entries`. Traps unless there are 256.
  public init(_ entries: [UInt8]) {
    precondition(entries.count == 256, "a table needs 256 entries, not \(entries.count)")
    self.entries = entries
  }

  /// The table with `body(level)` for each level.
  public init(_ body: (UInt8) -> UInt8) {
    entries = (0...255).map { body(UInt8($0)) }
  }

  /// Gives every level `body(level)`, in the memory it has.
  public mutating func assign(_ body: (UInt8) -> UInt8) {
    for level in 0..<256 { entries[level] = body(UInt8(level)) }
  }

  /// round(255 (level / 255)^exponent): below 1 brightens, above 1 darkens, 1 changes nothing.
  /// Halves round up. Traps unless the exponent is above 0 and finite.
  public static func gamma(_ exponent: Double) -> LookUpTable {
    precondition(
      exponent > 0 && exponent.isFinite, "gamma \(exponent) is not a positive number")
    return LookUpTable { level in
      UInt8((255 * pow(Double(level) / 255, exponent) + 0.5).rounded(.down))
    }
  }
}

extension Image where Sample == UInt8 {
  /// Takes table[sample] for each sample of `source`, and its shape or that of `region`, clipped to
  /// it.
  ///
  /// Exact, as cv2.LUT. Traps where `region` covers no pixel; an image of no pixels gives one of no
  /// pixels. Linear in the samples, whatever the table.
  public mutating func assignLookUp(
    _ source: Image<UInt8>, _ table: LookUpTable, region: PixelBox? = nil
  ) {
    var rows = PixelRows(source, region)
    reshape(width: rows.box.width, height: rows.box.height, channels: source.channels)
    let outStride = stride
    rows = rows.joined(stride: source.stride, outStride: outStride)
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples { p in
        table.entries.withUnsafeBufferPointer {
          lookUp(
            p + rows.offset, source.stride, rows.width, rows.height, $0.baseAddress!, out, outStride
          )
        }
      }
    }
  }

  /// Replaces each sample by table[sample].
  public mutating func formLookUp(_ table: LookUpTable) {
    let (stride, count) = (stride, stride * height)
    withUnsafeMutableSamples { out in
      table.entries.withUnsafeBufferPointer {
        lookUp(out, stride, count, 1, $0.baseAddress!, out, stride)
      }
    }
  }
}

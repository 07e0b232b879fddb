import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let bitPadRows = kernel(
  KernelsBase.bitPadRows, KernelsAVX2.bitPadRows, KernelsAVX512.bitPadRows)
private let bitTranslate = kernel(
  KernelsBase.bitTranslate, KernelsAVX2.bitTranslate, KernelsAVX512.bitTranslate)
private let bitWarpField = kernel(
  KernelsBase.bitWarpField, KernelsAVX2.bitWarpField, KernelsAVX512.bitWarpField)

/// A mask whose rows are continued beyond both ends by their first and last pixel, ready to be read
/// at a displacement of up to ``maximumShift`` columns.
public struct PaddedMask: Sendable {
  /// The largest horizontal displacement that can be read, in pixels.
  public static let maximumShift = 63

  private var words: [UInt64] = []
  private var scratch: [Int32] = []
  /// Columns and rows of the mask within.
  public private(set) var size = PixelSize(width: 0, height: 0)

  /// No mask yet; reading traps until one is assigned.
  public init() {}

  private var wordsPerRow: Int { (size.width + 63) / 64 }
  private var lastWordMask: UInt64 {
    size.width % 64 == 0 ? ~0 : (1 << UInt64(size.width % 64)) - 1
  }

  /// Takes the pixels of `mask`, which must not be empty.
  public mutating func assign(_ mask: BitMask) {
    precondition(mask.width > 0 && mask.height > 0, "an empty mask cannot be padded")
    size = mask.size
    let needed = (wordsPerRow + 2) * size.height + 8
    if words.count < needed { words = [UInt64](repeating: 0, count: needed) }
    words.withUnsafeMutableBufferPointer { [size] p in
      mask.withUnsafeWords {
        bitPadRows(
          $0, mask.wordsPerRow, size.width, size.height, p.baseAddress!)
      }
    }
  }

  /// out(x, y) = mask(x + dx, y + dy), with coordinates clamped to the mask, for rows
  /// `firstRow..<firstRow + height` of the plane that the mask continues. |dx| is at most
  /// ``maximumShift``.
  public func translate(
    dx: Int, dy: Int, firstRow: Int = 0, height: Int? = nil, into out: inout BitMask
  ) {
    precondition(size.area > 0, "no mask was assigned")
    precondition(abs(dx) <= Self.maximumShift, "shift \(dx) exceeds \(Self.maximumShift) columns")
    let rows = height ?? size.height
    out.reshape(width: size.width, height: rows)
    words.withUnsafeBufferPointer { p in
      out.withUnsafeMutableWords {
        bitTranslate(
          p.baseAddress!, wordsPerRow, size.height, dx, dy + firstRow, $0, rows, lastWordMask)
      }
    }
  }

  /// out(x, y) = mask at (x, y) displaced by the field there, rounded to whole pixels.
  ///
  /// `field` holds (dx, dy) in 1/256 pixel for nodes every 32 pixels, the first at (16, 16), row
  /// after row, `columns` nodes a row; |dx| is at most ``maximumShift`` pixels. Between nodes the
  /// field is interpolated bilinearly, and evaluated once for each eight columns, at the fifth of
  /// them. Traps where |dx| is larger, or |dy| than 8,000 pixels.
  public mutating func warp(field: [Int32], columns: Int, into out: inout BitMask) {
    precondition(size.area > 0, "no mask was assigned")
    precondition(
      columns > 0 && !field.isEmpty && field.count % (2 * columns) == 0,
      "a field of \(field.count) numbers is not rectangular with \(columns) nodes a row")
    checkReach(of: field)
    out.reshape(width: size.width, height: size.height)
    let (perRow, height, last) = (wordsPerRow, size.height, lastWordMask)
    if scratch.count < 48 * perRow { scratch = [Int32](repeating: 0, count: 48 * perRow) }
    words.withUnsafeBufferPointer { p in
      scratch.withUnsafeMutableBufferPointer { s in
        field.withUnsafeBufferPointer { f in
          out.withUnsafeMutableWords {
            bitWarpField(
              p.baseAddress!, perRow, height, f.baseAddress!, columns, f.count / (2 * columns), $0,
              last, s.baseAddress!)
          }
        }
      }
    }
  }

  /// Traps where a node's displacement would make the warp read outside the padded rows (dx) or
  /// overflow its arithmetic (dy).
  private func checkReach(of field: [Int32]) {
    field.withUnsafeBufferPointer { f in
      var (dx, dy): (UInt32, UInt32) = (0, 0)
      for i in stride(from: 0, to: f.count, by: 2) {
        dx = max(dx, f[i].magnitude)
        dy = max(dy, f[i + 1].magnitude)
      }
      precondition(
        dx <= 256 * UInt32(Self.maximumShift) && dy <= 256 * 8000,
        "displacements of \(dx / 256) columns, \(dy / 256) rows exceed \(Self.maximumShift), 8000")
    }
  }
}

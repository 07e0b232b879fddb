import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let applyGainField = kernel(
  KernelsBase.applyGainField, KernelsAVX2.applyGainField, KernelsAVX512.applyGainField)

/// Gains and offsets on a coarse grid: node (i, j) belongs to pixel (32 i, 32 j). Between nodes they
/// are interpolated, beyond the outermost they continue.
public struct GainField: Sendable {
  /// Nodes in a row.
  public let columns: Int
  /// Rows of nodes.
  public let rows: Int
  /// Gain in 2^-12 and offset in 2^-4 gray level of each node, row after row.
  private var nodes: [Int32]

  /// A field that changes nothing, over `columns` times `rows` nodes, at least one.
  public init(columns: Int, rows: Int) {
    precondition(columns > 0 && rows > 0, "\(columns) times \(rows) nodes are no grid")
    (self.columns, self.rows) = (columns, rows)
    nodes = (0..<(2 * columns * rows)).map { $0 % 2 == 0 ? 4096 : 0 }
  }

  /// The smallest field that changes nothing and has nodes on both sides of every pixel of `size`.
  public init(covering size: PixelSize) {
    self.init(columns: (size.width + 30) / 32 + 1, rows: (size.height + 30) / 32 + 1)
  }

  /// Sets the gain, 0 to below 8, and the offset in gray levels, -2047...2047, of a node; what lies
  /// outside is limited. The gain is rounded to 2^-12, the offset to 2^-4.
  public mutating func set(column: Int, row: Int, gain: Float, offset: Float) {
    precondition(
      column >= 0 && column < columns && row >= 0 && row < rows,
      "there is no node (\(column), \(row)) in \(columns) times \(rows)")
    let k = 2 * (row * columns + column)
    nodes[k] = Int32((max(0, min(7.999, gain)) * 4096).rounded())
    nodes[k + 1] = Int32((max(-2047, min(2047, offset)) * 16).rounded())
  }

  /// Calls `body` with the nodes.
  func withNodes(_ body: (UnsafePointer<Int32>) -> Void) {
    nodes.withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}

extension Image where Sample == UInt8 {
  /// Multiplies by a smooth gain and adds a smooth offset, in place:
  /// (floor(sample gain 2^4) / 2^4 + offset + 1/2), rounded down, within 0...255.
  ///
  /// Gain and offset are those of the field at the pixel's column and row 8 (y / 8) + 4, in steps of
  /// 2^-12 and 2^-4; sums are limited to 2047. Traps unless there is one channel. Linear in the
  /// pixels.
  public mutating func formGain(_ field: GainField, scratch: inout Scratch) {
    precondition(channels == 1, "gains need one channel, not \(channels)")
    let (width, height, stride) = (self.width, self.height, self.stride)
    guard width > 0 && height > 0 else { return }
    let memory = scratch.bytes(4 * (width + 64))
    withUnsafeMutableSamples { out in
      field.withNodes {
        applyGainField(
          out, stride, width, height, $0, field.columns, field.rows, out, stride, memory)
      }
    }
  }
}

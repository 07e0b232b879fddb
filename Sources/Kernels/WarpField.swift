import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let warpNodes8 = kernel(
  KernelsBase.warpNodes8, KernelsAVX2.warpNodes8, KernelsAVX512.warpNodes8)
private let warpNodes16 = kernel(
  KernelsBase.warpNodes16, KernelsAVX2.warpNodes16, KernelsAVX512.warpNodes16)

/// Displacements on a coarse grid, to warp by: node (i, j) belongs to pixel (32 i + 16, 32 j + 16).
/// Between nodes displacements are interpolated bilinearly, beyond the outermost nodes continued.
public struct WarpGrid: Sendable {
  /// Nodes in a row.
  public let columns: Int
  /// Rows of nodes.
  public let rows: Int
  /// Displacement to the right at each node, in pixels, row after row.
  public let dx: [Float]
  /// Displacement down at each node, in pixels.
  public let dy: [Float]

  /// A grid of `columns` nodes a row. Traps unless there is at least one node, as many dx as dy,
  /// and rows are whole.
  public init(columns: Int, dx: [Float], dy: [Float]) {
    precondition(
      columns > 0 && !dx.isEmpty && dx.count % columns == 0 && dy.count == dx.count,
      "\(dx.count) and \(dy.count) displacements do not make rows of \(columns) nodes")
    (self.columns, rows, self.dx, self.dy) = (columns, dx.count / columns, dx, dy)
  }
}

extension Image where Sample == UInt8 {
  /// Warps an image by displacements on a grid: out(x, y) = source(x + dx, y + dy), where (dx, dy)
  /// is the grid's displacement at pixel (x, y).
  ///
  /// A row of the result is a straight line through the source between two nodes, so this costs
  /// about as much as an affine warp and needs no maps. Positions are used to 2^-16 pixel and
  /// weights to 2^-15, the same on every instruction set; `cv2.remap` by maps made from the grid
  /// differs by 1 in some 0.05 % of the pixels, for those maps hold positions in single precision.
  /// Nearest is the pixel at the position plus half a pixel, rounded down. Displacements may change
  /// by up to 15 pixels from one pixel to the next. The result has the size of the source, or of
  /// the `region` of it that is seen. Border and errors as in
  /// ``assignWarp(_:by:size:interpolation:border:region:scratch:)``.
  public mutating func assignWarp(
    _ source: Image<UInt8>, by grid: WarpGrid, interpolation: WarpInterpolation = .bilinear,
    border: WarpBorder<UInt8> = .constant(0), region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, grid, interpolation, border, region, &scratch, 0, warpNodes8)
  }
}

extension Image where Sample == UInt16 {
  /// Warps an image by displacements on a grid; see the form for 8 bits.
  public mutating func assignWarp(
    _ source: Image<UInt16>, by grid: WarpGrid, interpolation: WarpInterpolation = .bilinear,
    border: WarpBorder<UInt16> = .constant(0), region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, grid, interpolation, border, region, &scratch, 0, warpNodes16)
  }
}

private typealias NodesKernel<Sample> = (
  UnsafePointer<Sample>, Int, Int, Int, Int, UnsafeMutablePointer<Sample>, Int, Int, Int,
  UnsafePointer<Float>, UnsafePointer<Float>, Int, Int, Bool, Bool, Sample,
  UnsafeMutableRawPointer
) -> Void

extension Image {
  @inline(__always)
  private mutating func warp(
    _ source: Image, _ grid: WarpGrid, _ interpolation: WarpInterpolation,
    _ border: WarpBorder<Sample>, _ region: PixelBox?, _ scratch: inout Scratch, _ zero: Sample,
    _ kernel: NodesKernel<Sample>
  ) {
    let box = source.warpBox(region)
    reshape(width: box.width, height: box.height, channels: source.channels)
    let (replicates, outside) = border.parts
    let memory = scratch.bytes(warpScratchBytes + 16 * grid.columns * (grid.rows + 1))
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples { p in
        grid.dx.withUnsafeBufferPointer { dx in
          grid.dy.withUnsafeBufferPointer { dy in
            kernel(
              p + box.y1 * source.stride + box.x1 * source.channels, source.stride, box.width,
              box.height, source.channels, out, outStride, box.width, box.height,
              dx.baseAddress!, dy.baseAddress!, grid.columns, grid.rows,
              interpolation == .nearest, replicates, outside ?? zero, memory)
          }
        }
      }
    }
  }
}

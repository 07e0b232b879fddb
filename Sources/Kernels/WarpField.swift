import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let warpNodes8 = kernel(
  KernelsBase.warpNodes8, KernelsAVX2.warpNodes8, KernelsAVX512.warpNodes8)
private let warpNodes16 = kernel(
  KernelsBase.warpNodes16, KernelsAVX2.warpNodes16, KernelsAVX512.warpNodes16)

/// Displacements on a coarse grid, to warp by: node (i, j) belongs to pixel (s i + f, s j + f) with
/// the spacing s and the first node's place f. Between nodes displacements are interpolated bilinearly, beyond the outermost nodes continued.
public struct WarpGrid: Sendable {
  /// Nodes in a row.
  public private(set) var columns: Int
  /// Rows of nodes.
  public private(set) var rows: Int
  /// Column and row of the first node, 0...16.
  public private(set) var first: Int
  /// Pixels from a node to the next: 32, 64 or 128. Wider ones are faster.
  public private(set) var spacing = 32
  /// Displacement to the right at each node, in pixels, row after row.
  public private(set) var dx: [Float]
  /// Displacement down at each node, in pixels.
  public private(set) var dy: [Float]

  /// A grid of `columns` nodes a row, the first at pixel (`first`, `first`). Traps unless there is at
  /// least one node, as many dx as dy, rows are whole, and `first` lies in 0...16.
  public init(columns: Int, first: Int = 16, dx: [Float], dy: [Float]) {
    precondition((0...16).contains(first), "the first node's place \(first) is not in 0...16")
    precondition(
      columns > 0 && !dx.isEmpty && dx.count % columns == 0 && dy.count == dx.count,
      "\(dx.count) and \(dy.count) displacements do not make rows of \(columns) nodes")
    (self.columns, rows, self.first) = (columns, dx.count / columns, first)
    (self.dx, self.dy) = (dx, dy)
  }

  /// The smallest grid of at least two columns and rows with nodes on both sides of every pixel of
  /// `size`, the first at pixel (0, 0), `spacing` pixels apart (32, 64 or 128); nothing is displaced.
  public init(covering size: PixelSize, spacing: Int = 32) {
    precondition([32, 64, 128].contains(spacing), "nodes cannot be \(spacing) pixels apart")
    self.spacing = spacing
    columns = (max(2, size.width) + spacing - 2) / spacing + 1
    rows = (max(2, size.height) + spacing - 2) / spacing + 1
    first = 0
    dx = [Float](repeating: 0, count: columns * rows)
    dy = dx
  }

  /// The displacement at pixel (x, y), in pixels: bilinear between nodes, that of the outermost beyond.
  public func displacement(x: Int, y: Int) -> (dx: Float, dy: Float) {
    let u = max(0, min(Float(columns - 1), Float(x - first) / Float(spacing)))
    let v = max(0, min(Float(rows - 1), Float(y - first) / Float(spacing)))
    let (i, j) = (min(Int(u), max(0, columns - 2)), min(Int(v), max(0, rows - 2)))
    let (right, below) = (i + 1 < columns ? 1 : 0, j + 1 < rows ? columns : 0)
    let (e, f) = (u - Float(i), v - Float(j))
    let k = j * columns + i
    let topX = dx[k] * (1 - e) + dx[k + right] * e
    let topY = dy[k] * (1 - e) + dy[k + right] * e
    let bottomX = dx[k + below] * (1 - e) + dx[k + below + right] * e
    let bottomY = dy[k + below] * (1 - e) + dy[k + below + right] * e
    return (topX * (1 - f) + bottomX * f, topY * (1 - f) + bottomY * f)
  }

  /// Sets the displacement at a node, which must exist, in pixels.
  public mutating func set(column: Int, row: Int, dx: Float, dy: Float) {
    precondition(
      column >= 0 && column < columns && row >= 0 && row < rows,
      "there is no node (\(column), \(row)) in \(columns) times \(rows)")
    self.dx[row * columns + column] = dx
    self.dy[row * columns + column] = dy
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
  /// by up to 15 pixels from one pixel to the next. The result has `size`, else that of the source or
  /// of the `region` of it that is seen. Border and errors as in
  /// ``assignWarp(_:by:size:interpolation:border:region:scratch:)``.
  public mutating func assignWarp(
    _ source: Image<UInt8>, by grid: WarpGrid, size: PixelSize? = nil,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt8> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, grid, size, interpolation, border, region, &scratch, 0, warpNodes8)
  }
}

extension Image where Sample == UInt16 {
  /// Warps an image by displacements on a grid; see the form for 8 bits.
  public mutating func assignWarp(
    _ source: Image<UInt16>, by grid: WarpGrid, size: PixelSize? = nil,
    interpolation: WarpInterpolation = .bilinear, border: WarpBorder<UInt16> = .constant(0),
    region: PixelBox? = nil, scratch: inout Scratch
  ) {
    warp(source, grid, size, interpolation, border, region, &scratch, 0, warpNodes16)
  }
}

private typealias NodesKernel<Sample> = (
  UnsafePointer<Sample>, Int, Int, Int, Int, UnsafeMutablePointer<Sample>, Int, Int, Int,
  UnsafePointer<Float>, UnsafePointer<Float>, Int, Int, Int, Int, Bool, Bool, Sample,
  UnsafeMutableRawPointer
) -> Void

extension Image {
  @inline(__always)
  private mutating func warp(
    _ source: Image, _ grid: WarpGrid, _ size: PixelSize?, _ interpolation: WarpInterpolation,
    _ border: WarpBorder<Sample>, _ region: PixelBox?, _ scratch: inout Scratch, _ zero: Sample,
    _ kernel: NodesKernel<Sample>
  ) {
    let box = source.warpBox(region)
    let target = size ?? PixelSize(width: box.width, height: box.height)
    reshape(width: target.width, height: target.height, channels: source.channels)
    guard target.area > 0 else { return }
    let (replicates, outside) = border.parts
    let memory = scratch.bytes(warpScratchBytes + 16 * grid.columns * (grid.rows + 1))
    let outStride = stride
    withUnsafeMutableSamples { out in
      source.withUnsafeSamples { p in
        grid.dx.withUnsafeBufferPointer { dx in
          grid.dy.withUnsafeBufferPointer { dy in
            kernel(
              p + box.y1 * source.stride + box.x1 * source.channels, source.stride, box.width,
              box.height, source.channels, out, outStride, target.width, target.height,
              dx.baseAddress!, dy.baseAddress!, grid.columns, grid.rows,
              grid.first, grid.spacing.trailingZeroBitCount, interpolation == .nearest, replicates,
              outside ?? zero, memory)
          }
        }
      }
    }
  }
}

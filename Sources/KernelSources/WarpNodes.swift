import CVectors

/// Displacements on nodes every 2^spacing pixels, the first at pixel (first, first), in 2^-32 pixel: dx and
/// dy of a node side by side.
struct WarpNodes {
  let nodes: UnsafeMutablePointer<Int64>
  let columns: Int
  let rows: Int
  /// Column and row of the first node, 0...16.
  let first: Int
  /// The logarithm of the pixels from a node to the next.
  let spacing: Int
  /// The nodes' columns at the height of a row of pixels.
  let line: UnsafeMutablePointer<Int64>

  /// Converts the nodes into scratch memory of `16 * columns * (rows + 1)` bytes.
  @inline(__always)
  init(
    _ dx: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ columns: Int, _ rows: Int,
    _ first: Int, _ spacing: Int, _ scratch: UnsafeMutableRawPointer
  ) {
    nodes = scratch.assumingMemoryBound(to: Int64.self)
    line = nodes + 2 &* columns &* rows
    (self.columns, self.rows) = (columns, rows)
    (self.first, self.spacing) = (first, spacing)
    for i in 0..<(columns &* rows) {
      nodes[2 &* i] = fixed32(Double(dx[i]))
      nodes[2 &* i &+ 1] = fixed32(Double(dy[i]))
    }
  }

  /// Interpolates between the rows of nodes above and below row y.
  @inline(__always) func setLine(_ y: Int) {
    let v = max(0, min((rows &- 1) &<< spacing, y &- first))
    let j = min(v &>> spacing, max(0, rows &- 2))
    let f = Int64(v &- j &<< spacing)
    let (whole, shift) = (Int64(1) &<< Int64(spacing), Int64(spacing))
    let upper = nodes + 2 &* columns &* j
    let lower = nodes + 2 &* columns &* min(j &+ 1, rows &- 1)
    for i in 0..<(2 &* columns) {
      line[i] = (upper[i] &* (whole &- f) &+ lower[i] &* f) &>> shift
    }
  }

  /// The first of a straight piece of a row that begins at `column`, and where it ends:
  /// between two nodes, or beyond the outermost.
  @inline(__always)
  func piece(_ column: Int, _ y: Int, _ width: Int) -> (line: WarpLine, end: Int) {
    // Nodes to the left of the piece.
    let passed = (column &- first) &>> spacing &+ 1
    let left = 2 &* max(0, min(columns, passed) &- 1)
    var (stepX, stepY) = (Int64(0), Int64(0))
    var end = width
    if passed == 0 {
      end = min(width, first)
    } else if passed < columns {
      end = min(width, passed &<< spacing &+ first)
      stepX = (line[left &+ 2] &- line[left]) &>> Int64(spacing)
      stepY = (line[left &+ 3] &- line[left &+ 1]) &>> Int64(spacing)
    }
    return (
      WarpLine(
        x: Int64(column) &<< 32 &+ line[left], y: Int64(y) &<< 32 &+ line[left &+ 1],
        dx: 1 &<< 32 &+ stepX, dy: stepY), end
    )
  }
}

/// out(x, y) = source(x + dx, y + dy), bilinear or nearest, 8 bit, any number of channels, with
/// displacements on nodes; see ``WarpNodes``. Displacements change by at most 15 pixels from pixel
/// to pixel. Strides in samples. `scratch`: 8192 + 16 * columns * (rows + 1) bytes.
@inline(never)
public func warpNodes8(
  _ source: UnsafePointer<UInt8>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt8>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ nodesX: UnsafePointer<Float>, _ nodesY: UnsafePointer<Float>, _ columns: Int, _ rows: Int,
  _ first: Int, _ spacing: Int, _ nearest: Bool, _ replicates: Bool, _ outside: UInt8,
  _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource8(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside, ahead: sourceRowsAhead &* stride)
  let field = WarpNodes(nodesX, nodesY, columns, rows, first, spacing, scratch + 8192)
  for y in 0..<outHeight {
    field.setLine(y)
    var x = 0
    while x < outWidth {
      let piece = field.piece(x, y, outWidth)
      let target = out + (y &* outStride &+ x &* channels)
      if nearest {
        piece.line.rounded.nearest8(image, piece.end &- x, target, scratch)
      } else {
        piece.line.warp8(image, piece.end &- x, target, scratch)
      }
      x = piece.end
    }
  }
}

/// out(x, y) = source(x + dx, y + dy), bilinear or nearest, 16 bit, any number of channels, with
/// displacements on nodes; see ``WarpNodes``. Displacements change by at most 15 pixels from pixel
/// to pixel. Strides in samples. `scratch`: 8192 + 16 * columns * (rows + 1) bytes.
@inline(never)
public func warpNodes16(
  _ source: UnsafePointer<UInt16>, _ stride: Int, _ width: Int, _ height: Int, _ channels: Int,
  _ out: UnsafeMutablePointer<UInt16>, _ outStride: Int, _ outWidth: Int, _ outHeight: Int,
  _ nodesX: UnsafePointer<Float>, _ nodesY: UnsafePointer<Float>, _ columns: Int, _ rows: Int,
  _ first: Int, _ spacing: Int, _ nearest: Bool, _ replicates: Bool, _ outside: UInt16,
  _ scratch: UnsafeMutableRawPointer
) {
  let image = WarpSource16(
    base: source, stride: stride, width: width, height: height, channels: channels,
    replicates: replicates, outside: outside, ahead: sourceRowsAhead &* stride)
  let field = WarpNodes(nodesX, nodesY, columns, rows, first, spacing, scratch + 8192)
  for y in 0..<outHeight {
    field.setLine(y)
    var x = 0
    while x < outWidth {
      let piece = field.piece(x, y, outWidth)
      let target = out + (y &* outStride &+ x &* channels)
      if nearest {
        piece.line.rounded.nearest16(image, piece.end &- x, target, scratch)
      } else {
        piece.line.warp16(image, piece.end &- x, target, scratch)
      }
      x = piece.end
    }
  }
}

/// A smooth field of displacements in pixels, on nodes every 32 pixels of the image, the first at
/// pixel (16, 16).
///
/// The reference pixel that belongs to image pixel p lies at p + displacement(p).
public struct DisplacementField: Sendable, Equatable {
  /// Nodes in a row.
  public private(set) var columns: Int
  /// Rows of nodes.
  public private(set) var rows: Int
  /// Displacement to the right at each node, in pixels, row after row.
  public var dx: [Float]
  /// Displacement down at each node, in pixels.
  public var dy: [Float]

  /// A field of no displacement over `columns` times `rows` nodes.
  public init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    dx = [Float](repeating: 0, count: columns * rows)
    dy = dx
  }

  /// Becomes a field of no displacement over `columns` times `rows` nodes, in the memory it has
  /// where that suffices.
  public mutating func reset(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    let zeros = repeatElement(Float(0), count: columns * rows)
    dx.removeAll(keepingCapacity: true)
    dx.append(contentsOf: zeros)
    dy.removeAll(keepingCapacity: true)
    dy.append(contentsOf: zeros)
  }

  /// Displacement at pixel (x, y), bilinear between nodes and constant beyond the outer ones.
  public func displacement(x: Int, y: Int) -> (dx: Float, dy: Float) {
    let u = max(0, min(Float(columns - 1), (Float(x) - 16) / 32))
    let v = max(0, min(Float(rows - 1), (Float(y) - 16) / 32))
    let (i, j) = (min(Int(u), max(0, columns - 2)), min(Int(v), max(0, rows - 2)))
    let (right, below) = (min(i + 1, columns - 1), min(j + 1, rows - 1))
    let (e, f) = (u - Float(i), v - Float(j))
    func mix(_ a: [Float]) -> Float {
      let top = a[j * columns + i] * (1 - e) + a[j * columns + right] * e
      let bottom = a[below * columns + i] * (1 - e) + a[below * columns + right] * e
      return top * (1 - f) + bottom * f
    }
    return (mix(dx), mix(dy))
  }
}

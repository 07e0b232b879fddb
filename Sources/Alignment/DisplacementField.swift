/// A smooth field of displacements in pixels, on nodes every 32 pixels of the image, the first at
/// pixel (16, 16).
///
/// The reference pixel that belongs to image pixel p lies at p + displacement(p).
public struct DisplacementField: Sendable, Equatable {
  /// Nodes in a row.
  public let columns: Int
  /// Rows of nodes.
  public let rows: Int
  /// Displacement to the right at each node, in pixels, row after row.
  public var dx: [Float]
  /// Displacement down at each node, in pixels.
  public var dy: [Float]
  /// Mismatching pixels in the window around each node after the displacement, 0...1 of its area.
  public var residual: [Float]

  /// A field of no displacement over `columns` times `rows` nodes.
  public init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    dx = [Float](repeating: 0, count: columns * rows)
    dy = dx
    residual = dx
  }
}

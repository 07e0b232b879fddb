import Pixels

/// A place of a reference that can be found again in a photograph.
public struct PoseFeature: Sendable, Hashable, Codable {
  /// Column of its middle.
  public var x: Int
  /// Row of its middle.
  public var y: Int

  /// A place at column `x`, row `y`.
  public init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
}

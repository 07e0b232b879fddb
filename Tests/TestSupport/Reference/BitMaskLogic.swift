extension PixelGrid {
  /// `combine` of each pixel and the one of `other` at its place.
  public func combined(with other: PixelGrid, _ combine: (Bool, Bool) -> Bool) -> PixelGrid {
    precondition(size == other.size, "the grids differ in size")
    return PixelGrid(width: width, height: height) { combine(self[$0, $1], other[$0, $1]) }
  }

  /// Each pixel that is set here and in `other`.
  public func and(_ other: PixelGrid) -> PixelGrid { combined(with: other) { $0 && $1 } }

  /// Each pixel that is set here and not in `other`.
  public func andNot(_ other: PixelGrid) -> PixelGrid { combined(with: other) { $0 && !$1 } }

  /// Each pixel that is set here or in `other`.
  public func or(_ other: PixelGrid) -> PixelGrid { combined(with: other) { $0 || $1 } }

  /// Each pixel that is set in one of the two.
  public func xor(_ other: PixelGrid) -> PixelGrid { combined(with: other) { $0 != $1 } }

  /// Each pixel that is not set.
  public var inverted: PixelGrid { PixelGrid(width: width, height: height) { !self[$0, $1] } }
}

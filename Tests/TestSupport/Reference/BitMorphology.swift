extension PixelGrid {
  /// The offsets of a disk: dx² + dy² <= r² + r.
  public static func disk(radius: Int) -> [(dx: Int, dy: Int)] {
    var offsets: [(dx: Int, dy: Int)] = []
    for dy in -radius...radius {
      for dx in -radius...radius where dx * dx + dy * dy <= radius * radius + radius {
        offsets.append((dx, dy))
      }
    }
    return offsets
  }

  /// Each pixel around which a pixel is set within a disk; those outside are clear.
  public func dilated(radius: Int) -> PixelGrid {
    let disk = Self.disk(radius: radius)
    return PixelGrid(width: width, height: height) { x, y in
      disk.contains { self[x + $0.dx, y + $0.dy] }
    }
  }

  /// Each pixel around which all pixels are set within a disk; those outside do not count.
  public func eroded(radius: Int) -> PixelGrid {
    let disk = Self.disk(radius: radius)
    return PixelGrid(width: width, height: height) { x, y in
      disk.allSatisfy { !contains(x + $0.dx, y + $0.dy) || self[x + $0.dx, y + $0.dy] }
    }
  }
}

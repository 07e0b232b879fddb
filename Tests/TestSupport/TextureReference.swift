import Foundation
import Pixels

/// Literal, scalar forms of the filters of texture inspection, one value at a time, in single precision
/// and in the order in which the operators add.
public enum TextureReference {
  /// What a surface reflects in a light of `terms`, at least `least`.
  public static func flattened(
    _ image: Image<UInt8>, terms t: [Float], least: Float
  ) -> FloatGrid {
    let step = 1 / Float(image.height)
    return FloatGrid(width: image.width, height: image.height) { x, y in
      let u = (Float(x) + 0.5) / Float(image.width) - 0.5
      let v = (0.5 * step - 0.5) + step * Float(y)
      let a: Float = t[0] + t[2] * v + t[5] * v * v
      let b: Float = t[1] + t[4] * v
      let light = max(a + u * (b + t[3] * u), least)
      return Float(image[x, y]) * 128 / light - 128
    }
  }

  /// The values' places in a table.
  public static func lookedUp(
    _ grid: FloatGrid, scale: Float, offset: Float, table: [Float]
  ) -> FloatGrid {
    FloatGrid(width: grid.width, height: grid.height) { x, y in
      let place = grid[x, y] * scale + (offset + 0.5)
      return table[Int(min(max(place, 0), Float(table.count - 1)))]
    }
  }

  /// Smoothed by 1 4 6 4 1 down and across.
  public static func smoothed(_ grid: FloatGrid) -> FloatGrid {
    func binomial(_ p: (Int) -> Float) -> Float {
      let (outer, inner) = (p(-2) + p(2), p(-1) + p(1))
      return outer + 4 * inner + 6 * p(0)
    }
    return FloatGrid(width: grid.width, height: grid.height) { x, y in
      binomial { u in binomial { v in grid[x + u, y + v] } } * (1.0 / 256)
    }
  }

  /// Every second column and row of the smoothed grid.
  public static func halved(_ grid: FloatGrid) -> FloatGrid {
    let smooth = smoothed(grid)
    return FloatGrid(width: (grid.width + 1) / 2, height: (grid.height + 1) / 2) { x, y in
      smooth[2 * x, 2 * y]
    }
  }

  /// The sum over the neighbourhood of 7x7, `weights` and the same turned by half.
  public static func whitened(_ grid: FloatGrid, weights: [Float]) -> FloatGrid {
    FloatGrid(width: grid.width, height: grid.height) { x, y in
      var sum = grid[x, y] * weights[0]
      for i in 1...24 {
        let (u, v) = ((i + 3) % 7 - 3, (i + 3) / 7)
        sum += (grid[x + u, y + v] + grid[x - u, y - v]) * weights[i]
      }
      return sum
    }
  }

  /// The sums of 8 and of 16 values through (x, y) along a line in direction `k` of 16.
  public static func line(
    _ grid: FloatGrid, _ k: Int, spacing: Int, _ x: Int, _ y: Int
  ) -> (short: Float, long: Float) {
    let angle = Double.pi * Double(k) / 16
    let p = (0..<16).map { i in
      let at = (Double(i) - 7.5) * Double(spacing)
      return grid[
        x + Int((at * cos(angle) + 0.5).rounded(.down)),
        y + Int((at * sin(angle) + 0.5).rounded(.down))]
    }
    let short = (p[4] + p[5] + (p[8] + p[9])) + (p[6] + p[7] + (p[10] + p[11]))
    return (short, short + ((p[0] + p[1] + (p[12] + p[13])) + (p[2] + p[3] + (p[14] + p[15]))))
  }

  /// `start` raised to the largest scaled line; with a spacing of 2 half as large as `grid`.
  public static func raised(
    _ start: FloatGrid, _ grid: FloatGrid, spacing: Int, scales: [Float]
  ) -> FloatGrid {
    FloatGrid(width: start.width, height: start.height) { x, y in
      var most = start[x, y]
      for column in (spacing * x)..<min(spacing * (x + 1), grid.width) {
        for k in 0..<16 {
          let sums = line(grid, k, spacing: spacing, column, spacing * y)
          most = max(most, abs(sums.short) * scales[2 * k], abs(sums.long) * scales[2 * k + 1])
        }
      }
      return most
    }
  }

  /// The value, and Sobel's derivatives across, down, their sum and their difference.
  public static func shapes(_ grid: FloatGrid, _ x: Int, _ y: Int) -> [Float] {
    func p(_ u: Int, _ v: Int) -> Float { grid[x + u, y + v] }
    let across: Float = (p(1, -1) - p(-1, -1)) + 2 * (p(1, 0) - p(-1, 0)) + (p(1, 1) - p(-1, 1))
    let down: Float = (p(-1, 1) - p(-1, -1)) + 2 * (p(0, 1) - p(0, -1)) + (p(1, 1) - p(1, -1))
    return [p(0, 0), across, down, across + down, across - down]
  }

  /// `start` raised to the largest scaled shape.
  public static func raised(_ start: FloatGrid, _ grid: FloatGrid, shapes scales: [Float])
    -> FloatGrid
  {
    FloatGrid(width: start.width, height: start.height) { x, y in
      zip(shapes(grid, x, y), scales).reduce(start[x, y]) { max($0, abs($1.0) * $1.1) }
    }
  }

  /// The weight of place `i` of `count` by its distance from the border.
  public static func weight(_ i: Int, _ count: Int) -> Float {
    [0.6, 0.7, 0.8, 0.9, 1][min(4, i, count - 1 - i)]
  }

  /// The score of an anomaly.
  public static func score(_ anomaly: Float) -> UInt8 {
    UInt8(255 - 255 / (1 + anomaly * anomaly) + 0.5)
  }
}

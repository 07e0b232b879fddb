import Kernels
import Pixels

extension DisplacementField {
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

  /// Sets the pixels for which the displaced reference pixel lies inside the reference, at least
  /// `margin` pixels from its border and from the image's own. Judged once for each eight columns.
  public func assignValidRegion(of size: PixelSize, margin: Int, into valid: inout BitMask) {
    valid.reshape(width: size.width, height: size.height)
    valid.clear()
    let reach = Int((dy.map(abs).max() ?? 0).rounded(.up)) + margin
    for y in 0..<size.height {
      let left = displacement(x: 0, y: y).dx
      let right = displacement(x: size.width - 1, y: y).dx
      let x1 = margin + max(0, Int((-left).rounded(.up)))
      let x2 = size.width - margin - max(0, Int(right.rounded(.up)))
      guard x1 < x2 else { continue }
      if y >= reach && y < size.height - reach {
        valid.setRun(y: y, x1: x1, x2: x2)
        continue
      }
      guard y >= margin && y < size.height - margin else { continue }
      var x = x1
      while x < x2 {
        let end = min(x2, x + 8)
        let row = Float(y) + displacement(x: x, y: y).dy
        if row >= Float(margin) && row <= Float(size.height - 1 - margin) {
          valid.setRun(y: y, x1: x, x2: end)
        }
        x = end
      }
    }
  }
}

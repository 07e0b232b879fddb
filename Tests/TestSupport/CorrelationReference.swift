import Foundation
import Pixels

/// Literal, double precision forms of template matching and phase correlation.
public enum CorrelationReference {
  /// The normalised correlation of a template at every position.
  public static func scores(_ image: Image<UInt8>, _ template: Image<UInt8>) -> [[Double]] {
    let (w, h) = (template.width, template.height)
    let area = Double(w * h)
    let t = template.samples.map(Double.init)
    let mean = t.reduce(0, +) / area
    let deviation = t.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (0...(image.height - h)).map { y in
      (0...(image.width - w)).map { x in
        var (product, sum, squares) = (0.0, 0.0, 0)
        var whole = 0
        for v in 0..<h {
          for u in 0..<w {
            let sample = Int(image[x + u, y + v])
            product += (t[v * w + u] - mean) * Double(sample)
            whole += sample
            squares += sample * sample
          }
        }
        sum = Double(whole)
        // Whole numbers, so that a window without contrast has none.
        let flat = squares * w * h == whole * whole
        let variation = Double(squares) - sum * sum / area
        return flat || deviation < 1e-9 ? 0 : product / (variation * deviation).squareRoot()
      }
    }
  }

  /// Shift and response by phase correlation with transforms of `width` times `height`.
  public static func phaseShift(
    _ a: Image<UInt8>, _ b: Image<UInt8>, hanning: Bool, width: Int, height: Int
  ) -> (dx: Double, dy: Double, response: Double) {
    func plane(_ image: Image<UInt8>) -> [[(Double, Double)]] {
      (0..<height).map { y in
        (0..<width).map { x in
          guard x < image.width, y < image.height else { return (0, 0) }
          let w =
            !hanning
            ? 1
            : sin(.pi * Double(x) / Double(image.width - 1))
              * sin(.pi * Double(y) / Double(image.height - 1))
          return (Double(image[x, y]) * w, 0)
        }
      }
    }
    let (s, t) = (transform2(plane(a), 1), transform2(plane(b), 1))
    var product = s
    for y in 0..<height {
      for x in 0..<width {
        let (p, q) = (s[y][x], t[y][x])
        let re = p.0 * q.0 + p.1 * q.1
        let im = p.1 * q.0 - p.0 * q.1
        let size = max((re * re + im * im).squareRoot(), 1e-30) * Double(width * height)
        product[y][x] = (re / size, im / size)
      }
    }
    let surface = transform2(product, -1).map { $0.map(\.0) }
    var (px, py) = (0, 0)
    for y in 0..<height {
      for x in 0..<width where surface[y][x] > surface[py][px] { (px, py) = (x, y) }
    }
    let (x, y) = ((px + width / 2) % width, (py + height / 2) % height)
    var (sum, sx, sy) = (0.0, 0.0, 0.0)
    for v in max(0, y - 2)...min(height - 1, y + 2) {
      for u in max(0, x - 2)...min(width - 1, x + 2) {
        let value = surface[(v + height / 2) % height][(u + width / 2) % width]
        sum += value
        sx += value * Double(u)
        sy += value * Double(v)
      }
    }
    return (Double(width / 2) - sx / sum, Double(height / 2) - sy / sum, sum)
  }

  private static func transform2(
    _ plane: [[(Double, Double)]], _ sign: Double
  ) -> [[(Double, Double)]] {
    let rows = plane.map { transform($0, sign) }
    let columns = (0..<plane[0].count).map { x in transform(rows.map { $0[x] }, sign) }
    return (0..<plane.count).map { y in columns.map { $0[y] } }
  }

  /// A discrete Fourier transform by its definition.
  private static func transform(
    _ x: [(Double, Double)], _ sign: Double
  ) -> [(Double, Double)] {
    let n = x.count
    let factors = (0..<n).map { k -> (Double, Double) in
      let angle = -sign * 2 * Double.pi * Double(k) / Double(n)
      return (cos(angle), sin(angle))
    }
    return (0..<n).map { k in
      var (re, im) = (0.0, 0.0)
      for i in 0..<n {
        let (c, s) = factors[i * k % n]
        re += x[i].0 * c - x[i].1 * s
        im += x[i].0 * s + x[i].1 * c
      }
      return (re, im)
    }
  }
}

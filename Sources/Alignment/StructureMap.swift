import Kernels
import Pixels

/// How distinctly an image is structured in both directions around each place of it.
///
/// The measure is the smaller eigenvalue of the mean of [[gx gx, gx gy], [gx gy, gy gy]] over a
/// window, with Sobel's derivatives in gray levels a pixel: 0 in flat places and along straight
/// edges. Shi and Tomasi, "Good features to track", CVPR 1994, doi:10.1109/CVPR.1994.323794.
struct StructureMap {
  private let width: Int
  private let height: Int
  private let gxx: SumTable
  private let gyy: SumTable
  private let gxy: SumTable

  /// The structure of an image of one channel.
  init(_ image: Image<UInt8>) {
    (width, height) = (image.width, image.height)
    var (dx, dy) = (Image<Int16>(), Image<Int16>())
    var scratch = Scratch()
    dx.assignSobel(image, along: .across, scratch: &scratch)
    dy.assignSobel(image, along: .down, scratch: &scratch)
    let (a, b) = (dx.samples, dy.samples)
    gxx = SumTable(width: width, height: height) { Double(a[$0]) * Double(a[$0]) }
    gyy = SumTable(width: width, height: height) { Double(b[$0]) * Double(b[$0]) }
    gxy = SumTable(width: width, height: height) { Double(a[$0]) * Double(b[$0]) }
  }

  /// The measure over the window of `radius` around (x, y), clipped to the image, in squared gray
  /// levels a pixel.
  func strength(x: Int, y: Int, radius: Int) -> Double {
    let box = PixelBox(x1: x - radius, y1: y - radius, x2: x + radius + 1, y2: y + radius + 1)
      .clipped(to: PixelSize(width: width, height: height))
    guard !box.isEmpty else { return 0 }
    // Sobel's sums are eight times the slope.
    let n = Double(box.area) * 64
    let (xx, yy, xy) = (gxx.sum(box) / n, gyy.sum(box) / n, gxy.sum(box) / n)
    let half = (xx - yy) / 2
    return (xx + yy) / 2 - (half * half + xy * xy).squareRoot()
  }
}

/// Sums over boxes of an image.
private struct SumTable {
  private let stride: Int
  private var sums: [Double]

  init(width: Int, height: Int, _ value: (Int) -> Double) {
    stride = width + 1
    sums = [Double](repeating: 0, count: stride * (height + 1))
    for y in 0..<height {
      var row = 0.0
      for x in 0..<width {
        row += value(y * width + x)
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row
      }
    }
  }

  func sum(_ box: PixelBox) -> Double {
    sums[box.y2 * stride + box.x2] - sums[box.y1 * stride + box.x2]
      - sums[box.y2 * stride + box.x1] + sums[box.y1 * stride + box.x1]
  }
}

import Kernels
import Pixels

/// Halves masks. Keeps its memory between calls; one per worker.
public struct MaskHalver: Sendable {
  private var runs = BitRuns()

  /// Nothing halved yet.
  public init() {}

  /// Writes `mask` at half its size, rounded down, to `out`: a pixel is set where any of the 2x2
  /// pixels (2 x, 2 y) to (2 x + 1, 2 y + 1) is.
  public mutating func halve(_ mask: BitMask, into out: inout BitMask) {
    out.reshape(width: mask.width / 2, height: mask.height / 2)
    out.clear()
    runs.assign(mask)
    let (width, height) = (out.width, out.height)
    for i in 0..<runs.count {
      let y = Int(runs.rows[i]) / 2
      let (x1, x2) = (Int(runs.starts[i]) / 2, min(width, (Int(runs.ends[i]) + 1) / 2))
      if y < height && x1 < x2 { out.setRun(y: y, x1: x1, x2: x2) }
    }
  }
}

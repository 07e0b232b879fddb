import Kernels
import Pixels

extension DisplacementField {
  /// Sets the pixels for which the displaced reference pixel lies inside the reference, at least
  /// `margin` pixels from its border and from the image's own.
  ///
  /// For (x, y) that is the reference's pixel (x, y) + displacement(8 ⌊x / 8⌋ + 4, y): as in a warp
  /// of masks, the displacement of one column counts for eight.
  public func assignValidRegion(of size: PixelSize, margin: Int, into valid: inout BitMask) {
    precondition(margin >= 0, "a margin of \(margin) pixels is negative")
    valid.reshape(width: size.width, height: size.height)
    valid.clear()
    guard size.width > 2 * margin, size.height > 2 * margin else { return }
    // Only nearer to the border than the largest displacement need pixels be looked at.
    let reachX = min(margin + Self.reach(dx), (size.width + 1) / 2)
    let reachY = min(margin + Self.reach(dy), (size.height + 1) / 2)
    let inner = reachY..<max(reachY, size.height - reachY)
    let right = max(reachX, size.width - reachX)
    if reachX < right { for y in inner { valid.setRun(y: y, x1: reachX, x2: right) } }
    let groups = (size.width + 7) / 8
    let (leftEnd, rightBegin) = (min((reachX + 7) / 8, groups), right / 8)
    let wordsPerRow = valid.wordsPerRow
    valid.withUnsafeMutableWords { words in
      for group in 0..<groups {
        let column = Column(of: self, group: group, size: size, margin: margin)
        let word = words + group / 8
        column.setValid(margin..<reachY, word, wordsPerRow)
        column.setValid(inner.upperBound..<(size.height - margin), word, wordsPerRow)
        if group < leftEnd || group >= rightBegin {
          column.setValid(inner, word, wordsPerRow)
        }
      }
    }
  }

  /// The largest displacement in `values`, in whole pixels, rounded up.
  private static func reach(_ values: [Float]) -> Int {
    Int((values.lazy.map(abs).max() ?? 0).rounded(.up))
  }
}

/// The displacements of eight columns of pixels, which have one in each row.
private struct Column {
  private let field: DisplacementField
  private let group: Int
  private let size: PixelSize
  private let margin: Int
  // Between which nodes of a row the column lies, and where.
  private let (left, right): (Int, Int)
  private let share: Float

  init(of field: DisplacementField, group: Int, size: PixelSize, margin: Int) {
    (self.field, self.group, self.size, self.margin) = (field, group, size, margin)
    let u = max(0, min(Float(field.columns - 1), (Float(8 * group + 4) - 16) / 32))
    left = min(Int(u), max(0, field.columns - 2))
    right = min(left + 1, field.columns - 1)
    share = u - Float(left)
  }

  /// The displacement on row `row` of nodes.
  private func mix(_ nodes: [Float], _ row: Int) -> Float {
    let first = row * field.columns
    return nodes[first + left] * (1 - share) + nodes[first + right] * share
  }

  /// Sets those pixels of the rows `rows` that are valid; `word` holds them in row 0.
  func setValid(_ rows: Range<Int>, _ word: UnsafeMutablePointer<UInt64>, _ wordsPerRow: Int) {
    let x = 8 * group
    let limit = min(x + 8, size.width - margin)
    var between = -1
    var (topX, topY, bottomX, bottomY): (Float, Float, Float, Float) = (0, 0, 0, 0)
    for y in rows {
      let v = max(0, min(Float(field.rows - 1), (Float(y) - 16) / 32))
      let j = min(Int(v), max(0, field.rows - 2))
      if j != between {
        between = j
        let below = min(j + 1, field.rows - 1)
        (topX, topY) = (mix(field.dx, j), mix(field.dy, j))
        (bottomX, bottomY) = (mix(field.dx, below), mix(field.dy, below))
      }
      let f = v - Float(j)
      let row = Double(y) + Double(topY * (1 - f) + bottomY * f)
      guard row >= Double(margin) && row <= Double(size.height - 1 - margin) else { continue }
      let dx = Double(topX * (1 - f) + bottomX * f)
      let x1 = max(x, margin, Int((Double(margin) - dx).rounded(.up)))
      let x2 = min(limit, Int((Double(size.width - margin - 1) - dx).rounded(.down)) + 1)
      guard x1 < x2 else { continue }
      let bits = (UInt64(1) << UInt64(x2 - x1) - 1) << UInt64(x1 & 63)
      word[y * wordsPerRow] |= bits
    }
  }
}

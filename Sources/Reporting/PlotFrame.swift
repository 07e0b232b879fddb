import Wording

/// A plot's area with its two scales, and its axes as SVG.
struct PlotFrame {
  /// The range of a scale, and what is written along it.
  struct Axis {
    var range: ClosedRange<Double>
    var title: String
    /// Where there is a tick with a label; other values have none.
    var ticks: [(value: Double, label: String)]

    /// 0 to 1, ticks at every fifth.
    static func share(_ title: String, _ words: Words) -> Axis {
      Axis(
        range: 0...1, title: title,
        ticks: [0, 20, 40, 60, 80, 100].map { (Double($0) / 100, words.inPercent("\($0)")) })
    }

    /// 0 to 1 as confidences are written, ticks at every fifth.
    static func confidence(_ title: String) -> Axis {
      Axis(
        range: 0...1, title: title,
        ticks: ["0", "0.2", "0.4", "0.6", "0.8", "1"].enumerated().map { (Double($0) / 5, $1) })
    }
  }

  /// Width and height of the whole drawing in its own units; a phone shows it at about 0.6.
  static let width = 560.0
  let height: Double
  /// The area between the axes.
  let left = 82.0
  let right = 540.0
  let top: Double
  let bottom: Double
  let x: Axis
  let y: Axis

  /// A plot of these axes; `headroom` is the height above the area, for the names of marks.
  init(x: Axis, y: Axis, headroom: Double = 48, height: Double = 330) {
    (self.x, self.y, self.height) = (x, y, height)
    (top, bottom) = (headroom, height - 54)
  }

  /// Where `value` lies across, cut to the area.
  func across(_ value: Double) -> Double {
    left + (right - left) * Self.share(value, of: x.range)
  }

  /// Where `value` lies down, cut to the area.
  func down(_ value: Double) -> Double {
    bottom - (bottom - top) * Self.share(value, of: y.range)
  }

  private static func share(_ value: Double, of range: ClosedRange<Double>) -> Double {
    let length = range.upperBound - range.lowerBound
    guard length > 0, value.isFinite else { return 0 }
    return min(1, max(0, (value - range.lowerBound) / length))
  }

  /// The drawing with its axes around `content`; `label` says what it shows to those who hear it.
  func svg(label: String, _ content: String) -> String {
    var out = """
      <svg class="chart" viewBox="0 0 \(Int(Self.width)) \(Int(height))" role="img" \
      aria-label="\(escaped(label))">

      """
    for tick in y.ticks {
      let at = Self.number(down(tick.value))
      out += """
        <path class="grid" d="M\(Self.number(left)) \(at)H\(Self.number(right))"/>\
        <text class="axis end" x="\(Self.number(left - 8))" y="\(at)">\(escaped(tick.label))</text>

        """
    }
    for tick in x.ticks {
      let at = Self.number(across(tick.value))
      out += """
        <path class="tick" d="M\(at) \(Self.number(bottom))v5"/>\
        <text class="label" x="\(at)" y="\(Self.number(bottom + 20))">\(escaped(tick.label))</text>

        """
    }
    out += """
      <path class="base" d="M\(Self.number(left)) \(Self.number(bottom))H\(Self.number(right))"/>\
      <text class="label" x="\(Self.number((left + right) / 2))" \
      y="\(Self.number(height - 8))">\(escaped(x.title))</text>\
      <text class="label" transform="translate(12 \(Self.number((top + bottom) / 2))) rotate(-90)">\
      \(escaped(y.title))</text>

      """
    return out + content + "</svg>\n"
  }

  /// A line through `points`, in the units of the axes.
  func line(_ points: [(x: Double, y: Double)], style: String) -> String {
    guard !points.isEmpty else { return "" }
    let path = points.map { "\(Self.number(across($0.x))) \(Self.number(down($0.y)))" }
      .joined(separator: "L")
    return "<path class=\"line \(style)\" d=\"M\(path)\"/>\n"
  }

  /// A line that keeps a value up to and with each `x`: from 0 to the first, from there to the next.
  func steps(_ values: [(x: Double, y: Double)], style: String) -> String {
    var start = x.range.lowerBound
    var path = ""
    for (end, value) in values {
      let at = Self.number(down(value))
      path += path.isEmpty ? "M\(Self.number(across(start))) \(at)" : "V\(at)"
      path += "H\(Self.number(across(end)))"
      start = end
    }
    return path.isEmpty ? "" : "<path class=\"line \(style)\" d=\"\(path)\"/>\n"
  }

  /// An upright line at `value` with its name above the area, in `row` 0 (lower) or 1.
  func mark(_ value: Double, name: String, style: String, row: Int) -> String {
    let at = across(value)
    let labelTop = top - 10 - Double(row) * 19
    // About half the width of the name in the largest font, so that it does not leave the drawing.
    let half = Double(TerminalText.width(name)) * 5.2
    let middle = min(max(at, half), Self.width - half)
    return """
      <path class="\(style)" d="M\(Self.number(at)) \(Self.number(labelTop + 4))V\
      \(Self.number(bottom))"/>\
      <text class="mark-text \(style)-text" x="\(Self.number(middle))" y="\(Self.number(labelTop))">\
      \(escaped(name))</text>

      """
  }

  /// Round values in `range`, 1, 2 or 5 times a power of ten apart, at most `most`.
  static func ticks(
    _ range: ClosedRange<Double>, most: Int = 6, label: (Double) -> String
  ) -> [(value: Double, label: String)] {
    let length = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite else { return [(range.lowerBound, label(range.lowerBound))] }
    var power = 1.0
    while power > length { power /= 10 }
    while power * 10 <= length { power *= 10 }
    for step in [power / 10, power / 5, power / 2, power, power * 2, power * 5] {
      let first = (range.lowerBound / step).rounded(.up)
      let last = (range.upperBound / step + 1e-9).rounded(.down)
      if last - first < Double(most) {
        return stride(from: first, through: last, by: 1).map { ($0 * step, label($0 * step)) }
      }
    }
    return []
  }

  /// What the lines are, each with a sample of it.
  static func key(_ entries: [(style: String, name: String)]) -> String {
    key(samples: entries.map { ("<path class=\"line \($0.style)\" d=\"M1 8H37\"/>", $0.name) })
  }

  /// What shapes mean, each drawn in an area of 38 by 16.
  static func key(samples: [(drawing: String, name: String)]) -> String {
    let items = samples.map { sample in
      """
      <li><svg class="chart" viewBox="0 0 38 16" aria-hidden="true">\(sample.drawing)</svg>\
      \(escaped(sample.name))</li>
      """
    }
    return "<ul class=\"key\">\(items.joined())</ul>\n"
  }

  /// A coordinate of a drawing.
  static func number(_ value: Double) -> String { fixedPoint(value, places: 1) ?? "0" }
}

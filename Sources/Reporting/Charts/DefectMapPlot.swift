import Traceability

/// Where defects lie on the part: a shade for each cell, over the outline of the picture or over a picture.
public enum DefectMapPlot {
  /// How many shades there are.
  static let shades = 5

  /// Draws it.
  ///
  /// - Parameters:
  ///   - map: what is drawn.
  ///   - title: what it shows, for those who hear it.
  ///   - picture: the address of a picture of a part, to lie below; only the outline is drawn without.
  ///   - words: every word in it.
  /// - Returns: the drawing with its key, as HTML.
  public static func html(
    _ map: DefectMap, title: String, picture: String? = nil, words: ChartWords = .english
  ) -> String {
    // A tall picture is drawn narrower, so that it is seen as a whole.
    let aspect = Double(map.imageSize.height) / Double(map.imageSize.width)
    let width = min(PlotFrame.width - 2, (PlotFrame.width - 2) / max(aspect, 1e-3))
    let height = width * aspect
    let left = (PlotFrame.width - width) / 2
    func number(_ value: Double) -> String { PlotFrame.number(value) }
    let area = """
      x="\(number(left))" y="1" width="\(number(width))" height="\(number(height))"
      """
    var out = """
      <svg class="chart" viewBox="0 0 \(Int(PlotFrame.width)) \(Int(height.rounded(.up)) + 2)" \
      role="img" aria-label="\(escaped(title))">
      <rect class="sunken" \(area)/>

      """
    if let picture {
      out += """
        <image class="backdrop" href="\(escaped(picture))" \(area) preserveAspectRatio="none"/>

        """
    }
    let most = map.counts.max() ?? 0
    let (across, down) = (width / Double(map.columns), height / Double(map.rows))
    for (index, count) in map.counts.enumerated() where count > 0 {
      let (row, column) = index.quotientAndRemainder(dividingBy: map.columns)
      let text = ChartWords.fill(words.defectsHere, words.grouped(count))
      out += """
        <rect class="heat" shape-rendering="crispEdges" \
        fill-opacity="\(opacity(shade(count, most)))" x="\(number(left + Double(column) * across))" y="\(number(1 + Double(row) * down))" \
        width="\(number(across))" height="\(number(down))"><title>\(escaped(text))</title></rect>

        """
    }
    return out + "<rect class=\"outline\" \(area)/></svg>\n" + key(most, words)
  }

  /// The shade of `count`, 1 (lightest) to ``shades``: in equal steps up to the most frequent.
  static func shade(_ count: Int, _ most: Int) -> Int {
    max(1, min(shades, (count * shades + most - 1) / max(1, most)))
  }

  private static func opacity(_ shade: Int) -> String {
    ["0.15", "0.32", "0.5", "0.7", "0.92"][shade - 1]
  }

  private static func key(_ most: Int, _ words: ChartWords) -> String {
    guard most > 0 else { return "" }
    var samples: [(String, String)] = []
    for level in 1...shades {
      let (first, last) = ((level - 1) * most / shades + 1, level * most / shades)
      guard first <= last else { continue }
      let name =
        first == last
        ? words.grouped(first)
        : ChartWords.fill(words.shade, words.grouped(first), words.grouped(last))
      samples.append(
        (
          "<rect class=\"heat\" fill-opacity=\"\(opacity(level))\" x=\"11\" width=\"16\" height=\"16\"/>",
          name
        ))
    }
    return PlotFrame.key(samples: samples)
  }
}

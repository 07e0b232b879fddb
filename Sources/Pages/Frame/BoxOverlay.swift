import Decision
import Pixels
import Reporting

/// Boxes over a picture as SVG without inline style. Coordinates are those of the inspected image, in
/// which a pixel's square reaches from its column number to the next.
enum BoxOverlay {
  /// More defects than this are not drawn: nobody would see them apart.
  static let limit = 500

  /// The boxes of `defects`, numbered from 1, on an image of `size`; each label is what `name` says.
  static func svg(_ defects: [Defect], size: PixelSize, name: (Defect) -> String) -> String {
    let shown = defects.prefix(limit)
    let outline: String = shown.map { defect in
      let box = defect.box
      return "M\(box.x1) \(box.y1)h\(box.width)v\(box.height)h\(-box.width)z"
    }.joined(separator: "")
    // A fortieth of the longer side can be read on a phone too.
    let font = max(1, max(size.width, size.height) / 40)
    let isCrowded = shown.count > 12
    let labels: String = shown.enumerated().map { index, defect in
      let box = defect.box
      let isAtEnd = box.x1 > size.width * 3 / 4
      let fitsAbove = box.y1 > font * 3 / 2
      let text = isCrowded ? "\(index + 1)" : "\(index + 1) \(name(defect))"
      return """
        <text x="\(isAtEnd ? box.x2 : box.x1)" y="\(fitsAbove ? box.y1 - font / 2 : box.y2 + font)"\
        \(isAtEnd ? " text-anchor=\"end\"" : "")>\(escaped(text))</text>
        """
    }.joined(separator: "")
    return """
      <svg class="boxes" viewBox="0 0 \(size.width) \(size.height)" font-size="\(font)" \
      aria-hidden="true"><path class="casing" d="\(outline)"/><path class="outline" d="\(outline)"/>\
      \(labels)</svg>
      """
  }
}

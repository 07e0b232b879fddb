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
    var taken: [PixelBox] = []
    let labels: String = shown.enumerated().map { index, defect in
      let number = "\(index + 1)"
      let named = "\(number) \(name(defect))"
      // The name where it has room, otherwise the number alone, which the table of defects explains.
      let place =
        shown.count > 12 ? nil : Place.free(named, at: defect.box, size, font, taken)
      let label =
        place ?? Place.free(number, at: defect.box, size, font, taken)
        ?? Place(number, at: defect.box, font, isAbove: true, isAtEnd: false)
      taken.append(label.area)
      return """
        <text x="\(label.x)" y="\(label.baseline)"\(label.isAtEnd ? " text-anchor=\"end\"" : "")>\
        \(number)\(place == nil ? "" : "<tspan class=\"name\"> \(escaped(name(defect)))</tspan>")</text>
        """
    }.joined(separator: "")
    return """
      <svg class="boxes" viewBox="0 0 \(size.width) \(size.height)" font-size="\(font)" \
      aria-hidden="true"><path class="casing" d="\(outline)"/><path class="outline" d="\(outline)"/>\
      \(labels)</svg>
      """
  }
}

/// Where a label stands beside its box.
private struct Place {
  let x: Int
  let baseline: Int
  /// Whether the text ends at `x` rather than begins there.
  let isAtEnd: Bool
  /// About what it covers.
  let area: PixelBox

  init(_ text: String, at box: PixelBox, _ font: Int, isAbove: Bool, isAtEnd: Bool) {
    // Letters are about 0.6 as wide as high, those of Chinese as wide as high.
    let width = text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 10 : 6) } * font / 10
    x = isAtEnd ? box.x2 : box.x1
    baseline = isAbove ? box.y1 - font / 2 : box.y2 + font * 5 / 4
    self.isAtEnd = isAtEnd
    let left = isAtEnd ? x - width : x
    area = PixelBox(x1: left, y1: baseline - font, x2: left + width, y2: baseline + font / 4)
  }

  /// The first place for `text` around `box` that lies on the picture and on nothing `taken`; above before
  /// below, to the right before to the left. `nil` where there is none.
  static func free(
    _ text: String, at box: PixelBox, _ size: PixelSize, _ font: Int, _ taken: [PixelBox]
  ) -> Place? {
    for isAbove in [true, false] {
      for isAtEnd in [false, true] {
        let place = Place(text, at: box, font, isAbove: isAbove, isAtEnd: isAtEnd)
        let area = place.area
        guard area.x1 >= 0, area.y1 >= 0, area.x2 <= size.width, area.y2 <= size.height,
          !taken.contains(where: {
            $0.x1 < area.x2 && area.x1 < $0.x2 && $0.y1 < area.y2 && area.y1 < $0.y2
          })
        else { continue }
        return place
      }
    }
    return nil
  }
}

import Decision
import Pixels
import Wording

/// Boxes over a picture as SVG. Coordinates are those of the inspected image, in which a pixel's
/// square reaches from its column number to the next; the view box scales them to the picture.
enum DefectOverlay {
  /// All `defects` on the whole image, those whose index is in `links` labelled and linked.
  static func overview(
    _ defects: [Defect], imageSize: PixelSize, links: [Int: String], words: Words
  ) -> String {
    let side = Double(max(imageSize.width, imageSize.height, 1))
    let boxes = defects.map(\.box)
    var labels = LabelPlaces(imageSize: imageSize, fontSize: side * fontShare, boxes: boxes)
    let isCrowded = links.count > longLabelLimit
    var texts = ""
    for (index, defect) in defects.enumerated() {
      guard let link = links[index] else { continue }
      let confidence = fixedPoint(defect.confidence, places: 2) ?? ""
      let name = isCrowded ? "" : " \(words.term(for: defect.defectClass)) \(confidence)"
      let place = labels.place("\(index + 1)\(name)", at: defect.box)
      texts += """
        <a href="#\(escaped(link))"><text x="\(number(place.x))" y="\(number(place.y))"\
        \(place.atEnd ? " class=\"end\"" : "")>\(index + 1)\
        <tspan class="long">\(escaped(name))</tspan></text></a>
        """
    }
    let unit = fixedPoint(side / 100, places: 3) ?? "1"
    return """
      <svg class="overlay" viewBox="0 0 \(imageSize.width) \(imageSize.height)" \
      style="--u:\(unit)px">\(outlines(boxes))\(texts)</svg>
      """
  }

  /// One `box` on a picture of `region`.
  static func detail(_ box: PixelBox, region: PixelBox) -> String {
    """
    <svg class="overlay" viewBox="\(region.x1) \(region.y1) \(region.width) \(region.height)">\
    \(outlines([box]))</svg>
    """
  }

  /// With more labels than this they are only numbers, so that the picture remains visible.
  private static let longLabelLimit = 16

  /// Label size as a share of the longer side; the style sheet's `.overlay text` agrees.
  private static let fontShare = 0.024

  /// Twice the same outlines, wide and dark below narrow and bright: visible on any picture.
  private static func outlines(_ boxes: [PixelBox]) -> String {
    let path = boxes.map { "M\($0.x1) \($0.y1)h\($0.width)v\($0.height)h\(-$0.width)z" }.joined()
    return "<path class=\"casing\" d=\"\(path)\"/><path class=\"line\" d=\"\(path)\"/>"
  }

  private static func number(_ value: Double) -> String { fixedPoint(value, places: 1) ?? "0" }
}

/// Finds places for labels beside their boxes, inside the image and not over each other.
private struct LabelPlaces {
  struct Place {
    var x, y: Double
    var atEnd: Bool
  }

  private struct Extent {
    var x1, y1, x2, y2: Double

    func overlap(_ other: Extent) -> Double {
      max(0, min(x2, other.x2) - max(x1, other.x1)) * max(0, min(y2, other.y2) - max(y1, other.y1))
    }
  }

  let imageSize: PixelSize
  let fontSize: Double
  private let boxes: [Extent]
  private var labels: [Extent] = []

  init(imageSize: PixelSize, fontSize: Double, boxes: [PixelBox]) {
    self.imageSize = imageSize
    self.fontSize = fontSize
    self.boxes = boxes.map {
      Extent(x1: Double($0.x1), y1: Double($0.y1), x2: Double($0.x2), y2: Double($0.y2))
    }
  }

  /// The best of above, below, inside (each flush left or flush right with the box).
  mutating func place(_ text: String, at box: PixelBox) -> Place {
    // Latin letters are about 0.6 of the size wide, Chinese characters all of it.
    let width = fontSize * text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 0.6 : 1) }
    let lines = [
      Double(box.y1) - 0.4 * fontSize, Double(box.y2) + 1.1 * fontSize,
      Double(box.y1) + 1.2 * fontSize,
    ]
    var best: (place: Place, extent: Extent, cost: Double)?
    for y in lines {
      for atEnd in [false, true] {
        let x = Double(atEnd ? box.x2 : box.x1)
        let left = atEnd ? x - width : x
        let extent = Extent(x1: left, y1: y - fontSize, x2: left + width, y2: y + 0.3 * fontSize)
        let cost = 4 * outside(extent) + 2 * overlap(extent, labels) + overlap(extent, boxes)
        if best.map({ cost < $0.cost }) ?? true {
          best = (Place(x: x, y: y, atEnd: atEnd), extent, cost)
        }
      }
    }
    guard let best else { preconditionFailure("there is always a place") }
    labels.append(best.extent)
    return best.place
  }

  private func overlap(_ extent: Extent, _ others: [Extent]) -> Double {
    others.reduce(0) { $0 + $1.overlap(extent) }
  }

  private func outside(_ extent: Extent) -> Double {
    let image = Extent(x1: 0, y1: 0, x2: Double(imageSize.width), y2: Double(imageSize.height))
    let area = (extent.x2 - extent.x1) * (extent.y2 - extent.y1)
    return area - image.overlap(extent)
  }
}

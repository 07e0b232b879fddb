import Decision
import Pixels
import Testing

@testable import Pages

@Suite struct BoxOverlayTests {
  private let size = PixelSize(width: 640, height: 480)

  private func labels(_ boxes: [PixelBox]) -> [(x: Int, y: Int, isNamed: Bool)] {
    let defects = boxes.map {
      Defect(defectClass: .open, confidence: 0.9, area: 20, box: $0)
    }
    let svg = BoxOverlay.svg(defects, size: size) { _ in "mousebite" }
    return svg.matches(of: /<text x="(-?\d+)" y="(-?\d+)"[^>]*>(.*?)<\/text>/).map {
      (Int($0.output.1) ?? -1, Int($0.output.2) ?? -1, $0.output.3.contains("mousebite"))
    }
  }

  @Test func aLabelStandsAboveItsBoxWithItsName() {
    let found = labels([PixelBox(x1: 100, y1: 100, x2: 120, y2: 130)])
    #expect(found.count == 1 && found[0].x == 100 && found[0].y < 100 && found[0].isNamed)
  }

  @Test func labelsOfNeighboursDoNotOverlap() {
    let boxes = (0..<6).map { PixelBox(x1: 300 + 8 * $0, y1: 200, x2: 306 + 8 * $0, y2: 210) }
    let found = labels(boxes)
    #expect(found.count == 6)
    // Those that have no room for a name keep their number.
    #expect(found.contains { $0.isNamed } && found.contains { !$0.isNamed })
  }

  @Test func labelsLieOnThePicture() {
    let corners = [
      PixelBox(x1: 0, y1: 0, x2: 10, y2: 10), PixelBox(x1: 630, y1: 0, x2: 640, y2: 10),
      PixelBox(x1: 0, y1: 470, x2: 10, y2: 480), PixelBox(x1: 630, y1: 470, x2: 640, y2: 480),
    ]
    for label in labels(corners) {
      #expect((0...640).contains(label.x) && (10...480).contains(label.y) && label.isNamed)
    }
  }
}

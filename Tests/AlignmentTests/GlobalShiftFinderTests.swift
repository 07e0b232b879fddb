import Pixels
import TestSupport
import Testing

@testable import Alignment

@Suite struct GlobalShiftFinderTests {
  @Test func shiftIsFoundToTheNearestBlocks() {
    var finder = GlobalShiftFinder()
    let canvas = TestCanvas(PixelSize(width: 320, height: 320), seed: 1)
    let reference = canvas.window().mask
    for (dx, dy) in [(0, 0), (4, -8), (-12, 28), (32, 32), (-32, -32), (6, -17), (-29, 3)] {
      let shift = finder.find(reference, canvas.window(dx: dx, dy: dy).mask, radius: 32)
      #expect(abs(shift.dx - dx) <= 4 && abs(shift.dy - dy) <= 4, "(\(dx), \(dy)): \(shift)")
    }
  }

  /// Also where the radius is an odd number of blocks, and alike to all sides.
  @Test(arguments: 0...20)
  func shiftStaysWithinTheRadius(radius: Int) {
    var finder = GlobalShiftFinder()
    let canvas = TestCanvas(PixelSize(width: 256, height: 256), seed: 2)
    let steps = radius / 4 * 4
    for (x, y) in [(-1, -1), (1, 1), (-1, 1), (1, -1)] {
      for distance in [steps, steps + 4] {
        let image = canvas.window(dx: x * distance, dy: y * distance).mask
        let shift = finder.find(canvas.window().mask, image, radius: radius)
        #expect(max(abs(shift.dx), abs(shift.dy)) <= radius)
        if distance == steps { #expect(shift == (x * steps, y * steps)) }
      }
    }
  }

  /// A large shift would leave only the empty corners to be compared, and those agree.
  @Test func aDefectOnASmallImageDoesNotMoveIt() {
    var finder = GlobalShiftFinder()
    var reference = PixelGrid(width: 64, height: 64)
    reference.fill(PixelBox(x1: 1, y1: 1, x2: 21, y2: 21))
    var image = reference
    image.fill(PixelBox(x1: 12, y1: 12, x2: 18, y2: 18), false)
    let shift = finder.find(reference.mask, image.mask, radius: 32)
    #expect(shift == (0, 0))
  }

  @Test func blankMasksAreNotShifted() {
    var finder = GlobalShiftFinder()
    for side in [1, 4, 40, 200] {
      let empty = BitMask(width: side, height: side)
      let full = PixelGrid(width: side, height: side) { _, _ in true }.mask
      for (a, b) in [(empty, empty), (full, full), (empty, full)] {
        #expect(finder.find(a, b, radius: 32) == (0, 0))
      }
    }
  }
}

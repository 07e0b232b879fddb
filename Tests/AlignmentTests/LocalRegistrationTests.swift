import Alignment
import Foundation
import Kernels
import Pixels
import TestSupport
import Testing

@Suite struct LocalRegistrationTests {
  private static let size = PixelSize(width: 700, height: 520)
  private static let scene = TestScene(size: size, count: 260, seed: 21)

  @Test func followsASmoothBend() throws {
    let reference = Self.scene.photograph(TestScene.Camera(size: Self.size), channels: 1)
    var camera = TestScene.Camera(size: Self.size)
    (camera.angle, camera.shiftX, camera.noise) = (1.2, 7, 2)
    camera.bend = { x, y in (1.2 * sin(y / 170), 0.9 * cos(x / 200)) }
    let image = Self.scene.photograph(camera, channels: 1)
    var finder = try PoseFinder(reference: reference)
    let pose = finder.find(in: image)
    var registration = Registration(size: Self.size)
    // With little held together, so that the field bends as much as the part does.
    var parameters = PoseParameters()
    parameters.smoothness = 0.05
    func errors(_ parameters: PoseParameters, _ registration: inout Registration) -> Double {
      var local = LocalRegistration(reference: reference, parameters: parameters)
      local.register(image, pose, into: &registration)
      var sum = 0.0
      var n = 0.0
      for x in stride(from: 60.0, to: 640, by: 40) {
        for y in stride(from: 60.0, to: 460, by: 40) {
          // The image shows at the place of (x, y) what lies at (x, y) + bend: so (x, y) itself is
          // shown where its bend is taken back.
          var p = PixelPoint(x: x, y: y)
          for _ in 0..<5 {
            let bend = camera.bend(p.x, p.y)
            p = PixelPoint(x: x - bend.0, y: y - bend.1)
          }
          let expected = Self.scene.place(p.x, p.y, camera)
          let found = registration.imagePoint(PixelPoint(x: x, y: y))
          sum += hypot(found.x - expected.x, found.y - expected.y)
          n += 1
        }
      }
      return sum / n
    }
    let bent = errors(parameters, &registration)
    #expect(bent < 0.35)
    #expect(registration.localDisplacement > 0.3)
    parameters.localSearch = 0
    let stiff = errors(parameters, &registration)
    #expect(registration.localDisplacement == 0)
    #expect(stiff > 1.5 * bent)
  }

  @Test func pointsAndBoxesGoThereAndBack() throws {
    var registration = Registration(size: Self.size)
    let box = PixelBox(x1: 10, y1: 20, x2: 35, y2: 90)
    #expect(registration.imageBox(box) == box)
    #expect(registration.referenceBox(box) == box)
    let reference = Self.scene.photograph(TestScene.Camera(size: Self.size), channels: 1)
    var local = LocalRegistration(reference: reference)
    let map = AffineMap(xx: 0.99, xy: -0.05, x0: 12, yx: 0.05, yy: 0.99, y0: -9)
    local.register(reference, Pose(map: map, score: 1), into: &registration)
    for point in [PixelPoint(x: 0, y: 0), PixelPoint(x: 699, y: 519), PixelPoint(x: 123, y: 456)] {
      let back = registration.referencePoint(registration.imagePoint(point))
      #expect(abs(back.x - point.x) < 0.01 && abs(back.y - point.y) < 0.01)
    }
    let moved = registration.imageBox(box)
    let grown = registration.referenceBox(moved)
    #expect(grown.intersection(box) == box)
  }

  @Test func referencesTooSmallForPatchesKeepThePose() {
    let reference = Image<UInt8>(width: 20, height: 20)
    var local = LocalRegistration(reference: reference)
    var registration = Registration(size: reference.size)
    local.register(
      reference, Pose(map: .translation(dx: 2, dy: -1), score: 1), into: &registration)
    #expect(registration.grid.dx.allSatisfy { $0 == 2 })
    #expect(registration.grid.dy.allSatisfy { $0 == -1 })
    #expect(registration.halfGrid.dx.allSatisfy { $0 == 1 })
  }
}

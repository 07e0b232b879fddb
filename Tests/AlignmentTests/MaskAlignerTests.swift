import Alignment
import Pixels
import TestSupport
import Testing

@Suite struct MaskAlignerTests {
  /// The node farthest from where `truth` has it, in pixels.
  private static func error(
    _ field: DisplacementField, _ truth: (_ x: Int, _ y: Int) -> (dx: Double, dy: Double)
  ) -> Double {
    var worst = 0.0
    for j in 0..<field.rows {
      for i in 0..<field.columns {
        let (dx, dy) = truth(32 * i + 16, 32 * j + 16)
        let c = j * field.columns + i
        worst = max(worst, abs(Double(field.dx[c]) - dx), abs(Double(field.dy[c]) - dy))
      }
    }
    return worst
  }

  private static func isFinite(_ field: DisplacementField) -> Bool {
    (field.dx + field.dy).allSatisfy(\.isFinite)
  }

  @Test(arguments: [
    (0, 0), (1, 0), (0, -1), (-7, 3), (12, -20), (-32, 32), (32, -32), (39, 0), (0, -39), (-39, 39),
  ])
  func shiftsAreFound(dx: Int, dy: Int) {
    let canvas = TestCanvas(PixelSize(width: 320, height: 256), seed: UInt64(dx * 100 + dy + 9000))
    var aligner = MaskAligner(parameters: AlignmentParameters())
    let reference = canvas.window()
    let image = canvas.window(dx: dx, dy: dy)
    let field = aligner.align(reference.mask, to: image.mask)
    #expect(Self.error(field) { _, _ in (Double(dx), Double(dy)) } <= 1)

    // What is valid of the warped reference is the image.
    var (warped, valid) = (BitMask(), BitMask())
    aligner.warp(field, into: &warped)
    field.assignValidRegion(of: image.size, margin: 3, into: &valid)
    let differing = PixelGrid(warped).xor(image).and(PixelGrid(valid)).count
    #expect(differing <= image.size.area / 500, "\(differing) pixels")
  }

  @Test(arguments: 0..<6)
  func smoothStretchIsFound(seed: Int) {
    var random = TestRandom(UInt64(seed))
    func part(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let canvas = TestCanvas(PixelSize(width: 512, height: 448), seed: UInt64(seed + 50))
    let (cx, cy) = (part(-15...15), part(-15...15))
    let (ax, ay) = (part(-2.5...2.5), part(-2.5...2.5))
    let (sx, sy) = (part(-0.01...0.01), part(-0.01...0.01))
    // Up to about 5 px off the shift, slopes up to 2 %, as boards are stretched.
    func truth(_ x: Int, _ y: Int) -> (dx: Double, dy: Double) {
      let (u, v) = (Double(x - 256), Double(y - 224))
      return (
        cx + sx * u + ax * wave(v / 150), cy + sy * v + ay * wave(u / 170)
      )
    }
    var aligner = MaskAligner(parameters: AlignmentParameters())
    let field = aligner.align(canvas.window().mask, to: canvas.window(truth).mask)
    let error = Self.error(field, truth)
    #expect(error <= 1, "off by \(error)")
  }

  /// A smooth wave of period 4 between -1 and 1, of parabolas: no mathematics library needed.
  private func wave(_ t: Double) -> Double {
    let p = t - 4 * (t / 4).rounded(.down)
    return p < 2 ? p * (2 - p) : (p - 2) * (p - 4)
  }

  @Test func identicalMasksStayWhereTheyAre() {
    var random = TestRandom(3)
    var aligner = MaskAligner(parameters: AlignmentParameters())
    for (width, height) in [(320, 320), (100, 333), (64, 64), (20, 10)] {
      let grid = random.rectangles(width: width, height: height)
      let field = aligner.align(grid.mask, to: grid.mask)
      #expect((field.dx + field.dy).allSatisfy { abs($0) < 0.5 })
      var warped = BitMask()
      aligner.warp(field, into: &warped)
      #expect(warped.difference(from: grid) == nil)
    }
  }

  @Test func masksThatShowNothingAreNotDisplaced() {
    var aligner = MaskAligner(parameters: AlignmentParameters())
    for (width, height) in [(1, 1), (33, 31), (200, 150)] {
      let empty = PixelGrid(width: width, height: height)
      for grid in [empty, empty.inverted] {
        let field = aligner.align(grid.mask, to: grid.mask)
        #expect((field.dx + field.dy).allSatisfy { $0 == 0 })
      }
      #expect(Self.isFinite(aligner.align(empty.mask, to: empty.inverted.mask)))
      #expect(Self.isFinite(aligner.align(empty.inverted.mask, to: empty.mask)))
    }
  }

  /// Vertical stripes tell nothing about movement up and down: then there is none.
  @Test func aPatternThatRepeatsAlongOneAxisIsNotMovedAlongIt() {
    var aligner = MaskAligner(parameters: AlignmentParameters())
    func stripes(_ shift: Int) -> PixelGrid {
      PixelGrid(width: 256, height: 256) { x, _ in
        [20...31, 60...64, 130...149, 190...220].contains { $0.contains(x + shift) }
      }
    }
    for shift in [-5, 0, 3] {
      let field = aligner.align(stripes(0).mask, to: stripes(shift).mask)
      #expect(field.dy.allSatisfy { abs($0) < 0.5 })
      #expect(field.dx.allSatisfy { abs($0 - Float(shift)) <= 1 })
    }
  }

  @Test func everySizeGivesAFiniteField() {
    var random = TestRandom(4)
    var aligner = MaskAligner(parameters: AlignmentParameters())
    var (warped, valid) = (BitMask(), BitMask())
    let sides = [1, 2, 7, 31, 32, 33, 63, 64, 65, 130, 640]
    for width in sides {
      for height in sides where width * height <= 640 * 64 {
        let a = random.grid(width: width, height: height)
        let b = random.chance(0.5) ? a : random.grid(width: width, height: height)
        let field = aligner.align(random.mask(a), to: random.mask(b))
        #expect(field.columns == (width + 31) / 32 && field.rows == (height + 31) / 32)
        #expect(Self.isFinite(field))
        #expect((field.dx + field.dy).allSatisfy { abs($0) <= 39 })
        aligner.warp(field, into: &warped)
        field.assignValidRegion(of: a.size, margin: 3, into: &valid)
        #expect(warped.size == a.size && valid.size == a.size)
      }
    }
  }

  /// As many cells as before in another shape: scratch must follow the shape.
  @Test func fieldDoesNotDependOnMasksBefore() {
    var random = TestRandom(5)
    var aligner = MaskAligner(parameters: AlignmentParameters())
    for (width, height) in [(64, 256), (256, 64), (512, 32), (32, 512), (300, 200), (40, 40)] {
      let a = random.rectangles(width: width, height: height)
      let b = random.rectangles(width: width, height: height).or(a)
      var fresh = MaskAligner(parameters: AlignmentParameters())
      #expect(aligner.align(a.mask, to: b.mask) == fresh.align(a.mask, to: b.mask))
    }
  }

  @Test(arguments: [(1, 0), (1, 48), (15, 48), (3, 5), (7, 30), (15, 0)])
  func everyAllowedSearchRuns(radius: Int, global: Int) {
    var parameters = AlignmentParameters()
    parameters.searchRadius = radius
    parameters.globalSearch = global
    var aligner = MaskAligner(parameters: parameters)
    let canvas = TestCanvas(PixelSize(width: 300, height: 260), seed: UInt64(radius))
    let reach = Float(radius + global)
    for (dx, dy) in [(0, 0), (radius, -radius), (-global - radius, global), (90, 90)] {
      let field = aligner.align(canvas.window().mask, to: canvas.window(dx: dx, dy: dy).mask)
      #expect((field.dx + field.dy).allSatisfy { abs($0) <= reach })
    }
  }

  @Test func withoutSmoothnessTheFieldIsStillFinite() {
    var parameters = AlignmentParameters()
    for smoothness in [0.0, 10_000] {
      parameters.smoothness = smoothness
      var aligner = MaskAligner(parameters: parameters)
      let canvas = TestCanvas(PixelSize(width: 200, height: 200), seed: 6)
      let field = aligner.align(canvas.window().mask, to: canvas.window(dx: 3, dy: -2).mask)
      #expect(Self.isFinite(field))
      #expect(Self.error(field) { _, _ in (3, -2) } <= 1)
    }
  }

  @Test func warpFollowsTheField() {
    var random = TestRandom(7)
    var aligner = MaskAligner(parameters: AlignmentParameters())
    var out = BitMask()
    for (width, height) in [(1, 1), (64, 64), (100, 70), (129, 33)] {
      let grid = random.grid(width: width, height: height)
      var field = aligner.align(grid.mask, to: grid.mask)
      // Columns farther away than can be read are read as far away as can be.
      for i in field.dx.indices {
        field.dx[i] = Float(random.int(-90...90)) + 0.25
        field.dy[i] = Float(random.int(-90...90)) - 0.25
      }
      let fixed = field.dx.indices.flatMap { i in
        [Int32(max(-63, min(63, field.dx[i])) * 256), Int32(field.dy[i] * 256)]
      }
      aligner.warp(field, into: &out)
      let expected = grid.warped(field: fixed, columns: field.columns)
      #expect(out.difference(from: expected) == nil)
    }
  }
}

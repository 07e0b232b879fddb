import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct MorphologyTests {
  private static let rectangles: [(Int, Int)] = [
    (1, 1), (2, 1), (1, 2), (2, 2), (3, 3), (5, 5), (3, 5), (4, 7), (9, 9), (1, 11), (12, 1),
    (10, 10),
    (11, 13), (6, 17), (17, 6), (27, 2), (30, 40), (90, 3), (3, 90),
  ]

  private static func offsets(_ element: StructuringElement) -> [(dx: Int, dy: Int)] {
    switch element {
    case .rectangle(let width, let height):
      Neighbourhood.rectangle(width: width, height: height)
    case .disk(let radius): PixelGrid.disk(radius: radius)
    }
  }

  /// Erosion and dilation of `source` agree with the reference.
  private static func difference<Sample: MorphologySample & FixedWidthInteger>(
    _ source: Image<Sample>, _ element: StructuringElement, _ out: inout Image<Sample>,
    _ scratch: inout Scratch
  ) -> String? {
    let offsets = offsets(element)
    out.assignEroded(source, by: element, scratch: &scratch)
    guard out == source.eroded(by: offsets) else {
      return "erosion by \(element) of \(source.width)x\(source.height)"
    }
    out.assignDilated(source, by: element, scratch: &scratch)
    guard out == source.dilated(by: offsets) else {
      return "dilation by \(element) of \(source.width)x\(source.height)"
    }
    return nil
  }

  private static func agreesAtEverySize<Sample: MorphologySample & FixedWidthInteger>(
    _ type: Sample.Type, _ elements: [StructuringElement], seed: UInt64
  ) -> String? {
    var random = TestRandom(seed)
    var scratch = Scratch()
    var out = Image<Sample>(width: 300, height: 3)
    for width in 1...9 {
      for height in 1...9 {
        let source = random.samples(Sample.self, width: width, height: height)
        for element in elements {
          if let difference = difference(source, element, &out, &scratch) { return difference }
        }
      }
    }
    for width in 10...140 {
      let source = random.samples(Sample.self, width: width, height: random.int(1...50))
      let element = elements[random.int(0...(elements.count - 1))]
      if let difference = difference(source, element, &out, &scratch) { return difference }
    }
    return nil
  }

  @Test func rectanglesAgreeAtEverySize() {
    let elements = Self.rectangles.map { StructuringElement.rectangle(width: $0, height: $1) }
    #expect(Self.agreesAtEverySize(UInt8.self, elements, seed: 1) == nil)
    #expect(Self.agreesAtEverySize(UInt16.self, elements, seed: 2) == nil)
  }

  @Test func disksAgreeAtEverySize() {
    let elements = (0...15).map { StructuringElement.disk(radius: $0) }
    #expect(Self.agreesAtEverySize(UInt8.self, elements, seed: 3) == nil)
    #expect(Self.agreesAtEverySize(UInt16.self, elements, seed: 4) == nil)
  }

  @Test func largeImagesAgree() {
    var random = TestRandom(6)
    var scratch = Scratch()
    var (out8, out16) = (Image<UInt8>(), Image<UInt16>())
    let image8 = random.samples(UInt8.self, width: 1700, height: 25)
    let image16 = random.samples(UInt16.self, width: 830, height: 40)
    let elements: [StructuringElement] = [
      .rectangle(width: 3, height: 3), .rectangle(width: 31, height: 3),
      .rectangle(width: 5, height: 21), .disk(radius: 2), .disk(radius: 5),
    ]
    for element in elements {
      #expect(Self.difference(image8, element, &out8, &scratch) == nil)
      #expect(Self.difference(image16, element, &out16, &scratch) == nil)
    }
  }

  @Test func compoundOperatorsAreTheirParts() {
    var random = TestRandom(7)
    var scratch = Scratch()
    var out = Image<UInt8>.soiled(width: 7, height: 200)
    for height in [1, 2, 39, 40, 41, 97, 170] {
      for (width, element) in [
        (1, StructuringElement.rectangle(width: 3, height: 3)),
        (40, .rectangle(width: 2, height: 4)),
        (70, .rectangle(width: 1, height: 60)), (33, .rectangle(width: 14, height: 15)),
        (100, .disk(radius: 2)), (90, .disk(radius: 6)), (20, .disk(radius: 0)),
      ] {
        let source = random.image(width: width, height: height)
        let offsets = Self.offsets(element)
        let opened = source.eroded(by: offsets).dilated(by: offsets)
        let closed = source.dilated(by: offsets).eroded(by: offsets)
        out.assignOpened(source, by: element, scratch: &scratch)
        #expect(out == opened, "opening by \(element), \(width)x\(height)")
        out.assignClosed(source, by: element, scratch: &scratch)
        #expect(out == closed, "closing by \(element), \(width)x\(height)")
        out.assignWhiteTopHat(source, by: element, scratch: &scratch)
        #expect(out == source.saturatingDifference(opened), "\(element), \(width)x\(height)")
        out.assignBlackTopHat(source, by: element, scratch: &scratch)
        #expect(out == closed.saturatingDifference(source), "\(element), \(width)x\(height)")
      }
    }
    let source = random.samples(UInt16.self, width: 77, height: 55)
    let offsets = PixelGrid.disk(radius: 3)
    var out16 = Image<UInt16>()
    out16.assignWhiteTopHat(source, by: .disk(radius: 3), scratch: &scratch)
    let opened = source.eroded(by: offsets).dilated(by: offsets)
    #expect(out16 == source.saturatingDifference(opened))
  }

  @Test func regionGivesTheResultOfTheCroppedImage() {
    var random = TestRandom(8)
    var scratch = Scratch()
    var out = Image<UInt8>()
    let source = random.image(width: 150, height: 60)
    let elements: [StructuringElement] = [
      .rectangle(width: 3, height: 3), .rectangle(width: 21, height: 12), .disk(radius: 4),
    ]
    let boxes = [
      PixelBox(x1: 3, y1: 5, x2: 140, y2: 57), PixelBox(x1: -4, y1: -4, x2: 33, y2: 2),
      PixelBox(x1: 149, y1: 0, x2: 200, y2: 99), PixelBox(x1: 0, y1: 59, x2: 150, y2: 60),
    ]
    for element in elements {
      let offsets = Self.offsets(element)
      for box in boxes {
        let cropped = source.cropped(to: box)
        out.assignEroded(source, by: element, region: box, scratch: &scratch)
        #expect(out == cropped.eroded(by: offsets), "\(element), \(box)")
        out.assignClosed(source, by: element, region: box, scratch: &scratch)
        let closed = cropped.dilated(by: offsets).eroded(by: offsets)
        #expect(out == closed, "\(element), \(box)")
      }
    }
  }

  @Test func rectangleKernelKeepsToItsRowsAtAnyStride() {
    let forms = [
      (
        InstructionSet.baseline, KernelsBase.morphologyRectangle,
        KernelsBase.morphologyRectangleScratchBytes
      ),
      (.avx2, KernelsAVX2.morphologyRectangle, KernelsAVX2.morphologyRectangleScratchBytes),
      (.avx512, KernelsAVX512.morphologyRectangle, KernelsAVX512.morphologyRectangleScratchBytes),
    ]
    for (set, kernel, scratchBytes) in forms where set.isAvailable {
      for seed in 0..<UInt64(120) {
        var random = TestRandom(seed)
        let arena = GuardedArena(atEnd: seed % 2 == 0)
        let source = random.samples(
          UInt16.self, width: random.int(1...150), height: random.int(1...40))
        let (width, height) = (source.width, source.height)
        let element = Self.rectangles[random.int(0...(Self.rectangles.count - 1))]
        let (left, above) = (element.0 / 2, element.1 / 2)
        let (right, below) = (element.0 - 1 - left, element.1 - 1 - above)
        let rows = PlacedRows(source, gap: random.int(0...9), arena)
        let out = PlacedRows(source, gap: random.int(0...9), arena)
        let scratch = arena.place(
          [UInt8](
            repeating: 3, count: scratchBytes(width, height, height, 2, left, right, above, below)),
          before: 64, after: 64)
        kernel(
          rows.pointer, rows.stride, width, height, 0, 0, out.pointer, out.stride, left, right,
          above, below, scratch, seed % 4 < 2 ? 2 : 3)
        let offsets = Neighbourhood.rectangle(width: element.0, height: element.1)
        let expected = seed % 4 < 2 ? source.eroded(by: offsets) : source.dilated(by: offsets)
        #expect(out.image == expected, "\(set), case \(seed), \(element)")
        #expect(out.gapsAreUntouched, "\(set), case \(seed), \(element)")
        withExtendedLifetime(arena) {}
      }
    }
  }

  @Test func diskKernelKeepsToItsRowsAtAnyStride() {
    let forms = [
      (InstructionSet.baseline, KernelsBase.morphologyDisk, KernelsBase.morphologyDiskScratchBytes),
      (.avx2, KernelsAVX2.morphologyDisk, KernelsAVX2.morphologyDiskScratchBytes),
      (.avx512, KernelsAVX512.morphologyDisk, KernelsAVX512.morphologyDiskScratchBytes),
    ]
    for (set, kernel, scratchBytes) in forms where set.isAvailable {
      for seed in 0..<UInt64(120) {
        var random = TestRandom(seed)
        let arena = GuardedArena(atEnd: seed % 2 == 0)
        let source = random.samples(
          UInt8.self, width: random.int(1...150), height: random.int(1...40))
        let (width, height, radius) = (source.width, source.height, random.int(1...15))
        let rows = PlacedRows(source, gap: random.int(0...9), arena)
        let out = PlacedRows(source, gap: random.int(0...9), arena)
        let scratch = arena.place(
          [UInt8](repeating: 3, count: scratchBytes(width, radius)), before: 64, after: 64)
        kernel(
          rows.pointer, rows.stride, width, height, 0, 0, out.pointer, out.stride, radius, scratch,
          seed % 4 < 2 ? 0 : 1)
        let offsets = PixelGrid.disk(radius: radius)
        let expected = seed % 4 < 2 ? source.eroded(by: offsets) : source.dilated(by: offsets)
        #expect(out.image == expected, "\(set), case \(seed), radius \(radius)")
        #expect(out.gapsAreUntouched, "\(set), case \(seed), radius \(radius)")
        withExtendedLifetime(arena) {}
      }
    }
  }
}

extension TestRandom {
  /// An image of noise.
  fileprivate mutating func samples<Sample: PixelSample & FixedWidthInteger>(
    _ type: Sample.Type, width: Int, height: Int
  ) -> Image<Sample> {
    Image(
      width: width, height: height,
      samples: (0..<(width * height)).map { _ in Sample(truncatingIfNeeded: next()) })
  }
}

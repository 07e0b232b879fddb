import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct MedianTests {
  private static func median(
    _ size: Int, _ out: inout Image<UInt8>, _ source: Image<UInt8>, region: PixelBox? = nil,
    _ scratch: inout Scratch
  ) {
    if size == 3 {
      out.assignMedian3(source, region: region, scratch: &scratch)
    } else {
      out.assignMedian5(source, region: region, scratch: &scratch)
    }
  }

  @Test(arguments: [3, 5]) func agreesWithSortingAtEverySize(size: Int) {
    var random = TestRandom(UInt64(size))
    var scratch = Scratch()
    var out = Image<UInt8>.soiled(width: 9, height: 9)
    let small = (1...9).flatMap { w in (1...9).map { (w, $0) } }
    let wide = (1...140).map { ($0, random.int(1...4)) }
    let tall = (1...60).map { (random.int(1...40), $0) }
    for (width, height) in (small + wide + tall + [(300, 70)]).shuffled(using: &random) {
      let source = random.image(width: width, height: height)
      Self.median(size, &out, source, &scratch)
      guard out == source.median(size: size) else {
        Issue.record("\(width)x\(height)")
        return
      }
    }
  }

  /// A network of minima and maxima sorts every input where it sorts zeros and ones.
  @Test(arguments: [3, 5]) func agreesWithSortingOfZerosAndOnes(size: Int) {
    var random = TestRandom(UInt64(size) + 10)
    var scratch = Scratch()
    var out = Image<UInt8>()
    for density in stride(from: 0.35, through: 0.65, by: 0.01) {
      let grid = random.noise(width: 200, height: 50, density: density)
      let source = Image<UInt8>(
        width: 200, height: 50, samples: grid.pixels.map { $0 ? 200 : 7 })
      Self.median(size, &out, source, &scratch)
      #expect(out == source.median(size: size))
    }
  }

  @Test(arguments: [3, 5]) func regionGivesTheResultOfTheCroppedImage(size: Int) {
    var random = TestRandom(5)
    var scratch = Scratch()
    var out = Image<UInt8>()
    let source = random.image(width: 150, height: 40)
    let boxes = [
      PixelBox(x1: 3, y1: 5, x2: 140, y2: 37), PixelBox(x1: -4, y1: -4, x2: 33, y2: 2),
      PixelBox(x1: 149, y1: 0, x2: 200, y2: 99), PixelBox(x1: 0, y1: 39, x2: 150, y2: 40),
    ]
    for box in boxes {
      Self.median(size, &out, source, region: box, &scratch)
      #expect(out == source.cropped(to: box).median(size: size), "\(box)")
    }
  }

  @Test func singlePixelsVanishAndEdgesStay() {
    var scratch = Scratch()
    var out = Image<UInt8>()
    var source = Image<UInt8>(width: 40, height: 6)
    for y in 0..<6 {
      for x in 20..<40 { source[x, y] = 90 }
    }
    let clean = source
    source[7, 3] = 255
    source[0, 0] = 255
    source[30, 4] = 0
    out.assignMedian3(source, scratch: &scratch)
    #expect(out == clean)
    out.assignMedian5(source, scratch: &scratch)
    #expect(out == clean)
  }

  @Test func kernelsKeepToTheirRowsAtAnyStride() {
    typealias Kernel = (
      UnsafePointer<UInt8>, Int, Int, Int, UnsafeMutablePointer<UInt8>, Int, UnsafeMutableRawPointer
    ) -> Void
    let forms: [(InstructionSet, Int, Kernel, Int)] = [
      (.baseline, 3, KernelsBase.median3, KernelsBase.median3ScratchBytes()),
      (.avx2, 3, KernelsAVX2.median3, KernelsAVX2.median3ScratchBytes()),
      (.avx512, 3, KernelsAVX512.median3, KernelsAVX512.median3ScratchBytes()),
      (.baseline, 5, KernelsBase.median5, KernelsBase.median5ScratchBytes()),
      (.avx2, 5, KernelsAVX2.median5, KernelsAVX2.median5ScratchBytes()),
      (.avx512, 5, KernelsAVX512.median5, KernelsAVX512.median5ScratchBytes()),
    ]
    for (set, size, kernel, bytes) in forms where set.isAvailable {
      for seed in 0..<UInt64(60) {
        var random = TestRandom(seed)
        let arena = GuardedArena(atEnd: seed % 2 == 0)
        let source = random.image(width: random.int(1...150), height: random.int(1...40))
        let rows = PlacedRows(source, gap: random.int(0...9), arena)
        let out = PlacedRows(source, gap: random.int(0...9), arena)
        let scratch = arena.place([UInt8](repeating: 3, count: bytes))
        kernel(
          rows.pointer, rows.stride, source.width, source.height, out.pointer, out.stride, scratch)
        #expect(out.image == source.median(size: size), "\(set), case \(seed)")
        #expect(out.gapsAreUntouched, "\(set), case \(seed)")
        withExtendedLifetime(arena) {}
      }
    }
  }
}

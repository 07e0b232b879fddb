import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

struct LookUpTableTests {
  @Test func everyLevelIsLookedUpForEverySize() {
    var random = TestRandom(1)
    let table = LookUpTable((0..<256).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    var out = Image<UInt8>()
    for size in telltaleSizes {
      let image = Image<UInt8>.random(
        width: size.width, height: size.height, channels: 3, using: &random)
      out.assignLookUp(image, table)
      let expected = PixelwiseReference.map(image) { table.entries[Int(image[$0, $1, $2])] }
      #expect(out == expected, "\(size)")
      var inPlace = image
      inPlace.formLookUp(table)
      #expect(inPlace == expected, "\(size)")
    }
    let all = Image<UInt8>(width: 256, height: 1, samples: (0..<256).map { UInt8($0) })
    out.assignLookUp(all, table)
    #expect(out.samples == table.entries)
  }

  @Test func gammaKeepsTheEndsAndOneChangesNothing() {
    #expect(LookUpTable.gamma(1).entries == (0..<256).map { UInt8($0) })
    for exponent in [0.3, 0.45, 2.2] {
      let entries = LookUpTable.gamma(exponent).entries
      #expect(entries[0] == 0 && entries[255] == 255)
      #expect(zip(entries, entries.dropFirst()).allSatisfy { $0 <= $1 })
    }
    // 255 (64 / 255)^0.5 = 127.75
    #expect(LookUpTable.gamma(0.5).entries[64] == 128)
  }

  @Test func aRegionGivesWhatTheCroppedImageGives() {
    var random = TestRandom(2)
    let image = Image<UInt8>.random(width: 150, height: 20, using: &random)
    let table = LookUpTable { 255 - $0 }
    var (out, other) = (Image<UInt8>(), Image<UInt8>())
    for box in oddRegions {
      out.assignLookUp(image, table, region: box)
      other.assignLookUp(image.cropped(to: box), table)
      #expect(out == other, "\(box)")
    }
  }

  @Test(arguments: Fence.allCases) func everyFormStaysWithinItsRows(_ fence: Fence) {
    var random = TestRandom(3)
    let forms = kernelForms(KernelsBase.lookUp, KernelsAVX2.lookUp, KernelsAVX512.lookUp)
    let table = FencedSamples(
      (0..<256).map { _ in UInt8(truncatingIfNeeded: random.next()) }, fence)
    for width in 1...140 {
      for form in forms {
        let a = Plane<UInt8>(width, 2, gap: 1, fence, &random)
        let out = Plane<UInt8>(width, 2, gap: 6, fence, &random)
        let before = out.gaps
        form(a.pointer, a.stride, width, 2, table.pointer, out.pointer, out.stride)
        let image = a.image
        #expect(
          out.image == PixelwiseReference.map(image) { table.pointer[Int(image[$0, $1, $2])] })
        #expect(out.gaps == before)
      }
    }
  }
}

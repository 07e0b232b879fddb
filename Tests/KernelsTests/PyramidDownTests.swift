import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct PyramidDownTests {
  @Test func everySecondPixelOfTheSmoothedImageRemains() {
    checkFilter({ $0.assignPyramidDown($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt8>) in image.referencePyramidDown()
    }
  }

  @Test func oddSizesAreRoundedUp() {
    var out = Image<UInt8>()
    var scratch = Scratch()
    out.assignPyramidDown(Image(width: 101, height: 7), scratch: &scratch)
    #expect(out.size == PixelSize(width: 51, height: 4))
  }

  @Test func everyFormStaysInBoundsAndAgrees() {
    checkForms(
      availableForms(KernelsBase.pyramidDown, KernelsAVX2.pyramidDown, KernelsAVX512.pyramidDown),
      filler: 0xa5,
      scale: { PixelSize(width: ($0.width + 1) / 2, height: ($0.height + 1) / 2) },
      scratchBytes: { ($0 + 256) * 8 + 4096 }
    ) { (image: Image<UInt8>) in image.referencePyramidDown() }
  }
}

import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

@Suite struct GaussianTests {
  @Test func gaussian3IsTheRoundedWeightedSum() {
    checkFilter({ $0.assignGaussian3($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt8>) in image.referenceSmoothed([1, 2, 1])
    }
  }

  @Test func gaussian5IsTheRoundedWeightedSum() {
    checkFilter({ $0.assignGaussian5($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt8>) in image.referenceSmoothed([1, 4, 6, 4, 1])
    }
  }

  @Test func gaussian7IsTheRoundedWeightedSum() {
    checkFilter({ $0.assignGaussian7($1, region: $2, scratch: &$3) }) {
      (image: Image<UInt8>) in image.referenceSmoothed([2, 7, 14, 18, 14, 7, 2])
    }
  }

  @Test func everyFormOfGaussian3StaysInBoundsAndAgrees() {
    checkForms(
      availableForms(KernelsBase.gaussian3, KernelsAVX2.gaussian3, KernelsAVX512.gaussian3),
      filler: 0xa5, scratchBytes: { ($0 + 256) * 8 + 4096 }
    ) { (image: Image<UInt8>) in image.referenceSmoothed([1, 2, 1]) }
  }

  @Test func everyFormOfGaussian5StaysInBoundsAndAgrees() {
    checkForms(
      availableForms(KernelsBase.gaussian5, KernelsAVX2.gaussian5, KernelsAVX512.gaussian5),
      filler: 0xa5, scratchBytes: { ($0 + 256) * 12 + 4096 }
    ) { (image: Image<UInt8>) in image.referenceSmoothed([1, 4, 6, 4, 1]) }
  }

  @Test func everyFormOfGaussian7StaysInBoundsAndAgrees() {
    checkForms(
      availableForms(KernelsBase.gaussian7, KernelsAVX2.gaussian7, KernelsAVX512.gaussian7),
      filler: 0xa5, scratchBytes: { ($0 + 256) * 8 + 4096 }
    ) { (image: Image<UInt8>) in image.referenceSmoothed([2, 7, 14, 18, 14, 7, 2]) }
  }
}

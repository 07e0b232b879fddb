import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels
import TestSupport
import Testing

private func derivative(_ image: Image<UInt8>, _ isAcross: Bool, _ side: Int, _ centre: Int)
  -> Image<Int16>
{
  Image(
    width: image.width, height: image.height,
    samples: image.referenceDerivative(isAcross: isAcross, side: side, centre: centre).map {
      Int16($0)
    })
}

private func gradientSum(_ image: Image<UInt8>) -> Image<Int16> {
  let dx = image.referenceDerivative(isAcross: true, side: 1, centre: 2)
  let dy = image.referenceDerivative(isAcross: false, side: 1, centre: 2)
  return Image(
    width: image.width, height: image.height,
    samples: zip(dx, dy).map { Int16(abs($0) + abs($1)) })
}

private func gradientLength(_ image: Image<UInt8>) -> Image<Float> {
  let dx = image.referenceDerivative(isAcross: true, side: 1, centre: 2)
  let dy = image.referenceDerivative(isAcross: false, side: 1, centre: 2)
  return Image(
    width: image.width, height: image.height,
    samples: zip(dx, dy).map { Float($0 * $0 + $1 * $1).squareRoot() })
}

@Suite struct SobelTests {
  @Test(arguments: DerivativeAxis.allCases)
  func sobelIsTheWeightedDifference(axis: DerivativeAxis) {
    checkFilter({ $0.assignSobel($1, along: axis, region: $2, scratch: &$3) }) {
      derivative($0, axis == .across, 1, 2)
    }
  }

  @Test(arguments: DerivativeAxis.allCases)
  func scharrIsTheWeightedDifference(axis: DerivativeAxis) {
    checkFilter({ $0.assignScharr($1, along: axis, region: $2, scratch: &$3) }) {
      derivative($0, axis == .across, 3, 10)
    }
  }

  @Test func gradientSumIsTheSumOfAbsoluteDerivatives() {
    checkFilter({ $0.assignGradientSum($1, region: $2, scratch: &$3) }, gradientSum)
  }

  @Test func gradientLengthIsTheCorrectlyRoundedRoot() {
    checkFilter({ $0.assignGradientLength($1, region: $2, scratch: &$3) }, gradientLength)
  }

  @Test func aRampHasTheSlopeOfItsAxisOnly() {
    let ramp = Image<UInt8>(
      width: 20, height: 9, samples: (0..<180).map { UInt8(3 * ($0 % 20)) })
    var out = Image<Int16>()
    var scratch = Scratch()
    out.assignSobel(ramp, along: .across, scratch: &scratch)
    #expect(out[5, 4] == 8 * 3)
    out.assignScharr(ramp, along: .across, scratch: &scratch)
    #expect(out[5, 4] == 32 * 3)
    out.assignSobel(ramp, along: .down, scratch: &scratch)
    #expect(out[5, 4] == 0)
  }

  @Test func everyFormOfTheDerivativesStaysInBoundsAndAgrees() {
    let bytes = { (width: Int) in (width + 256) * 8 + 4096 }
    checkForms(
      availableForms(KernelsBase.sobelAcross, KernelsAVX2.sobelAcross, KernelsAVX512.sobelAcross),
      filler: -7, scratchBytes: bytes
    ) { derivative($0, true, 1, 2) }
    checkForms(
      availableForms(KernelsBase.sobelDown, KernelsAVX2.sobelDown, KernelsAVX512.sobelDown),
      filler: -7, scratchBytes: bytes
    ) { derivative($0, false, 1, 2) }
    checkForms(
      availableForms(
        KernelsBase.scharrAcross, KernelsAVX2.scharrAcross, KernelsAVX512.scharrAcross),
      filler: -7, scratchBytes: bytes
    ) { derivative($0, true, 3, 10) }
    checkForms(
      availableForms(KernelsBase.scharrDown, KernelsAVX2.scharrDown, KernelsAVX512.scharrDown),
      filler: -7, scratchBytes: bytes
    ) { derivative($0, false, 3, 10) }
  }

  @Test func everyFormOfTheMagnitudesStaysInBoundsAndAgrees() {
    checkForms(
      availableForms(KernelsBase.gradientSum, KernelsAVX2.gradientSum, KernelsAVX512.gradientSum),
      filler: -7, scratchBytes: { ($0 + 256) * 12 + 4096 }, gradientSum)
    checkForms(
      availableForms(
        KernelsBase.gradientLength, KernelsAVX2.gradientLength, KernelsAVX512.gradientLength),
      filler: -7, scratchBytes: { ($0 + 256) * 16 + 4096 }, gradientLength)
  }
}

import Pixels
import TestSupport
import Testing

@testable import Comparison

@Suite struct ToneFitTests {
  @Test(arguments: [(1.0, 1.0, 0.0), (0.87, 1.2, 6), (1.15, 0.8, -4)])
  func findsGainOffsetAndGamma(_ gamma: Double, _ gain: Double, _ offset: Double) {
    var wanted = ToneCurve()
    (wanted.gamma, wanted.gain, wanted.offset) = (gamma, gain, offset)
    var fit = ToneFit()
    for level in stride(from: 10, through: 200, by: 5) {
      for _ in 0..<20 { fit.add(Float(level), Float(wanted.value(Double(level)))) }
    }
    let curve = fit.curve(near: ToneCurve())
    for level in stride(from: 10.0, through: 200, by: 10) {
      #expect(abs(curve.value(level) - wanted.value(level)) < 1.5)
    }
  }

  @Test func noiseDoesNotMakeCurvesFlat() {
    // Nearly all places are dark and noisy, as in the blue of a green board.
    var wanted = ToneCurve()
    wanted.gain = 0.85
    var random = TestRandom(5)
    var fit = ToneFit()
    for k in 0..<3000 {
      let level = Double(4 + k % 20)
      let noise = Double(random.int(-40...40) + random.int(-40...40)) / 10
      fit.add(Float(max(0, level + noise)), Float(wanted.value(level)))
    }
    for k in 0..<6 { fit.add(Float(70 + 4 * k), Float(wanted.value(Double(70 + 4 * k)))) }
    let curve = fit.curve(near: ToneCurve())
    #expect(abs(curve.value(80) - wanted.value(80)) < 3)
    #expect(abs(curve.value(20) - wanted.value(20)) < 1.5)
  }

  @Test func followsTheExpectedCurveWhereNothingIsCovered() {
    var expected = ToneCurve()
    (expected.gamma, expected.gain) = (0.9, 1.1)
    var fit = ToneFit()
    #expect(fit.curve(near: expected) == expected)
    for level in 20...40 { fit.add(Float(level), Float(expected.value(Double(level)))) }
    let curve = fit.curve(near: expected)
    for level in [100.0, 180, 250] {
      #expect(abs(curve.value(level) / expected.value(level) - 1) < 0.05)
    }
    fit.reset()
    #expect(fit.curve(near: expected) == expected)
  }
}

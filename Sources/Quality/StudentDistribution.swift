/// Student's t distribution with `degrees` of freedom, above 0.
struct StudentDistribution {
  let degrees: Double

  init(degrees: Double) {
    precondition(degrees > 0, "t with \(degrees) degrees of freedom")
    self.degrees = degrees
  }

  /// The value that is exceeded in magnitude with probability `tails`, strictly between 0 and 1.
  ///
  /// ν/(ν + t²) is distributed as Beta(ν/2, 1/2), DLMF 8.17 (https://dlmf.nist.gov/8.17).
  func magnitude(exceededWith tails: Double) -> Double {
    precondition(tails > 0 && tails < 1, "a probability of \(tails)")
    let x = BetaDistribution(a: degrees / 2, b: 0.5).quantile(tails)
    return (degrees * (1 - x) / x).squareRoot()
  }

  /// The probability of lying as far from 0 as `t` or farther, on either side.
  func bothTails(_ t: Double) -> Double {
    guard t.isFinite else { return 0 }
    return BetaDistribution(a: degrees / 2, b: 0.5).probability(
      upTo: degrees / (degrees + t * t))
  }
}

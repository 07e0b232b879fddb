import Testing

@testable import Quality

struct KappaTests {
  private func expand(_ table: [[Int]]) -> (a: [Int], b: [Int]) {
    var (a, b): ([Int], [Int]) = ([], [])
    for (i, row) in table.enumerated() {
      for (j, count) in row.enumerated() {
        a += Array(repeating: i, count: count)
        b += Array(repeating: j, count: count)
      }
    }
    return (a, b)
  }

  // AIAG, MSA, 4th edition, 2010, chapter III section C: the cross-tabulations of the appraisers A
  // and B, and of A, B and C with the reference, and the kappas that the manual gives for them.
  @Test(arguments: [
    ([[44, 6], [3, 97]], 0.86), ([[45, 5], [3, 97]], 0.88), ([[45, 2], [3, 100]], 0.92),
    ([[42, 9], [6, 93]], 0.77),
  ])
  func cohensKappaIsThatOfTheManual(table: [[Int]], expected: Double) throws {
    let (a, b) = expand(table)
    let kappa = try #require(Kappa.cohen(a, b))
    #expect((kappa - expected).magnitude <= 0.005)
    #expect(Kappa.cohen(b, a) == kappa)
  }

  // The example of 10 subjects, 14 ratings and 5 categories with κ = 0.210 of
  // https://en.wikipedia.org/wiki/Fleiss%27_kappa.
  @Test func fleissKappaIsThatOfThePublishedExample() throws {
    let counts = [
      [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]
    let ratings = counts.map { row in
      row.enumerated().flatMap { Array(repeating: $0, count: $1) }
    }
    let kappa = try #require(Kappa.fleiss(ratings))
    #expect((kappa - 0.210).magnitude <= 0.0005)
    #expect(Kappa.fleiss(ratings.map { $0.reversed() }) == kappa)
  }

  @Test func fullAgreementIsOneAndNoChoiceIsNothing() {
    #expect(Kappa.cohen(["pass", "fail"], ["pass", "fail"]) == 1)
    #expect(Kappa.fleiss([["pass", "pass"], ["fail", "fail"]]) == 1)
    #expect(Kappa.cohen(["pass", "pass"], ["pass", "pass"]) == nil)
    #expect(Kappa.cohen([Int](), []) == nil)
    #expect(Kappa.fleiss([["pass", "pass"], ["pass", "pass"]]) == nil)
    #expect(Kappa.fleiss([["pass"], ["fail"]]) == nil)
    #expect(Kappa.cohen([0, 1], [1, 0]) == -1)
  }
}

/// Agreement beyond chance: 1 where all agree, 0 where they agree as often as chance would have it,
/// below 0 where less often.
public enum Kappa {
  /// Cohen's kappa of two raters: (p₀ − pₑ) / (1 − pₑ), where p₀ is the share of subjects on which
  /// they agree and pₑ = Σ aᵢ bᵢ over the categories, the agreement to be expected from how often
  /// each rater uses each category (J. Cohen, "A coefficient of agreement for nominal scales",
  /// Educational and Psychological Measurement 20, 1960, doi:10.1177/001316446002000104).
  ///
  /// `nil` where there are no subjects, or both raters always used the one same category, so that
  /// chance could not have done otherwise. Traps where the raters judged different numbers.
  public static func cohen<Category: Hashable>(_ a: [Category], _ b: [Category]) -> Double? {
    precondition(a.count == b.count, "raters of \(a.count) and \(b.count) subjects")
    guard !a.isEmpty else { return nil }
    let n = Double(a.count)
    let agreed = Double(zip(a, b).count { $0 == $1 }) / n
    var counts: [Category: (a: Int, b: Int)] = [:]
    for category in a { counts[category, default: (0, 0)].a += 1 }
    for category in b { counts[category, default: (0, 0)].b += 1 }
    // Products of counts are exact, so that the order of the categories does not matter.
    let products = counts.values.reduce(0) { $0 + $1.a * $1.b }
    guard products < a.count * a.count else { return nil }
    let expected = Double(products) / (n * n)
    return (agreed - expected) / (1 - expected)
  }

  /// Fleiss' kappa of any number of ratings of each subject, the same number for all:
  /// (P̄ − P̄ₑ) / (1 − P̄ₑ), where P̄ is the mean over the subjects of the share of pairs of ratings
  /// that agree and P̄ₑ = Σ pⱼ², pⱼ the share of all ratings in category j (J. L. Fleiss, "Measuring
  /// nominal scale agreement among many raters", Psychological Bulletin 76, 1971,
  /// doi:10.1037/h0031619).
  ///
  /// `ratings` has for each subject its ratings, in any order. `nil` where there are no subjects, fewer
  /// than 2 ratings of each, or only one category was ever used. Traps where the subjects have different numbers of ratings.
  public static func fleiss<Category: Hashable>(_ ratings: [[Category]]) -> Double? {
    guard let n = ratings.first?.count, n >= 2 else { return nil }
    precondition(
      ratings.allSatisfy { $0.count == n }, "subjects with different numbers of ratings")
    var totals: [Category: Int] = [:]
    var pairs = 0
    for subject in ratings {
      var counts: [Category: Int] = [:]
      for category in subject { counts[category, default: 0] += 1 }
      for (category, count) in counts {
        totals[category, default: 0] += count
        pairs += count * (count - 1)
      }
    }
    guard totals.count > 1 else { return nil }
    let subjects = Double(ratings.count)
    let agreed = Double(pairs) / (subjects * Double(n * (n - 1)))
    let all = subjects * Double(n)
    let expected = Double(totals.values.reduce(0) { $0 + $1 * $1 }) / (all * all)
    return (agreed - expected) / (1 - expected)
  }
}

import Decision
import Wording

/// What led to a candidate as rows of words, numbers and bars. Each bar is a drawing of its own, so
/// that the words stay readable on a phone.
enum ExplanationBars {
  /// The numbers of a rule, each on a scale of its own with its limit marked.
  static func html(_ facts: [ExplanationPhrases.Fact]) -> String {
    let rows = facts.map { fact in
      let bar = """
        <path class="track" d="M0 5H100"/>\
        <rect class="bar" y="1" width="\(coordinate(fact.position * 100))" height="8"/>\
        <path class="limit" d="M\(coordinate(fact.limit * 100)) 0V10"/>
        """
      return """
        <li><span class="what">\(escaped(fact.name))</span>\(svg(bar, viewBox: "0 0 100 10"))\
        <span class="amount">\(escaped(fact.value))</span></li>

        """
    }
    return "<ol class=\"bars rule\">\n\(rows.joined())</ol>\n"
  }

  /// The terms of a score, to the right of the middle what speaks for a defect; `total` is their
  /// sum, and `odds` says what it means.
  static func html(
    _ terms: [ExplanationPhrases.Term], total: Int, odds: String, words: Words
  ) -> String {
    let largest = max(1, terms.map(\.thousandths.magnitude).max() ?? 1)
    let rows = terms.map { term in
      let length = Double(term.thousandths.magnitude) / Double(largest) * 100
      let isFor = term.thousandths >= 0
      let bar = """
        <path class="track" d="M0 0V10"/>\
        <rect class="\(isFor ? "for" : "against")" x="\(isFor ? "0" : "-" + coordinate(length))" \
        y="1" width="\(coordinate(length))" height="8"/>
        """
      let measured =
        term.name.map {
          "<code>\(escaped($0)) = \(escaped(term.value ?? "–"))</code>"
        } ?? ""
      return """
        <li><span class="what">\(escaped(term.meaning))\(measured)</span>\
        \(svg(bar, viewBox: "-100 0 200 10"))\
        <span class="amount">\(ExplanationPhrases.amount(term.thousandths))</span></li>

        """
    }
    return """
      <ol class="bars sum-of">
      \(rows.joined())<li class="total"><span class="what">\(escaped(words.text(.explainInAll, ["odds": odds])))</span>\
      <span class="amount">\(ExplanationPhrases.amount(total))</span></li>
      </ol>

      """
  }

  private static func svg(_ content: String, viewBox: String) -> String {
    """
    <svg viewBox="\(viewBox)" preserveAspectRatio="none" aria-hidden="true">\(content)</svg>
    """
  }

  private static func coordinate(_ value: Double) -> String {
    fixedPoint(max(0, min(100, value)), places: 2) ?? "0"
  }
}

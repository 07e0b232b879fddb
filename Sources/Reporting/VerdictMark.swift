import Decision
import Wording

/// A verdict as shape, word and colour: each alone tells verdicts apart, so that it works for the
/// colour-blind, on a gray printer, and for screen readers.
package enum VerdictMark {
  /// The shapes, once in the page: a disc with a check, an octagon with a cross, a triangle with an
  /// exclamation mark, a dashed square with a question mark; and the plate behind box labels, which
  /// as a filter fits the text whatever the font.
  package static let symbols = """
    <svg width="0" height="0" aria-hidden="true" class="symbols">
    <symbol id="i-pass" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="currentColor"/>\
    <path d="M5.8 10.4l2.9 2.9 5.6-6.2" class="ink"/></symbol>
    <symbol id="i-fail" viewBox="0 0 20 20">\
    <path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" fill="currentColor"/>\
    <path d="M6.7 6.7l6.6 6.6M13.3 6.7l-6.6 6.6" class="ink"/></symbol>
    <symbol id="i-review" viewBox="0 0 20 20">\
    <path d="M10 1.5l9 16.5H1z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/>\
    <path d="M10 7v5.2M10 14.9v.4" class="ink"/></symbol>
    <symbol id="i-uninspectable" viewBox="0 0 20 20">\
    <rect x="2" y="2" width="16" height="16" rx="1.5" fill="none" stroke="currentColor" \
    stroke-width="2" stroke-dasharray="3.2 2.2"/>\
    <path d="M7.4 7.9c0-1.6 1.1-2.5 2.6-2.5s2.7.9 2.7 2.4c0 1.9-2.5 2-2.5 4M10.1 14.5v.4" \
    fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></symbol>
    <filter id="plate" x="-.03" y="-.02" width="1.06" height="1.06">\
    <feFlood flood-color="#111" flood-opacity=".82"/>\
    <feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge></filter>
    </svg>

    """

  static func shape(_ verdict: Verdict) -> String {
    "<svg class=\"shape\" aria-hidden=\"true\"><use href=\"#i-\(verdict.rawValue)\"/></svg>"
  }

  static func html(_ verdict: Verdict, words: Words) -> String {
    "<span class=\"mark \(verdict.rawValue)\">\(shape(verdict))"
      + "\(escaped(words.name(of: verdict)))</span>"
  }
}

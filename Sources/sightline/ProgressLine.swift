import Decision
import Foundation
import Reporting
import Wording

/// Shows on standard error how far a run is: one line that is drawn again and again on a terminal,
/// a new line every few seconds elsewhere.
struct ProgressLine {
  private let total: Int
  private let words: Words
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var isDrawn = false

  private static let barWidth = 20

  /// Nothing is shown before the first ``update(_:)``.
  init(total: Int, words: Words) {
    self.total = total
    self.words = words
    let kind = ProcessInfo.processInfo.environment["TERM"]
    isTerminal = isatty(STDERR_FILENO) == 1 && kind != nil && kind != "dumb"
  }

  /// Shows `tally`, unless something was shown a moment ago.
  mutating func update(_ tally: RunTally) {
    let now = ContinuousClock.now
    let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
    guard now - (lastShown ?? start) >= pause else { return }
    lastShown = now
    let seconds = (now - start) / .seconds(1)
    if isTerminal {
      draw(bar(tally, seconds: seconds))
    } else {
      Console.error(line(tally, seconds: seconds))
    }
  }

  /// Takes the line away, so that something else can be written; the next update draws it again.
  mutating func erase() {
    guard isDrawn else { return }
    Console.write("\r\u{1b}[K", to: STDERR_FILENO)
    isDrawn = false
    lastShown = nil
  }

  private mutating func draw(_ text: String) {
    // A line that wraps could not be drawn over.
    let columns = Console.columns(of: STDERR_FILENO) ?? 80
    Console.write(
      "\r" + TerminalText.cutAtEnd(text, to: max(1, columns - 1)) + "\u{1b}[K", to: STDERR_FILENO)
    isDrawn = true
  }

  /// `[####----]  412/999  fail 38  review 3  298.4/s  2 s left`.
  private func bar(_ tally: RunTally, seconds: Double) -> String {
    let done = tally.total
    let filled = total > 0 ? done * Self.barWidth / total : 0
    let bar =
      String(repeating: "#", count: filled)
      + String(repeating: "-", count: Self.barWidth - filled)
    var parts = ["[\(bar)]", "\(done)/\(total)"]
    parts += counts(tally).map { "\($0.name) \($0.count)" }
    parts.append(words.text(.sayPerSecond, ["rate": rate(done, seconds)]))
    if let left = left(done, seconds) { parts.append(words.text(.sayLeft, ["time": left])) }
    return parts.joined(separator: "  ")
  }

  /// `412 of 999 inspected: 38 fail, 3 review; 298.4 images/s, 2 s left`.
  private func line(_ tally: RunTally, seconds: Double) -> String {
    let done = tally.total
    let found = counts(tally).map { words.counted(.sayCount, $0.count, ["what": $0.name]) }
    var text = words.text(.sayProgress, ["done": "\(done)", "total": "\(total)"])
    if !found.isEmpty {
      text = words.text(.sentencePair, ["label": text, "value": words.list(found)])
    }
    text = words.text(.sayProgressRate, ["progress": text, "rate": rate(done, seconds)])
    guard let left = left(done, seconds) else { return text }
    return words.text(.sayProgressLeft, ["progress": text, "time": left])
  }

  private func counts(_ tally: RunTally) -> [(name: String, count: Int)] {
    [Verdict.fail, .review, .uninspectable]
      .map { (words.term(for: $0), tally.count(of: $0)) }.filter { $0.1 > 0 }
  }

  private func rate(_ done: Int, _ seconds: Double) -> String {
    String(format: "%.1f", seconds > 0 ? Double(done) / seconds : 0)
  }

  private func left(_ done: Int, _ seconds: Double) -> String? {
    guard done > 0, done < total else { return nil }
    return Console.duration(seconds * Double(total - done) / Double(done), words)
  }
}

import Decision
import Foundation
import Reporting

/// Shows on standard error how far a run is: one line that is drawn again and again on a terminal,
/// a new line every few seconds elsewhere.
struct ProgressLine {
  private let total: Int
  private let isTerminal: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var isDrawn = false

  private static let barWidth = 20

  /// Nothing is shown before the first ``update(_:)``.
  init(total: Int) {
    self.total = total
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
      draw(Self.bar(tally, total: total, seconds: seconds))
    } else {
      Console.error(Self.line(tally, total: total, seconds: seconds))
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
    Console.write("\r" + text.prefix(max(0, columns - 1)) + "\u{1b}[K", to: STDERR_FILENO)
    isDrawn = true
  }

  /// `[####----]  412/999  fail 38  review 3  298.4/s  2 s left`.
  static func bar(_ tally: RunTally, total: Int, seconds: Double) -> String {
    let done = tally.total
    let filled = total > 0 ? done * barWidth / total : 0
    let bar =
      String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled)
    return "[\(bar)]  \(done)/\(total)" + counts(tally).map { "  \($0.name) \($0.count)" }.joined()
      + "  \(rate(done, seconds))/s" + left(done, total, seconds).map { "  \($0) left" }.joined()
  }

  /// `412 of 999 inspected: 38 fail, 3 review; 298.4 images/s, 2 s left`.
  static func line(_ tally: RunTally, total: Int, seconds: Double) -> String {
    let done = tally.total
    let found = counts(tally).map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return "\(done) of \(total) inspected" + (found.isEmpty ? "" : ": \(found)")
      + "; \(rate(done, seconds)) images/s"
      + left(done, total, seconds).map { ", \($0) left" }.joined()
  }

  private static func counts(_ tally: RunTally) -> [(name: String, count: Int)] {
    [Verdict.fail, .review, .uninspectable].map { ($0.rawValue, tally.count(of: $0)) }
      .filter { $0.1 > 0 }
  }

  private static func rate(_ done: Int, _ seconds: Double) -> String {
    String(format: "%.1f", seconds > 0 ? Double(done) / seconds : 0)
  }

  private static func left(_ done: Int, _ total: Int, _ seconds: Double) -> [String] {
    guard done > 0, done < total else { return [] }
    return [Console.duration(seconds * Double(total - done) / Double(done))]
  }
}

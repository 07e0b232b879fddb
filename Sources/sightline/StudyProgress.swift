import Foundation
import Reporting
import Wording

/// Shows on standard error how far a study is: one line that is drawn again and again on a terminal,
/// a new line every few seconds elsewhere.
struct StudyProgress {
  private let isTerminal: Bool
  private let words: Words
  private var lastShown = ContinuousClock.now

  init(_ words: Words) {
    self.words = words
    let kind = ProcessInfo.processInfo.environment["TERM"]
    isTerminal = isatty(STDERR_FILENO) == 1 && kind != nil && kind != "dumb"
  }

  /// Shows that `done` of `total` images are inspected, of the piece of work that `name` names, unless
  /// something was shown a moment ago.
  mutating func update(_ name: String, _ done: Int, of total: Int) {
    let now = ContinuousClock.now
    guard now - lastShown >= (isTerminal ? .milliseconds(100) : .seconds(5)) else { return }
    lastShown = now
    let count = words.text(.sayDone, ["done": "\(done)", "total": "\(total)"])
    let text =
      name.isEmpty ? count : words.text(.sentencePair, ["label": name, "value": count])
    if isTerminal {
      let columns = Console.columns(of: STDERR_FILENO) ?? 80
      Console.write(
        "\r" + TerminalText.cutAtEnd(text, to: max(1, columns - 1)) + "\u{1b}[K",
        to: STDERR_FILENO)
    } else {
      Console.error(text)
    }
  }

  /// Takes the line away.
  func erase() {
    if isTerminal { Console.write("\r\u{1b}[K", to: STDERR_FILENO) }
  }
}

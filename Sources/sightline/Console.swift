import Foundation
import Wording

/// Writing for people. What cannot be written because nobody reads along is lost without a stir: an
/// inspection goes on when a terminal is closed.
enum Console {
  /// A line on standard output.
  static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// A line on standard error.
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// `text`, at once and without buffering.
  static func write(_ text: String, to file: Int32) {
    Array(text.utf8).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var done = 0
      while done < bytes.count {
        let count = Foundation.write(file, base + done, bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        done += count
      }
    }
  }

  /// The width of the terminal at `file`; `nil` where that cannot be told.
  static func columns(of file: Int32) -> Int? {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// `seconds` as `4 s`, `3 min 20 s` or `2 h 5 min`, rounded up.
  static func duration(_ seconds: Double, _ words: Words) -> String {
    let whole = Int(min(max(0, seconds), 1e9).rounded(.up))
    if whole < 60 { return words.text(.runSeconds, ["seconds": "\(whole)"]) }
    if whole < 3600 {
      return words.text(
        .runMinutes, ["minutes": "\(whole / 60)", "seconds": "\(whole % 60)"])
    }
    return words.text(
      .runHours, ["hours": "\(whole / 3600)", "minutes": "\(whole % 3600 / 60)"])
  }
}

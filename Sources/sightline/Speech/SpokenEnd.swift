import ArgumentParser
import CommandSpeech
import Foundation
import Station
import Wording

extension Sightline {
  /// Ends the program and says why, in the language of this run: help on standard output, errors on
  /// standard error. Wrong usage has exit code 2, as in every other program of a factory's scripts, not
  /// ArgumentParser's 64.
  static func end(with error: any Error) -> Never {
    let words = Words(.ofThisRun)
    let code = exitCode(for: error)
    if code == .validationFailure {
      let full = fullMessage(for: error)
      Console.error(
        words.language == .english
          ? full : UsageMessage.text(full, message: message(for: error), in: words))
      exit(withError: ExitCode(2))
    }
    guard words.language != .english else { exit(withError: error) }
    if code.isSuccess {
      guard let page = helpPage(for: error, words) else { exit(withError: error) }
      Console.line(page)
    } else if !message(for: error).isEmpty {
      let said = words.sentence(of: error)
      Console.error(
        words.text(.sayError, ["text": said == "\(error)" ? message(for: error) : said]))
    }
    exit(withError: code)
  }

  /// The help that `error` asks for; `nil` where it asks for something else.
  private static func helpPage(for error: any Error, _ words: Words) -> String? {
    // Lines that are not broken can be told apart.
    let page = fullMessage(for: error, columns: 1_000_000)
    guard let root = try? CommandDescription(json: _dumpHelp()) else { return nil }
    return HelpPage(page, of: root, in: words)?.text(columns: columns)
  }

  /// As ArgumentParser has it: what the user set, else the terminal's width, else 80.
  private static var columns: Int {
    ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
      ?? Console.columns(of: STDOUT_FILENO) ?? 80
  }
}

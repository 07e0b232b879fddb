import ArgumentParser
import Foundation
import Wording

/// Asks for a password: at the terminal without showing it, twice; else one line of standard input.
enum PasswordPrompt {
  /// A new password for `name`.
  ///
  /// Throws `ValidationError` where none comes, or the two differ.
  static func new(for name: String) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine() else {
        throw ValidationError(.told(.usagePasswordInput))
      }
      return line
    }
    let first = try hidden(.told(.sayPasswordFor, ["name": name]))
    guard try hidden(.told(.sayPasswordAgain)) == first else {
      throw ValidationError(.told(.usagePasswordsDiffer))
    }
    return first
  }

  private static func hidden(_ prompt: String) throws -> String {
    Console.write(prompt + " ", to: STDERR_FILENO)
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else {
      throw ValidationError(.told(.usagePasswordShown))
    }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      Console.write("\n", to: STDERR_FILENO)
    }
    guard let line = readLine() else { throw ValidationError(.told(.usageNoPassword)) }
    return line
  }
}

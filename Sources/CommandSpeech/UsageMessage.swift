import Wording

/// What is said about wrong usage in another language than ArgumentParser's.
public enum UsageMessage {
  /// The full message of ArgumentParser about an error, `full`, in the language of `words`: the error
  /// itself, which is `message`, the help of the option that it is about, the usage of the command, and
  /// where its help is. Whatever is in none of ArgumentParser's forms stays as it is.
  public static func text(_ full: String, message: String, in words: Words) -> String {
    var out = ""
    var rest = full[...]
    let error = Words(.english).text(.sayError, ["text": message]) + "\n"
    if !message.isEmpty, rest.hasPrefix(error) {
      out = words.text(.sayError, ["text": ParserSentence.message(message, in: words)]) + "\n"
      rest = rest.dropFirst(error.count)
    }
    return out
      + rest.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line(String($0), words) }.joined(separator: "\n")
  }

  private static let optionHelp = PhraseForm(.usageOptionHelp)
  private static let usageLine = PhraseForm(.usageLine)
  private static let seeHelp = PhraseForm(.usageSeeHelp)

  private static func line(_ line: String, _ words: Words) -> String {
    if let found = optionHelp.values(in: line) { return words.text(.usageOptionHelp, found) }
    if let found = usageLine.values(in: line)?["usage"] {
      return words.text(.usageLine, ["usage": usage(found, in: words)])
    }
    guard line.hasPrefix("  "), let found = seeHelp.values(in: line.dropFirst(2)) else {
      return line
    }
    return "  " + words.text(.usageSeeHelp, found)
  }

  /// The usage of a command: names of options and arguments are as they are, but not the words that stand
  /// for any of them.
  static func usage(_ usage: String, in words: Words) -> String {
    [Phrase.helpPageAnyOptions, .helpPageAnySubcommand].reduce(usage) {
      $0.replacing(Words(.english)[$1], with: words[$1])
    }
  }
}

import Wording

/// Sentences that ArgumentParser says by itself, in another language.
///
/// Its errors are internal, so that they are known by what they say. The English catalogue has the forms
/// of these sentences as ArgumentParser 1.8.2 writes them (ErrorMessageGenerator in UsageGenerator.swift,
/// HelpGenerator.swift); tests make it say them.
enum ParserSentence {
  /// Texts of help that ArgumentParser has for what it adds to commands.
  private static let fixedForms: [PhraseForm] = [
    .helpPageShowHelp, .helpPageShowVersion, .helpPageShowSubcommand,
  ].map { PhraseForm($0) }

  /// Messages; where a text has several forms, the first counts.
  private static let forms: [PhraseForm] = [
    .parserMissingValueOr, .parserUnknownOptionNear, .parserUnknownOption, .parserMissingValue,
    .parserSurplusValue, .parserUnexpectedArguments, .parserUnexpectedArgument, .parserSetTwice,
    .parserMissingOneOf, .parserMissingArgument, .parserInvalidOneOfMany, .parserInvalidOneOf,
    .parserInvalidBecause, .parserInvalid, .parserInvalidNamelessBecause, .parserInvalidNameless,
    .parserInvalidOption, .parserMissingSubcommand, .parserNotParent, .parserShellUnknown,
    .parserShellUnsupported, .parserNoValue, .parserNotImplemented, .parserInvalidState,
  ].map { PhraseForm($0) }

  /// What a message calls a flag, alone or among several short ones.
  private static let flagForms: [PhraseForm] = [.parserFlagInGroup, .parserFlag].map {
    PhraseForm($0)
  }

  /// A text of help in the language of `words`, where ArgumentParser has it; else as it is.
  static func fixed(_ text: String, in words: Words) -> String {
    fixedForms.first { $0.values(in: text) != nil }.map { words[$0.phrase] } ?? text
  }

  /// A message in the language of `words`, where ArgumentParser has it; else as it is: what commands
  /// themselves have against a command line is in that language already.
  static func message(_ text: String, in words: Words) -> String {
    said(text, forms, words) ?? text
  }

  private static func said(_ text: String, _ forms: [PhraseForm], _ words: Words) -> String? {
    for form in forms {
      guard let found = form.values(in: text) else { continue }
      var values: [String: String] = [:]
      for (name, value) in found { values[name] = said(value, name, words) }
      return words.text(form.phrase, values)
    }
    return nil
  }

  /// What stands for the placeholder `name` of a message.
  private static func said(_ value: String, _ name: String, _ words: Words) -> String {
    switch name {
    case "unknown", "missing": message(value, in: words)
    case "flag", "earlier": said(value, flagForms, words) ?? value
    case "values": words.list(quoted(value))
    default: value
    }
  }

  /// The items of `'a', 'b' or 'c'`, `'a' and 'b'`, each in its quotation marks.
  private static func quoted(_ list: String) -> [String] {
    list.replacing(/' (?:and|or) '/, with: "', '").split(separator: "', '").enumerated().map {
      let (index, item) = $0
      return (index == 0 ? "" : "'") + item + (item.hasSuffix("'") ? "" : "'")
    }
  }
}

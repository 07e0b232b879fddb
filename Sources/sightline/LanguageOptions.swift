import ArgumentParser
import Foundation
import Wording

/// In which language a command speaks: the same for every command that does.
///
/// What other programs read (JSON, CSV, JUnit, records, exit codes) does not depend on it.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The language of pages and messages: en or zh-Hans. Without it that of SIGHTLINE_LANGUAGE, \
      else of the locale (LC_ALL, LC_MESSAGES, LANG), else English.
      """, valueName: "tag"),
    transform: Self.language)
  var language: Language?

  /// What is said in that language.
  var words: Words {
    Words(language ?? Language(environment: ProcessInfo.processInfo.environment))
  }

  private static func language(_ tag: String) throws -> Language {
    guard let language = Language(tag: tag) else {
      throw ValidationError("there are en and zh-Hans")
    }
    return language
  }
}

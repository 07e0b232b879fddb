import ArgumentParser
import Wording

/// In which language a command speaks: the same for every command that does.
///
/// What other programs read (JSON, CSV, JUnit, records, exit codes) does not depend on it.
struct LanguageOptions: ParsableArguments {
  @Option(help: .told(.helpLanguage, valueName: "tag"), transform: Self.language)
  var language: Language?

  /// What is said in that language.
  var words: Words { Words(language ?? .ofThisRun) }

  private static func language(_ tag: String) throws -> Language {
    guard let language = Language(tag: tag) else {
      throw ValidationError(.told(.usageLanguage))
    }
    return language
  }
}

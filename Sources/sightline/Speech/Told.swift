import ArgumentParser
import CommandSpeech
import Foundation
import Wording

// Help is made when commands are declared, before options are parsed. So the language of this run is told
// from the command line as it is.

extension Language {
  /// The language that this run speaks: that of `--language`, else of the environment.
  static let ofThisRun = Language(
    arguments: CommandLine.arguments.dropFirst(), environment: ProcessInfo.processInfo.environment)
}

extension String {
  /// The phrase `key` with `values` in place of its placeholders, in the language of this run.
  static func told(_ key: Phrase, _ values: [String: String] = [:]) -> String {
    Words(.ofThisRun).text(key, values)
  }
}

extension ArgumentHelp {
  /// Help that is the phrase `key`, in the language of this run.
  static func told(
    _ key: Phrase, _ values: [String: String] = [:], valueName: String? = nil
  ) -> ArgumentHelp {
    ArgumentHelp(String.told(key, values), valueName: valueName)
  }
}

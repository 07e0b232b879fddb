import Wording

extension Language {
  /// The language that a command line asks for, before it is parsed: that of the last `--language TAG` or
  /// `--language=TAG` before a terminator `--` whose tag is known, else that of the `environment`.
  ///
  /// `arguments` are those after the program's name.
  public init(arguments: some Sequence<String>, environment: [String: String]) {
    let option = "--language"
    var told: Language?
    var isNext = false
    for argument in arguments {
      if isNext {
        told = Language(tag: argument) ?? told
        isNext = false
      } else if argument == "--" {
        break
      } else if argument == option {
        isNext = true
      } else if argument.hasPrefix(option + "=") {
        told = Language(tag: argument.dropFirst(option.count + 1)) ?? told
      }
    }
    self = told ?? Language(environment: environment)
  }
}

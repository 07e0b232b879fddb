import CommandSpeech
import Testing
import Wording

@Suite struct SpokenLanguageTests {
  @Test(arguments: [
    ([], Language.english), (["inspect", "--language", "zh-Hans"], .simplifiedChinese),
    (["--language=zh", "a.png"], .simplifiedChinese),
    (["--language", "ZH_cn"], .simplifiedChinese),
    // The last one counts, as for the parser; one that there is not is no answer.
    (["--language", "zh", "--language=en"], .english),
    (["--language", "zh", "--language", "klingon"], .simplifiedChinese),
    (["--language", "klingon"], .english), (["--language="], .english), (["--language"], .english),
    // Not options.
    (["--", "--language", "zh"], .english), (["--languages", "zh"], .english), (["zh"], .english),
    // The value is what follows, whatever it is.
    (["--language", "--", "--language", "zh"], .simplifiedChinese),
  ])
  func theOptionIsToldBeforeOptionsAreParsed(_ arguments: [String], _ language: Language) {
    #expect(Language(arguments: arguments, environment: [:]) == language)
  }

  @Test func theOptionIsStrongerThanTheEnvironment() {
    let chinese = ["SIGHTLINE_LANGUAGE": "zh-Hans"]
    #expect(Language(arguments: ["inspect"], environment: chinese) == .simplifiedChinese)
    #expect(Language(arguments: ["--language", "en"], environment: chinese) == .english)
    #expect(
      Language(arguments: ["--language", "klingon"], environment: chinese) == .simplifiedChinese)
  }
}

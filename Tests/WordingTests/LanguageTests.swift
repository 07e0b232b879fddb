import Testing
import Wording

@Suite struct LanguageTests {
  @Test(arguments: [
    ("de,zh-CN;q=0.8,en;q=0.7", Language.simplifiedChinese), ("en-US,en;q=0.9,zh;q=0.8", .english),
    ("zh-TW", .simplifiedChinese), ("", .english), ("fr", .english), ("*", .english),
    ("zh;q=0,en;q=0.1", .english), ("zh;q=abc", .english), (",,;q=1,zh", .simplifiedChinese),
    ("en;q=0.5,zh;q=0.5", .english), (" ZH-hans-cn ; q=0.3 ", .simplifiedChinese),
  ])
  func theBrowsersFavouriteIsFound(_ header: String, _ language: Language) {
    #expect(Language(accepting: header) == language)
  }

  @Test func tagsAreReadWhateverTheirRegion() {
    #expect(Language(tag: "zh-Hans") == .simplifiedChinese)
    #expect(Language(tag: "zh_CN") == .simplifiedChinese)
    #expect(Language(tag: "EN") == .english)
    #expect(Language(tag: "english") == nil)
    #expect(Language(tag: "") == nil)
  }

  @Test(arguments: [
    ([:], Language.english), (["LANG": "zh_CN.UTF-8"], .simplifiedChinese),
    (["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"], .english),
    (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .english), (["LANG": "C.UTF-8"], .english),
    (["LANG": "zh.UTF-8", "LC_ALL": ""], .simplifiedChinese), (["LANG": "de_DE"], .english),
    (["LC_ALL": "en_GB", "SIGHTLINE_LANGUAGE": "zh-Hans"], .simplifiedChinese),
    (["LANG": "zh_CN@pinyin", "SIGHTLINE_LANGUAGE": "klingon"], .simplifiedChinese),
    (["LANG": "zh_CN", "SIGHTLINE_LANGUAGE": "en"], .english),
  ])
  func aProcessSpeaksTheLanguageOfItsEnvironment(
    _ environment: [String: String], _ language: Language
  ) {
    #expect(Language(environment: environment) == language)
  }
}

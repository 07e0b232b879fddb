import Foundation
import Testing

@testable import Wording

@Suite struct CatalogueTests {
  @Test(arguments: Language.allCases) func everyPhraseIsInTheCatalogueAndNothingElse(
    _ language: Language
  ) {
    let found = Set(Catalogue(language).phrases.keys)
    let wanted = Set(Phrase.allCases.map(\.rawValue))
    #expect(wanted.subtracting(found) == [], "missing in \(language.tag)")
    #expect(found.subtracting(wanted) == [], "of no key in \(language.tag)")
  }

  @Test(arguments: Language.allCases) func placeholdersAreThoseOfTheStandardLanguage(
    _ language: Language
  ) {
    let standard = Catalogue(.standard).phrases
    for (key, form) in Catalogue(language).phrases {
      guard let other = standard[key] else { continue }
      #expect(placeholders(form.other) == placeholders(other.other), "\(key) in \(language.tag)")
      if let one = form.one {
        #expect(placeholders(one) == placeholders(form.other), "\(key) in \(language.tag), one")
      }
    }
  }

  @Test(arguments: Language.allCases) func noPhraseIsEmptyOrHasASpaceAtItsEnd(_ language: Language)
  {
    for (key, form) in Catalogue(language).phrases {
      for text in [form.one, form.other].compactMap({ $0 }) {
        #expect(!text.isEmpty && text == text.trimmingCharacters(in: .whitespaces), "\(key)")
      }
    }
  }

  /// A phrase that says the same in both languages was forgotten, but for those that are the same.
  @Test func phrasesAreTranslated() {
    let same: Set<Phrase> = [
      .product, .notTold, .unitMilliseconds, .unitPixels, .unitPixelArea,
    ]
    let english = Catalogue(.english).phrases
    let chinese = Catalogue(.simplifiedChinese).phrases
    for key in Phrase.allCases where !same.contains(key) {
      #expect(english[key.rawValue]?.other != chinese[key.rawValue]?.other, "\(key)")
    }
  }

  @Test func everyPhraseIsUsed() throws {
    var used: Set<String> = []
    for file in try sources(endingIn: [".swift", ".mustache"])
    where !file.path.contains("/Wording/Phrase.swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      used.formUnion(text.matches(of: /\.([a-z][A-Za-z0-9]*)/).map { String($0.output.1) })
    }
    // Forms of recorded sentences are used by what they have in common.
    let forms = Set(RecordedSentence.forms.map(\.phrase))
    let unused = Phrase.allCases.filter { !forms.contains($0) && !used.contains($0.rawValue) }
    #expect(unused == [])
  }

  /// Templates name phrases by text, which the compiler does not see.
  @Test func templatesUseOnlyPhrasesThatThereAre() throws {
    let known = Set(Phrase.allCases.map(\.rawValue))
    for file in try sources(endingIn: [".mustache"]) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /words\.([A-Za-z0-9]+)/) {
        let key = String(match.output.1)
        #expect(known.contains(key), "\(file.lastPathComponent): \(key)")
        guard let form = Catalogue(.standard).phrases[key] else { continue }
        #expect(
          placeholders(form.other).isEmpty, "\(file.lastPathComponent): \(key) wants values")
      }
    }
  }

  private func placeholders(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{([a-zA-Z]+)\}/).map { String($0.output.1) })
  }

  private func sources(endingIn endings: [String]) throws -> [URL] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? [])
      .filter { file in endings.contains { file.path.hasSuffix($0) } }
  }
}

import Foundation
import Testing

@testable import Wording

@Suite struct RecordedSentenceTests {
  @Test func everyFormIsRecognisedAsItself() {
    #expect(RecordedSentence.forms.count > 50)
    for form in RecordedSentence.forms {
      var values: [String: String] = [:]
      for case .open(let name) in form.pieces { values[name] = "<\(name) 1>" }
      let text = Words(.english).text(form.phrase, values)
      let found = RecordedSentence(text)
      #expect(found?.phrase == form.phrase, "\(text)")
      #expect(found?.values == values, "\(text)")
    }
  }

  @Test func otherTextsAreNot() {
    for text in ["", "2 open", "the image", "the image has no pixels!", "anna: dust"] {
      #expect(RecordedSentence(text) == nil, "\(text)")
    }
    #expect(RecordedSentence(String(repeating: "x; it is tried again", count: 1000)) == nil)
  }

  /// Whoever changes a sentence in the code that writes it changes its form here, or pages in other
  /// languages say it in English.
  @Test func everyFormStandsInTheSourcesThatWriteIt() throws {
    let texts = try [
      "Alignment", "Codecs", "Evaluation", "ImageHealth", "Inspection", "Station", "Traceability",
    ]
    .map { try Self.sentences(in: $0) }
    let sources = [true, false].map { isFirst in
      texts.map { isFirst ? $0.first : $0.second }.joined()
    }
    for form in RecordedSentence.forms {
      let missing = form.pieces.filter { piece in
        guard case .fixed(let text) = piece else { return false }
        return !sources.contains { $0.contains(text) } && !Self.subjects.contains(text)
      }
      #expect(missing.isEmpty, "\(form.phrase)")
    }
  }

  /// What is put into a sentence from a table: who has too many of what (DecodeLimits.Parameter).
  private static let subjects: Set<String> = [
    "a PNG chunk without image data has ",
    " pixels, more than the limit of ", " scans, more than the limit of ",
    " bytes, more than the limit of ",
  ]

  /// The code of `target` with texts that are put together from several lines as one, and of each choice
  /// between two texts the first or the second.
  private static func sentences(in target: String) throws -> (first: String, second: String) {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/" + target)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    let code = try (files?.compactMap { $0 as? URL } ?? [])
      .filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    func chosen(_ isFirst: Bool) -> String {
      code.replacing(#/\\\(([^()"]*) \? "([^"]*)" : "([^"]*)"\)/#) { match in
        String(isFirst ? match.output.2 : match.output.3)
      }
      .replacing(#/\+\s*\(([^()"]*) \? "([^"]*)" : "([^"]*)"\)/#) { match in
        "+ \"" + (isFirst ? match.output.2 : match.output.3) + "\""
      }
      .replacing(#/"\s*\+\s*"/#, with: "")
    }
    return (chosen(true), chosen(false))
  }
}

import Foundation
import Testing

@testable import Recipes

@Suite struct RecipeHashTests {
  private func hash(_ yaml: String, overrides: [String] = []) throws -> String {
    try recipe(yaml, overrides: overrides).prepared().sha256
  }

  @Test func writingDoesNotMatter() throws {
    let plain = try hash(head + "compare:\n  tolerance: 3px\nblobs:\n  minimumArea: 9px²\n")
    let same = [
      "# comment\n" + head + "blobs: {minimumArea: 9.0 px2}\ncompare: {tolerance: '3px'}",
      "blobs:\n    minimumArea: 9px²\nversion: 1\ncompare:\n  tolerance: 3px\nname: test\nformat: 1",
      head + "compare:\n  tolerance: 3px\n  threshold: 128\nblobs:\n  minimumArea: 9px²\n",
      head + "description: words\ncompare:\n  tolerance: 3px\nblobs:\n  minimumArea: 9px²\n",
      (head + "compare:\n  tolerance: 3px\nblobs:\n  minimumArea: 9px²\n")
        .replacing("\n", with: "\r\n"),
    ]
    for yaml in same { #expect(try hash(yaml) == plain) }
    #expect(
      try hash(head, overrides: ["compare.tolerance=3px", "blobs.minimumArea=9px²"]) == plain)
  }

  @Test func everythingThatDecidesMatters() throws {
    let plain = try hash(head)
    #expect(try hash("format: 1\nname: other\nversion: 1\n") != plain)
    #expect(try hash("format: 1\nname: test\nversion: 2\n") != plain)
    var seen: Set<String> = [plain]
    // Trees and learned references come with a model, whose hash matters by itself.
    let parameters = Parameter.all.filter {
      $0.key != "decide.classifier" && $0.key != "compare.method"
    }
    for parameter in parameters {
      let value: String =
        switch parameter.storage {
        case .boolean: "true"
        case .choice(let choices, let get, _):
          try #require(choices.first { $0 != get(RecipeValues()) })
        case .integer(_, let range), .real(_, let range), .optionalReal(_, let range):
          parameter.unit.text(range.upperBound)
        }
      seen.insert(try hash(head, overrides: ["\(parameter.key)=\(value)"]))
    }
    #expect(seen.count == parameters.count + 1)
  }

  @Test func effectiveParametersAreCanonicalJSON() throws {
    let prepared = try recipe(
      head + "part:\n  pixelSize: 20µm\ncompare:\n  tolerance: 0.06mm\n"
    ).prepared()
    let json = prepared.effectiveParameters
    #expect(json.contains(#""compare.threshold":128,"compare.tolerance":"3px","#))
    #expect(json.contains(#""part.pixelSize":"0.02mm""#))
    #expect(json.contains(#""input.exifOrientation":false"#))
    #expect(json.contains(#""blobs.minimumArea":"1px²""#))
    #expect(try recipe(head).prepared().effectiveParameters.contains(#""part.pixelSize":null"#))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object.keys.sorted() == Parameter.all.map(\.key).sorted())
  }

  /// The hash is in records that are kept for years: it may change with a parameter, never by
  /// accident. This computes it independently.
  @Test func hashIsThatOfTheDocumentedText() throws {
    let prepared = try recipe(head).prepared()
    let text =
      "{\"format\":1,\"models\":[],\"name\":\"test\",\"parameters\":"
      + prepared.effectiveParameters + ",\"version\":1}"
    try withTemporaryFolder { folder in
      let path = try write(text, "canonical.json", in: folder)
      #expect(try FileReading.sha256(path) == prepared.sha256)
    }
  }
}

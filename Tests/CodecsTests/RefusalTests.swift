import Codecs
import Testing
import Wording

/// Records keep why a file was refused in English; pages say it in other languages.
@Suite struct RefusalTests {
  private static let refusals: [DecodeError] =
    [
      .unreadable(path: "/a/b.png", cause: "No such file or directory"),
      .notARegularFile(path: "/a", kind: "folder"), .changedWhileReading(path: "/a"), .empty,
      .notAnImage, .unsupportedColour("CMYK"), .unsupported("arithmetic coding"),
      .damaged("bad CRC"), .truncated("premature end"), .outOfMemory,
    ] + DecodeLimits.Parameter.allCases.map { .overLimit($0, value: 12, limit: 10) }

  @Test(arguments: refusals) func everyRefusalIsRecognised(_ refusal: DecodeError) throws {
    let sentence = try #require(RecordedSentence("\(refusal)"), "\(refusal)")
    for value in sentence.values.values { #expect("\(refusal)".contains(value)) }
    let whole = try #require(RecordedSentence("the image was refused: \(refusal)"))
    #expect(whole.phrase == .toldImageRefused && whole.values == ["why": "\(refusal)"])
  }
}

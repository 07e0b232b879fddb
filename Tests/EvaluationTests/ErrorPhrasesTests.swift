import Codecs
import Decision
import Learning
import Pixels
import Recipes
import Station
import Synthesis
import Testing
import Wording

@testable import Evaluation
@testable import Studies

/// Errors describe themselves in English; the catalogue says the same in every language.
@Suite struct ErrorPhrasesTests {
  private static let size = PixelSize(width: 1, height: 2)

  private static let sets: [EvaluationError] = [
    .unreadable(path: "p", cause: "c"), .notAFile(path: "p"),
    .badLine(path: "p", line: 3, text: "t", expected: .pair),
    .badLine(path: "p", line: 3, text: "t", expected: .box(limit: 9)), .emptyList(path: "p"),
    .duplicateName(path: "p", name: "n"), .oneGroup(name: "n"),
    .unwritable(path: "p", cause: "c"), .noFolder(path: "p"),
  ]

  private static let pairs: [UnreadablePair] = [
    .truthIsNoFile(path: "p"), .image(.unreadable(path: "p", cause: "c")), .image(.notAnImage),
    .image(.overLimit(.maximumScans, value: 9, limit: 8)),
  ]

  private static let training: [TrainingError] = [
    .optionOutOfRange(option: "o", value: "v", range: .from(1, to: 9)),
    .optionOutOfRange(option: "o", value: "v", range: .fraction),
    .optionOutOfRange(option: "o", value: "v", range: .atLeast(1)), .unsupportedClassCount(1),
    .tooManyFeatures(9999), .badFeatureName(""), .badFeatureName("n"), .tooManyTrees(9), .noRows,
    .labelCountMismatch(labels: 1, rows: 2), .weightCountMismatch(weights: 1, rows: 2),
    .labelOutOfRange(row: 1, label: 7, classCount: 3), .badWeight(row: 1, weight: -1),
    .infiniteValue(row: 1, feature: "f"),
  ]

  private static let boards: [SynthesisError] = [
    .size(size), .outOfRange(.stretch, -1), .outOfRange(.noise, -1),
    .outOfRange(.illumination, -1), .defectCount(999), .unknownClass("n"),
    .noRoom(for: .open, size: size),
  ]

  private static let surfaces: [SurfaceError] = [
    .size(size), .contrast(0), .defectCount(9), .unknownClass("n"),
    .noRoom(for: .scratch, size: size),
  ]

  private static let encoding: [EncodeError] = [
    .empty, .unsupportedChannels(format: "JPEG", channels: 2),
    .tooLarge(format: "JPEG", size: size, maximum: 9), .outOfMemory, .failed("w"),
  ]

  private static let folders: [PairFolderError] = [
    .notAFolder(path: "p", reason: "r"), .exists(path: "p", others: 0),
    .exists(path: "p", others: 3), .unreadable(path: "p", reason: "r"),
    .unwritable(path: "p", reason: "r"), .notEncoded(path: "p", .empty),
  ]

  private static let truths: [TruthTableError] = {
    let problems: [TruthTableError.Problem] = [
      .unreadable("c"), .notUTF8, .quotes, .missingColumns(found: ["a", "b"]), .noRows,
      .ambiguous("a", "b"),
    ]
    let rows: [TruthTableError.RowProblem] = [
      .noImage, .verdict("w"), .defectOfGoodImage, .contradiction(image: "i", verdict: "bad"),
      .box(["1", "", "2", "3"]),
    ]
    return (problems + rows.map { TruthTableError.Problem.row(2, $0) }).map {
      TruthTableError(path: "p", problem: $0)
    }
  }()

  private static let sweeps: [ParameterSweepError] = [
    .malformed("t"), .mixedUnits("t"), .emptyRange("t"), .tooManyValues("t", limit: 9),
  ]

  private static let grids: [TuningGridError] = [
    .sweep(.malformed("t")), .operatingPoint, .sweptTwice, .tooManySettings(1e9),
  ]

  private static let revisions: [RecipeRevisionError] = [
    .noFile(recipe: "r"), .noReason, .nothingToChange(path: "p"), .changedMeanwhile(path: "p"),
    .notEditable(path: "p", key: "k", reason: "r"), .notReadBack(path: "p"),
    .unwritable(path: "p", reason: "r"),
  ]

  private static let pictures: [RepeatedPicturesError] = [
    .nothingRepeated(parts: 3), .noMatch(option: "--part-from", path: "p"),
    .contradiction(part: "p"), .truth(TruthTableError(path: "p", problem: .noRows)),
    .copies(.refused(path: "p", .empty)), .copies(.tooLarge(path: "p", size)),
    .copies(.unwritable(path: "p", reason: "r")),
  ]

  private static let errors: [any Error] = {
    var errors: [any Error] = sets
    errors += pairs as [any Error]
    errors += training as [any Error]
    errors += boards as [any Error]
    errors += surfaces as [any Error]
    errors += encoding as [any Error]
    errors += folders as [any Error]
    errors += truths as [any Error]
    errors += sweeps as [any Error]
    errors += grids as [any Error]
    errors += revisions as [any Error]
    errors += pictures as [any Error]
    return errors
  }()

  @Test(arguments: errors.indices) func catalogueSaysWhatTheErrorSays(index: Int) {
    let error = Self.errors[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).describes(error) == "\(error)")
    let chinese = Words(.simplifiedChinese).describes(error)
    #expect(chinese.contains { $0.unicodeScalars.allSatisfy { $0.value > 0x2E80 } }, "\(chinese)")
  }

  @Test func systemsWordsOfATruthStayAsTheyAre() {
    let error = UnreadablePair.truth(path: "p", cause: "c")
    #expect(Words(.english).describes(error) == "\(error)" && "\(error)" == "p: c")
    #expect(Words(.simplifiedChinese).describes(error) == "p：c")
  }

  @Test func errorsOfOtherPartsAreSaidAsTheySayThem() throws {
    let error = #expect(throws: RecipeError.self) {
      try Recipe.load(path: "/nowhere/recipe.yaml", overrides: [])
    }
    let words = Words(.simplifiedChinese)
    let recipe = try #require(error)
    #expect(words.describes(recipe) == words.says(recipe) && words.says(recipe) != "\(recipe)")
    #expect(words.describes(TuningGridError.recipe(recipe)) == words.says(recipe))
  }

  @Test func aCopyIsCalledAsTheLanguageHasIt() {
    #expect(Words(.english).text(.repeatCopy, ["number": "3"]) == "copy 3")
    // What a record says of it is understood again.
    let reason = "\(PerturbedCopiesError.unwritable(path: "p", reason: "r"))"
    #expect(RecordedSentence(reason)?.phrase == .toldCopyUnwritable)
  }
}

import Codecs
import Pixels
import Recipes
import Reporting
import Testing
import Traceability
import Wording

@testable import Station

/// Errors describe themselves in English; the catalogue says the same in every language.
@Suite struct ErrorPhrasesTests {
  private static let problems: [RecipeProblem.Kind] = [
    .unreadable(reason: "r"), .unwritable(reason: "r"), .tooLarge(limit: 9), .notUTF8,
    .syntax(reason: "r"), .notAMapping(found: "f"), .alias, .tag("!!int"),
    .nestedTooDeeply(limit: 9), .keyNotText, .unknownKey(nearest: "n", known: []),
    .unknownKey(nearest: nil, known: ["a", "b"]), .flattenedKey(group: "g", name: "n"),
    .duplicateKey(firstLine: 3), .missingKey(example: "e"),
    .wrongShape(found: "f", expected: "e"), .noValue(allowed: "a"),
    .wrongValue(found: "f", expected: "e", allowed: "a"), .notWhole(found: "f", allowed: "a"),
    .outOfRange(found: "f", converted: "c", allowed: "a"),
    .outOfRange(found: "f", converted: nil, allowed: "a"),
    .missingUnit(found: "f", correct: "c", allowed: "a"),
    .wrongUnit(found: "f", unit: "u", units: ["a", "b"]),
    .unitNotExpected(found: "f", unit: "u", allowed: "a"),
    .needsPixelSize(found: "f", canonicalUnit: "px"), .newerFormat(found: "9", supported: 1),
    .malformedOverride(found: "f"), .notOverridable, .modelOutsideFolder(file: "m"),
    .modelChanged(file: "m", stated: "s", actual: "a"), .modelMissing(suffix: ".trees.json"),
    .modelMissing(suffix: ".x"), .modelNotListed(file: "m"),
    .noEffect(method: "m", nearest: "n"), .noEffect(method: "m", nearest: nil),
    .regionsNotUsed, .tooManyProblems(limit: 9),
  ]

  private static let causes: [RecordStoreError.Cause] = [
    .missing, .folderMissing, .notAFile, .notARecordsFile(.noDatabase), .notARecordsFile(.empty),
    .notARecordsFile(.otherProgram(7)),
    .newerVersion(found: 2, known: 1), .olderVersion(found: 1, known: 2), .readOnly, .unreadable,
    .unfinished, .locked, .diskFull, .inputOutput(detail: "d"), .damaged(detail: "d"),
    .notDurable(setting: "s", found: "f"), .invalidRecord(field: "f", reason: "r"),
    .noSuchRecord(sequence: 3, newest: 0), .noSuchRecord(sequence: 3, newest: 2),
    .sameVerdict(sequence: 3, verdict: .pass), .database(code: 1, message: "m"),
  ]

  private static let lists: [ListProblem] = [
    .unreadable(cause: "c"), .tooLarge(limit: 9), .notUTF8, .quotes(reason: "r"),
    .missingColumn(name: "n", found: ["a", "b"]), .duplicateColumn(name: "n"), .noTemplates,
    .noRows, .surplusField(row: 2, text: "t"), .noImage(row: 2), .zeroByte(row: 2),
    .lineBreak(row: 2, column: "c"),
  ]

  private static let images: [DecodeError] = [
    .unreadable(path: "p", cause: "c"), .notARegularFile(path: "p", kind: "k"),
    .changedWhileReading(path: "p"), .empty, .notAnImage, .unsupportedColour("m"),
    .unsupported("w"), .damaged("w"), .truncated("w"), .outOfMemory,
  ]

  private static let jobs: [JobError] = [
    .badSuffix(text: "t", reason: "r"), .badSerialPattern(pattern: "p", reason: "r"),
    .unreachable(path: "p", cause: "c"), .badTemplate(path: "p", cause: "c"),
    .noImages(paths: ["a", "b"], templates: 0), .noImages(paths: ["a"], templates: 2),
    .notOneImage(path: "p", cause: "c"),
  ]

  private static let watching: [WatchError] = [
    .recipe(path: "p", reason: "r"), .folder(path: "p", reason: "r"),
    .output(path: "p", reason: "r"), .inUse(path: "p", owner: "o"), .inUse(path: "p", owner: nil),
    .system(what: "w", reason: "r"), .sameFolder("a", "b"),
  ]

  private static let lessons: [LessonError] = [
    .image(path: "p", .empty), .mask(path: "p", .notAnImage),
    .maskSize(
      path: "p", PixelSize(width: 1, height: 2), expected: PixelSize(width: 3, height: 4)),
    .emptyMask(path: "p"), .exists(path: "p"), .noReference(path: "p"),
    .contradiction(path: "p", "a", "b"), .noAlarms(path: "p"), .textureAlarms(path: "p"),
  ]

  private static let reports: [ReportError] = {
    let actions: [ReportError.Action] = [.createFolder, .lock, .create, .write, .replace]
    let causes: [ReportError.Cause] = [
      .inUse, .permissionDenied, .readOnlyFileSystem, .folderMissing, .notAFolder, .isAFolder,
      .notAPage, .system(code: 71),
    ]
    return actions.map { ReportError(path: "p", action: $0, cause: .diskFull) }
      + causes.map { ReportError(path: "p", action: .write, cause: $0) }
  }()

  private static let errors: [any Error] = {
    var errors: [any Error] = lists.map { JobError.list(path: "l", $0) }
    errors += causes.map { RecordStoreError(path: "p", cause: $0) } as [any Error]
    errors += images as [any Error]
    errors += jobs as [any Error]
    errors += watching as [any Error]
    errors += lessons as [any Error]
    errors += reports as [any Error]
    return errors
  }()

  @Test(arguments: errors.indices) func catalogueSaysWhatTheErrorSays(index: Int) throws {
    let error = Self.errors[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).says(error) == "\(error)")
    let chinese = Words(.simplifiedChinese).says(error)
    // The name of a thing of the system and its words are all that some errors have.
    if case WatchError.system = error { return }
    #expect(chinese.contains { $0.unicodeScalars.allSatisfy { $0.value > 0x2E80 } }, "\(chinese)")
  }

  @Test(arguments: problems.indices) func recipeProblemsAreSaidAlike(index: Int) throws {
    let kind = Self.problems[index]
    let english = try #require(Words(.english).phrase(kind))
    #expect(english == kind.text)
    #expect(Words(.simplifiedChinese).phrase(kind) != english)
  }

  @Test func recipeErrorHasALineForEachProblem() throws {
    let error = #expect(throws: RecipeError.self) {
      try Recipe.load(path: "/nowhere/recipe.yaml", overrides: [])
    }
    let text = Words(.simplifiedChinese).says(try #require(error))
    #expect(text.hasPrefix("/nowhere/recipe.yaml: 无法读取："))
  }

  @Test func errorThatIsNotKnownSaysWhatItIs() {
    struct Other: Error, CustomStringConvertible { let description = "quite another" }
    #expect(Words(.simplifiedChinese).says(Other()) == "quite another")
  }
}

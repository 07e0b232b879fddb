import Alignment
import Codecs
import Pixels
import Recipes
import Reporting
import Teaching
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

  private static let images: [DecodeError] =
    DecodeLimits.Parameter.allCases.map { DecodeError.overLimit($0, value: 2000, limit: 1000) } + [
      .unreadable(path: "p", cause: "c"), .notARegularFile(path: "p", kind: "k"),
      .changedWhileReading(path: "p"), .empty, .notAnImage, .unsupportedColour("m"),
      .unsupported("w"), .damaged("w"), .truncated("w"), .outOfMemory,
    ]

  private static let jobs: [JobError] = [
    .badSuffix(text: "t", .notTwoEndings), .badSuffix(text: "t", .sameEndings),
    .badSuffix(text: "t", .anotherFolder), .badSerialPattern(pattern: "p", reason: "r"),
    .unreachable(path: "p", cause: "c"), .badTemplate(path: "p", .unreachable("c")),
    .badTemplate(path: "p", .notAFile), .notOneImage(path: "p", .folder),
    .notOneImage(path: "p", .ownTemplate), .notOneImage(path: "p", .template),
    .noImages(paths: ["a", "b"], templates: 0), .noImages(paths: ["a"], templates: 2),
  ]

  private static let watching: [WatchError] = [
    .recipe(path: "p", .pattern(.badSerialPattern(pattern: "p", reason: "r"))),
    .recipe(path: "p", .needsTemplates), .recipe(path: "p", .ownReference(method: "m")),
    .folder(path: "p", reason: "r"), .output(path: "p", reason: "r"),
    .inUse(path: "p", owner: "o"), .inUse(path: "p", owner: "process 17 (sightline watch)"),
    .inUse(path: "p", owner: nil), .hardLinks(records: "p", count: 2),
    .lockFile(path: "p", reason: "r"), .noEvents(reason: "r"), .sameFolder("a", "b"),
  ]

  private static let lessons: [LessonError] = [
    .image(path: "p", .empty), .mask(path: "p", .notAnImage),
    .maskSize(
      path: "p", PixelSize(width: 1, height: 2), expected: PixelSize(width: 3, height: 4)),
    .emptyMask(path: "p"), .exists(path: "p"), .noReference(path: "p"),
    .contradiction(path: "p", .table("a\n"), .record(5)), .noAlarms(path: "p"),
    .textureAlarms(path: "p"), .noFalseAlarms(records: "p", recipe: "r"), .noTexture,
    .textureSize(path: "p", PixelSize(width: 1, height: 2)),
  ]

  private static let teaching: [TeachingError] = {
    let size = PixelSize(width: 30, height: 20)
    let box = PixelBox(x1: 1, y1: 2, x2: 13, y2: 24)
    let poses: [PoseError] = [
      .featureless(size), .regionOutside(box, size), .regionTooSmall(box, least: 32),
      .tooFewPlaces(3, needed: 6), .ambiguous(offset: 7.6),
    ]
    return poses.map { TeachingError.reference(name: "p", $0) } + [
      .channels(name: "p", channels: 1, expected: 3), .size(name: "p", size),
      .regions(PixelSize(width: 3, height: 4), expected: size), .nothing,
      .firstDiffers(name: "p", found: 2, of: 5),
    ]
  }()

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
    errors += teaching as [any Error]
    errors += reports as [any Error]
    return errors
  }()

  @Test(arguments: errors.indices) func catalogueSaysWhatTheErrorSays(index: Int) throws {
    let error = Self.errors[index]
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.english).says(error) == "\(error)")
    let chinese = Words(.simplifiedChinese).says(error)
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

  @Test func unusableRecipeOfAStationSaysWhy() throws {
    let cause = #expect(throws: RecipeError.self) {
      try Recipe.load(path: "/nowhere/recipe.yaml", overrides: [])
    }
    let error = WatchError.recipe(path: "p", .unreadable(try #require(cause)))
    #expect(Words(.english).phrase(error) == "\(error)")
    #expect(Words(.simplifiedChinese).says(error).contains("无法读取"))
  }

  @Test(arguments: [
    RecipeWarning.unreachablePoint("0.9995"), .largeArea(1200), .littleJudged(percent: 7),
    .noEffect(keys: ["a"], method: "m"), .noEffect(keys: ["a", "b"], method: "m"),
  ]) func catalogueSaysWhatTheWarningSays(warning: RecipeWarning) {
    #expect(Words(.english).says(warning) == "\(warning)")
    #expect(Words(.simplifiedChinese).says(warning) != "\(warning)")
  }

  @Test(arguments: [
    AlarmLesson.Obstacle.learnedBefore, .changed, .unreadable(.empty), .notFound,
  ]) func catalogueSaysWhyNothingWasLearned(obstacle: AlarmLesson.Obstacle) {
    #expect(Words(.english).says(obstacle) == "\(obstacle)")
    #expect(Words(.simplifiedChinese).says(obstacle) != "\(obstacle)")
  }

  @Test(arguments: [
    RegressionSet.Missing.notInFolder(name: "a.png", table: "t\n.csv"),
    .gone(path: "a.png", .record(7)), .gone(path: "a.png", .table("t.csv")),
  ]) func catalogueSaysWhatIsMissing(missing: RegressionSet.Missing) {
    #expect(Words(.english).says(missing) == "\(missing)")
    #expect(Words(.simplifiedChinese).says(missing) != "\(missing)")
  }

  @Test func errorThatIsNotKnownSaysWhatItIs() {
    struct Other: Error, CustomStringConvertible { let description = "quite another" }
    #expect(Words(.simplifiedChinese).says(Other()) == "quite another")
  }
}

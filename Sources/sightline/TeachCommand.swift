import ArgumentParser
import Foundation
import Pixels
import Recipes
import Reporting
import Station
import Teaching
import Wording

/// `sightline teach`: a recipe from photographs of good parts.
struct TeachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "teach",
    abstract: .told(.helpTeachAbstract),
    discussion: .told(.helpTeachDiscussion))

  @Option(help: .told(.helpTeachGood))
  var good: [String] = []

  @Option(help: .told(.helpTeachOutput))
  var output: String

  @Option(help: .told(.helpTeachName))
  var name: String?

  @Option(help: .told(.helpTeachRegion, valueName: "x,y,w,h"), transform: Self.box)
  var region: [PixelBox] = []

  @Option(help: .told(.helpTeachMask, valueName: "file"))
  var mask: String?

  @Option(help: .told(.helpTeachFalseAlarms))
  var falseAlarms: Double?

  @Option(help: .told(.helpTeachMaximumAngle))
  var maximumAngle: Double?

  @Flag(help: .told(.helpTeachTexture))
  var texture = false

  @Flag(help: .told(.helpTeachUpdate))
  var update = false

  @Flag(help: .told(.helpTeachReplace))
  var replace = false

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard !good.isEmpty else { throw ValidationError(.told(.usageTeachGood)) }
    if let falseAlarms {
      let highest = texture ? 0.49 : 1
      guard falseAlarms > 0, falseAlarms < highest else {
        throw ValidationError(
          .told(
            .usageAboveBelow,
            [
              "option": "--false-alarms", "value": "\(falseAlarms)", "least": "0",
              "limit": texture ? "0.49" : "1",
            ]))
      }
    }
    if let maximumAngle, !(0...180).contains(maximumAngle) {
      throw ValidationError(
        .told(
          .usageRange,
          ["option": "--maximum-angle", "value": "\(maximumAngle)", "from": "0", "to": "180"]))
    }
    guard !texture || region.isEmpty && mask == nil else {
      throw ValidationError(.told(.usageTeachTexture))
    }
    guard !update || !replace else {
      throw ValidationError(.told(.usageTeachUpdateReplace))
    }
    guard !update || region.isEmpty && name == nil && falseAlarms == nil && maximumAngle == nil
    else {
      throw ValidationError(.told(.usageTeachUpdate))
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError(.told(.usageEmptyFolder, ["option": "--output"]))
    }
  }

  func run() throws {
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    let words = speech.words
    let known: Recipe?
    let next: Int
    let taught: (values: RecipeValues, learned: LearnedModel)
    let summary: TeachingSummary
    let title: String
    let count: Int
    do {
      known = try knownRecipe(folder)
      title = known?.name ?? name ?? (folder as NSString).lastPathComponent
      // A recipe that cannot be read leaves the names of its model files: no version comes twice.
      next = max(known?.version ?? 0, LearnedModel.latestVersion(in: folder)) + 1
      let paths = try JobCollection(paths: good, rule: .unneeded).jobs.map(\.imagePath)
      count = paths.count
      var progress = StudyProgress(words)
      let base = update ? known : nil
      if texture || base?.learned?.texture != nil {
        let outcome = try TextureLesson(words: words).teach(
          paths, name: title, version: next, falseAlarmRate: falseAlarms ?? 0.01, adding: base
        ) { progress.update(words[.sayTeaching], $0, of: (base == nil ? 3 : 1) * paths.count) }
        taught = (outcome.values, .texture(outcome.texture))
        summary = outcome.summary
      } else {
        var options = PartLesson.Options()
        options.regions = region
        options.mask = mask
        options.falseAlarmRate = falseAlarms ?? options.falseAlarmRate
        options.maximumAngle = maximumAngle ?? options.maximumAngle
        let outcome = try PartLesson(options).teach(paths, adding: base) { done in
          progress.update(words[.sayTeaching], done, of: 2 * paths.count)
        }
        taught = (outcome.values, .reference(outcome.reference))
        summary = outcome.summary(name: title, version: next, words: words)
      }
      progress.erase()
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    do {
      let images = count == 1 ? "1 image" : "\(count) images"
      let recipe =
        if update, let known {
          try known.revise(
            learned: taught.learned, reason: "taught \(images) more",
            software: SoftwareVersion.text)
        } else {
          try Recipe.create(
            in: folder, name: title, description: "Learned from photographs of good parts.",
            version: next, values: taught.values, learned: taught.learned, replacing: known,
            reason: "taught anew from \(images)", software: SoftwareVersion.text)
        }
      Console.write(TeachingText.text(summary, words: words), to: STDOUT_FILENO)
      try TeachingPage(summary, words: words).write(to: folder + "/teach.html")
      let written = words.recipe(oneLine(recipe.path ?? folder), version: recipe.version)
      Console.line("\n" + TerminalText.padded(words[.sheetRecipe], to: 8) + written)
      Console.line(TerminalText.padded(words[.sayPage], to: 8) + oneLine(folder) + "/teach.html")
    } catch {
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
    if summary.parts.contains(where: \.isSuspect) { throw ExitCode(1) }
  }

  /// The recipe that is in the folder already, where it is to be added to or replaced.
  private func knownRecipe(_ folder: String) throws -> Recipe? {
    let path = folder + "/recipe.yaml"
    guard FileManager.default.fileExists(atPath: path) else {
      guard !update else { throw LessonError.noReference(path: path) }
      return nil
    }
    guard update || replace else { throw LessonError.exists(path: path) }
    do {
      let recipe = try Recipe.load(path: path)
      guard !update || recipe.learned != nil else {
        throw LessonError.noReference(path: path)
      }
      return recipe
    } catch let error as RecipeError {
      // What cannot be read can be replaced, not added to.
      if update { throw error }
      return nil
    }
  }

  private static func box(_ text: String) throws -> PixelBox {
    guard let box = PixelBox(regionText: text) else {
      throw ValidationError(.told(.usageRegion, ["text": oneLine(text)]))
    }
    return box
  }
}

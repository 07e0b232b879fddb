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
    abstract: "Make a recipe from photographs of good parts.",
    discussion: """
      Learns what good parts look like and how much each pixel may differ, and writes a recipe with \
      its model files, ready for `inspect --recipe`, and teach.html, a page with the reference, the \
      tolerances, what is judged and the proposed settings. A dozen good parts are right, one \
      suffices for a start. The first image (by name) gives frame and light; the others may be \
      turned, shifted and lit otherwise. An image that the others do not agree with is named.

      Each good part is then judged by what the others taught; from how near they come to failing \
      the limits are proposed, for the stated share of good parts that may be rejected.

      --update adds more good parts to a recipe later; the old images are not needed, and the \
      recipe's settings stay.

      Exit code 0; 1: an image was outvoted by the others or the part was not found in it, look at \
      it; 2: wrong usage or something given cannot be used, nothing was written; 4: the recipe or \
      the page could not be written.
      """)

  @Option(help: "The images of good parts: a folder, or one image; may be repeated.")
  var good: [String] = []

  @Option(help: "The folder for the recipe, as in Models/NAME; made where there is none.")
  var output: String

  @Option(help: "The recipe's name; the folder's where it is not given.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      """
      Find the part by this region of the first image, in pixels; may be repeated. Chosen by the \
      program where there are none.
      """, valueName: "x,y,w,h"),
    transform: Self.box)
  var region: [PixelBox] = []

  @Option(
    help: ArgumentHelp(
      "An image of the first one's size: white is judged, black is not.", valueName: "file"))
  var mask: String?

  @Option(help: "The share of good parts that may be rejected; 0.01 where it is not given.")
  var falseAlarms: Double?

  @Option(
    help:
      "How far parts may be turned against the first image, each way, in degrees; 5 if not given.")
  var maximumAngle: Double?

  @Flag(
    help: """
      Learn the texture of surfaces without a fixed pattern (metal, tile, fabric), wherever they lie.
      """)
  var texture = false

  @Flag(help: "Add the images to what the recipe in the folder has learned.")
  var update = false

  @Flag(help: "Replace the recipe in the folder.")
  var replace = false

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    guard !good.isEmpty else {
      throw ValidationError("Name images of good parts: --good FOLDER.")
    }
    if let falseAlarms {
      let highest = texture ? 0.49 : 1
      guard falseAlarms > 0, falseAlarms < highest else {
        throw ValidationError(
          "--false-alarms \(falseAlarms): allowed is above 0 and below \(texture ? "0.49" : "1")")
      }
    }
    if let maximumAngle, !(0...180).contains(maximumAngle) {
      throw ValidationError("--maximum-angle \(maximumAngle): allowed is 0 to 180")
    }
    guard !texture || region.isEmpty && mask == nil else {
      throw ValidationError("--texture goes neither with --region nor with --mask.")
    }
    guard !update || !replace else {
      throw ValidationError("--update adds to the recipe, --replace begins anew: give one of them.")
    }
    guard !update || region.isEmpty && name == nil && falseAlarms == nil && maximumAngle == nil
    else {
      throw ValidationError(
        "--update keeps the recipe's name, regions and settings: leave --region, --name, --false-alarms "
          + "and --maximum-angle out; sightline tune changes settings.")
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--output is empty; name a folder.")
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
      Console.error(words.says(error))
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
      Console.error(words.says(error))
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
      throw ValidationError("'\(oneLine(text))' is no region: write x,y,width,height in pixels")
    }
    return box
  }
}

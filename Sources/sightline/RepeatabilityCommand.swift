import ArgumentParser
import Decision
import Evaluation
import Foundation
import Pixels
import Recipes
import Reporting
import Station
import Studies
import Synthesis
import Wording

/// `sightline repeatability`: whether the same part always comes out the same.
struct RepeatabilityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeatability",
    abstract: "Inspect repeated pictures of parts and say how much verdicts and areas vary.",
    discussion: """
      The pictures are repeated photographs, which --part-from, the serials of a list or their folders \
      put together to parts; or, with --copies, perturbed copies of each image. Prints whether the \
      verdict was the same every time, each defect's area over the pictures, and gauge studies \
      (%GRR, ndc) of areas and scores, and writes OUTPUT/repeatability.html. No record is kept.

      Exit code 0: every part always got the same verdict, and all areas vary by less than the limit; \
      1: not so; 2: wrong usage or something given cannot be used, nothing was inspected; 3: a picture \
      is uninspectable; 4: the page could not be written.
      """)

  @OptionGroup var images: ImageOptions

  @Option(
    help: ArgumentHelp("Inspect so many perturbed copies of every image.", valueName: "count"))
  var copies: Int?

  @Option(help: "What the copies are drawn from: any whole number from 0; 1 if not given.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp("Copies: shift along each axis, up to; 3 if not given.", valueName: "px"))
  var shift: Double?

  @Option(help: ArgumentHelp("Copies: turn, up to; 0.1 if not given.", valueName: "degrees"))
  var rotate: Double?

  @Option(help: ArgumentHelp("Copies: brighter or darker, up to; 3 if not given.", valueName: "%"))
  var brightness: Double?

  @Option(
    help: ArgumentHelp("Copies: noise of every sample; 1.5 if not given.", valueName: "gray levels")
  )
  var noise: Double?

  @Option(help: ArgumentHelp("Copies: blur, up to; 0.4 if not given.", valueName: "px"))
  var blur: Double?

  @Option(
    help: ArgumentHelp(
      "Takes the part out of a picture's file name: what the first group matches, or the whole match.",
      valueName: "regex"))
  var partFrom: String?

  @Option(
    help: ArgumentHelp(
      "Takes out of a picture's file name who or what took it, for a crossed study.",
      valueName: "regex"))
  var appraiserFrom: String?

  @Option(
    help: ArgumentHelp("Which parts are good, as for tune.", valueName: "file"))
  var truth: String?

  @Option(
    help: ArgumentHelp(
      "Boxes that lie no farther apart are the same defect; 0 for copies, 10 otherwise.",
      valueName: "px"))
  var matchDistance: Int?

  @Option(help: ArgumentHelp("Areas have to vary by less than this.", valueName: "%"))
  var areaLimit = 10.0

  @Option(
    help: ArgumentHelp("The width of the tolerance of areas, for its %GRR.", valueName: "px²"))
  var areaTolerance: Double?

  @Option(help: "The folder for repeatability.html; made where there is none.")
  var output = "sightline-repeatability"

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if let copies, !(2...1000).contains(copies) {
      throw ValidationError("--copies \(copies): allowed is 2 to 1000")
    }
    let ranges: [(String, Double?, ClosedRange<Double>)] = [
      ("--shift", shift, 0...1000), ("--rotate", rotate, 0...180),
      ("--brightness", brightness, 0...100),
      ("--noise", noise, 0...128), ("--blur", blur, 0...100),
    ]
    for case (let option, let value?, let range) in ranges {
      guard copies != nil else { throw ValidationError("\(option) goes with --copies only.") }
      guard range.contains(value) else {
        throw ValidationError(
          "\(option) \(value): allowed is \(Int(range.lowerBound)) to \(Int(range.upperBound))")
      }
    }
    guard seed == nil || copies != nil else {
      throw ValidationError("--seed goes with --copies only.")
    }
    guard copies == nil || partFrom == nil && appraiserFrom == nil else {
      throw ValidationError(
        "With --copies each image is a part: leave --part-from and --appraiser-from out.")
    }
    guard (0...1000).contains(matchDistance ?? 0) else {
      throw ValidationError("--match-distance \(matchDistance ?? 0): allowed is 0 to 1000 px")
    }
    guard areaLimit > 0, areaLimit <= 1000 else {
      throw ValidationError("--area-limit \(areaLimit): allowed is above 0 to 1000 %")
    }
    guard areaTolerance.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--area-tolerance \(areaTolerance ?? 0): it must be above 0 px²")
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--output is empty; leave it out or name a folder.")
    }
  }

  func run() throws {
    let words = speech.words
    let recipe: Recipe
    let pictures: RepeatedPictures
    let truths: TruthTable?
    do {
      recipe = try Recipe.load(path: images.recipe, overrides: images.overrides.values)
      let jobs = try images.collect(for: recipe, words: words).jobs
      truths = try truth.map { path in try TruthTable(path: path) }
      pictures = try RepeatedPictures(
        jobs, copies: copies.map { copyPlan($0) }, part: Self.pattern("--part-from", partFrom),
        appraiser: Self.pattern("--appraiser-from", appraiserFrom))
    } catch {
      Console.error(words.says(error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    signal(SIGPIPE, SIG_IGN)
    let parts: [RepeatedPart]
    do {
      parts = try inspect(pictures, recipe, truths)
    } catch {
      Console.error(words.says(error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    let study = RepeatabilityStudy(
      appraisers: pictures.appraisers, parts: parts, limits: DecisionLimits(recipe.values.decide),
      distance: matchDistance ?? (copies == nil ? 10 : 0), areaLimit: areaLimit / 100,
      areaTolerance: areaTolerance)
    Console.write(RepeatabilityText.text(study, words: words), to: STDOUT_FILENO)
    do throws(ReportError) {
      try Reports.createFolder(output)
      let path = output + "/repeatability.html"
      try RepeatabilityPage(
        study, origin: StudyOrigin(recipe, words: words), pictures: pictures.origin(words),
        words: words
      ).write(to: path)
      Console.line("\n\(words[.sayPage])  \(oneLine(path))")
    } catch {
      Console.error(words.says(error))
      throw ExitCode(RunStatus.notWritten.rawValue)
    }
    if study.uninspectableCount > 0 { throw ExitCode(RunStatus.uninspectable.rawValue) }
    if !study.isRepeatable { throw ExitCode(RunStatus.rejected.rawValue) }
  }

  private func inspect(
    _ pictures: RepeatedPictures, _ recipe: Recipe, _ truths: TruthTable?
  ) throws -> [RepeatedPart] {
    let folder = FileManager.default.temporaryDirectory.path + "/sightline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Copies of photographs are large, and nobody looks for them there.
    let signals = InterruptSignals {
      try? FileManager.default.removeItem(atPath: folder)
      _exit(RunStatus.interrupted.rawValue)
    }
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      withExtendedLifetime(signals) {}
    }
    var progress = StudyProgress(speech.words)
    defer { progress.erase() }
    return try pictures.inspect(
      recipe, workers: images.workers.jobs, truths: truths, folder: folder
    ) { part, done, total in
      let name =
        copies == nil
        ? "" : speech.words.counted(.sayImageOf, pictures.partCount, ["number": "\(part)"])
      progress.update(name, done, of: total)
    }
  }

  private static func pattern(_ option: String, _ text: String?) throws -> SerialPattern? {
    guard let text else { return nil }
    do throws(JobError) {
      return try SerialPattern(text)
    } catch {
      throw ValidationError("\(option) '\(oneLine(text))' is no regular expression.")
    }
  }

  private func copyPlan(_ copies: Int) -> RepeatedPictures.CopyPlan {
    let shift = shift ?? 3
    return RepeatedPictures.CopyPlan(
      count: copies, seed: seed ?? 1,
      limits: ImagePerturbation(
        motion: BoardMotion(shift: PixelPoint(x: shift, y: shift), rotation: rotate ?? 0.1),
        blur: blur ?? 0.4, brightness: (brightness ?? 3) / 100, noise: noise ?? 1.5))
  }
}

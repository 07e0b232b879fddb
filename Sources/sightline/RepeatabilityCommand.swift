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
    abstract: .told(.helpRepeatAbstract), discussion: .told(.helpRepeatDiscussion))

  @OptionGroup var images: ImageOptions

  @Option(help: .told(.helpRepeatCopies, valueName: "count"))
  var copies: Int?

  @Option(help: .told(.helpRepeatSeed))
  var seed: UInt64?

  @Option(help: .told(.helpRepeatShift, valueName: "px"))
  var shift: Double?

  @Option(help: .told(.helpRepeatRotate, valueName: "degrees"))
  var rotate: Double?

  @Option(help: .told(.helpRepeatBrightness, valueName: "%"))
  var brightness: Double?

  @Option(help: .told(.helpRepeatNoise, valueName: "gray levels"))
  var noise: Double?

  @Option(help: .told(.helpRepeatBlur, valueName: "px"))
  var blur: Double?

  @Option(help: .told(.helpRepeatPartFrom, valueName: "regex"))
  var partFrom: String?

  @Option(help: .told(.helpRepeatAppraiserFrom, valueName: "regex"))
  var appraiserFrom: String?

  @Option(help: .told(.helpRepeatTruth, valueName: "file"))
  var truth: String?

  @Option(help: .told(.helpRepeatDistance, valueName: "px"))
  var matchDistance: Int?

  @Option(help: .told(.helpRepeatAreaLimit, valueName: "%"))
  var areaLimit = 10.0

  @Option(help: .told(.helpRepeatAreaTolerance, valueName: "px²"))
  var areaTolerance: Double?

  @Option(help: .told(.helpRepeatOutput))
  var output = "sightline-repeatability"

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if let copies, !(2...1000).contains(copies) {
      throw Self.refusal("--copies", "\(copies)", 2, 1000)
    }
    let ranges: [(String, Double?, ClosedRange<Double>)] = [
      ("--shift", shift, 0...1000), ("--rotate", rotate, 0...180),
      ("--brightness", brightness, 0...100),
      ("--noise", noise, 0...128), ("--blur", blur, 0...100),
    ]
    for case (let option, let value?, let range) in ranges {
      guard copies != nil else {
        throw ValidationError(.told(.usageCopiesOnly, ["option": option]))
      }
      guard range.contains(value) else {
        throw Self.refusal(
          option, "\(value)", Int(range.lowerBound), Int(range.upperBound))
      }
    }
    guard seed == nil || copies != nil else {
      throw ValidationError(.told(.usageCopiesOnly, ["option": "--seed"]))
    }
    guard copies == nil || partFrom == nil && appraiserFrom == nil else {
      throw ValidationError(.told(.usageCopiesParts))
    }
    guard (0...1000).contains(matchDistance ?? 0) else {
      throw ValidationError(.told(.usageMatchDistance, ["value": "\(matchDistance ?? 0)"]))
    }
    guard areaLimit > 0, areaLimit <= 1000 else {
      throw ValidationError(.told(.usageAreaLimit, ["value": "\(areaLimit)"]))
    }
    guard areaTolerance.map({ $0 > 0 && $0.isFinite }) ?? true else {
      throw ValidationError(.told(.usageAreaTolerance, ["value": "\(areaTolerance ?? 0)"]))
    }
    guard !output.allSatisfy(\.isWhitespace) else {
      throw ValidationError(.told(.usageOutputEmpty))
    }
  }

  private static func refusal(
    _ option: String, _ value: String, _ least: Int, _ most: Int
  ) -> ValidationError {
    ValidationError(
      .told(
        .usageRange,
        ["option": option, "value": value, "from": "\(least)", "to": "\(most)"]))
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
      Console.error(words.sentence(of: error))
      throw ExitCode(RunStatus.nothingInspected.rawValue)
    }
    signal(SIGPIPE, SIG_IGN)
    let parts: [RepeatedPart]
    do {
      parts = try inspect(pictures, recipe, truths)
    } catch {
      Console.error(words.sentence(of: error))
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
      Console.error(words.sentence(of: error))
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
      recipe, workers: images.workers.jobs, truths: truths, folder: folder, words: speech.words
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
      throw ValidationError(
        .told(.usagePattern, ["option": option, "text": oneLine(text)]))
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

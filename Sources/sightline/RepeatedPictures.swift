import ArgumentParser
import Decision
import Evaluation
import Foundation
import Recipes
import Station
import Studies
import Synthesis

/// The pictures of a repeatability study, by part and appraiser.
struct RepeatedPictures {
  /// How many copies are made of each image, and how they differ.
  struct CopyPlan {
    var count: Int
    var seed: UInt64
    var limits: ImagePerturbation
  }

  private struct Part {
    var name: String
    /// For each appraiser the jobs of its pictures; with copies the one job of the image.
    var jobs: [[InspectionJob]]
  }

  /// Who or what took the pictures; one without a name where nothing tells.
  let appraisers: [String]
  private let parts: [Part]
  private let copies: CopyPlan?

  /// The pictures of `jobs`: with `copies` copies of each, otherwise themselves, put together by what
  /// `part` and `appraiser` take out of file names, or by serial, or by folder.
  ///
  /// Throws where no part has a second picture, or a file name does not fit a pattern.
  init(
    _ jobs: [InspectionJob], copies: CopyPlan?, part: SerialPattern?, appraiser: SerialPattern?
  ) throws {
    self.copies = copies
    var names: [String] = []
    var appraisers: [String] = []
    var places: [(part: Int, appraiser: Int)] = []
    func place(_ name: String, in list: inout [String]) -> Int {
      if let known = list.firstIndex(of: name) { return known }
      list.append(name)
      return list.count - 1
    }
    for job in jobs {
      let name = copies == nil ? try Self.part(of: job, pattern: part) : job.imagePath
      let taker = try Self.matched(appraiser, job.imagePath, option: "--appraiser-from") ?? ""
      places.append((place(name, in: &names), place(taker, in: &appraisers)))
    }
    let count = appraisers.count
    var parts = names.map { Part(name: $0, jobs: Array(repeating: [], count: count)) }
    for (job, place) in zip(jobs, places) { parts[place.part].jobs[place.appraiser].append(job) }
    guard copies != nil || parts.contains(where: { $0.jobs.joined().count > 1 }) else {
      throw ValidationError(
        "None of the \(parts.count) parts has a second picture: say with --part-from which pictures "
          + "show the same part, or have --copies made.")
    }
    if copies != nil {
      // Copies are named after their images, with the folders only where names are not enough.
      let files = parts.map { $0.name.split(separator: "/").last.map(String.init) ?? $0.name }
      if Set(files).count == files.count {
        for (index, file) in files.enumerated() { parts[index].name = file }
      }
    }
    (self.parts, self.appraisers) = (parts, appraisers)
  }

  private static func part(of job: InspectionJob, pattern: SerialPattern?) throws -> String {
    if let name = try matched(pattern, job.imagePath, option: "--part-from") { return name }
    if let serial = job.serial { return serial }
    let folder = job.imagePath.split(separator: "/").dropLast().joined(separator: "/")
    return folder.isEmpty ? "." : folder
  }

  private static func matched(
    _ pattern: SerialPattern?, _ path: String, option: String
  ) throws -> String? {
    guard let pattern else { return nil }
    guard let found = pattern.serial(of: path) else {
      throw ValidationError("\(option) finds nothing in the name of \(oneLine(path)).")
    }
    return found
  }

  /// How the pictures came to be, in a sentence.
  var words: String {
    guard let copies else { return "photographs" }
    let limits = copies.limits
    return "\(copies.count) perturbed copies of each image, seed \(copies.seed): shift up to "
      + "\(limits.motion.shift.x) px, turn up to \(limits.motion.rotation)°, brightness ± "
      + "\(limits.brightness * 100) %, blur up to \(limits.blur) px, noise of \(limits.noise) gray "
      + "levels"
  }

  /// Inspects all pictures with `recipe`.
  func inspect(_ recipe: Recipe, workers: Int, truths: TruthTable?) throws -> [RepeatedPart] {
    let isGood = try goodness(truths)
    let runner = StudyRunner(recipe: recipe, workers: workers)
    var progress = StudyProgress()
    defer { progress.erase() }
    guard let copies else {
      let jobs = parts.flatMap { $0.jobs.joined() }
      var studied = runner.run(jobs) { progress.update("", $0, of: jobs.count) }[...]
      return parts.enumerated().map { index, part in
        let repeats = part.jobs.map { jobs in jobs.map { _ in Self.picture(studied.removeFirst()) }
        }
        return RepeatedPart(name: part.name, repeats: repeats, isGood: isGood[index])
      }
    }
    let folder = FileManager.default.temporaryDirectory.path + "/sightline-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let signals = InterruptSignals {
      try? FileManager.default.removeItem(atPath: folder)
      _exit(RunStatus.interrupted.rawValue)
    }
    defer {
      try? FileManager.default.removeItem(atPath: folder)
      withExtendedLifetime(signals) {}
    }
    var made: [RepeatedPart] = []
    for (index, part) in parts.enumerated() {
      let name = "image \(index + 1) of \(parts.count)"
      made.append(
        RepeatedPart(
          name: part.name,
          repeats: [
            try Self.copies(
              of: part.jobs.joined().first, copies, folder: folder, recipe: recipe, runner: runner
            ) { progress.update(name, $0, of: copies.count) }
          ],
          isGood: isGood[index]))
    }
    return made
  }

  private static func copies(
    of job: InspectionJob?, _ plan: CopyPlan, folder: String, recipe: Recipe, runner: StudyRunner,
    onDone: (Int) -> Void
  ) throws -> [PartRepeat] {
    guard let job else { preconditionFailure("a part has an image") }
    let source = try PerturbedCopies(
      of: job.imagePath, recipe: recipe.prepared(), limits: plan.limits, seed: plan.seed,
      folder: folder)
    let studied = runner.run(
      count: plan.count,
      job: { number in
        var copy = job
        do {
          copy.imagePath = try source.write(number + 1)
        } catch {
          copy.obstacle = "\(error)"
        }
        copy.serial = "\(number + 1)"
        return copy
      },
      discard: { copy in source.remove(copy.serial.flatMap { Int($0) } ?? 0) }, onDone: onDone)
    return studied.enumerated().map { number, image in
      var picture = picture(image)
      picture.name = "copy \(number + 1)"
      for i in picture.candidates.indices {
        picture.candidates[i].box = source.original(
          picture.candidates[i].box, ofCopy: number + 1)
      }
      return picture
    }
  }

  private static func picture(_ image: StudiedImage) -> PartRepeat {
    PartRepeat(
      name: image.record.imagePath.split(separator: "/").last.map(String.init) ?? "",
      verdict: image.record.verdict, reason: image.record.reason, candidates: image.candidates)
  }

  /// For each part whether it is good: what the truth says of its pictures. It must say the same of
  /// all that it names.
  private func goodness(_ truths: TruthTable?) throws -> [Bool?] {
    guard let truths else { return parts.map { _ in nil } }
    return try parts.map { part in
      let known = try truths.truth(of: part.jobs.joined().map(\.imagePath)).compactMap(\.self)
      guard Set(known.map(\.isGood)).count <= 1 else {
        throw ValidationError(
          "The truth calls pictures of \(oneLine(part.name)) good and others defective.")
      }
      return known.first?.isGood
    }
  }
}

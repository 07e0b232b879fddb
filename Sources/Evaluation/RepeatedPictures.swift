import Decision
import Foundation
import Recipes
import Station
import Studies
import Synthesis
import Wording

/// The pictures of a repeatability study, by part and appraiser.
public struct RepeatedPictures: Sendable {
  /// How many copies are made of each image, and how they differ.
  public struct CopyPlan: Sendable {
    /// So many.
    public var count: Int
    /// What they are drawn from.
    public var seed: UInt64
    /// What they may be off by.
    public var limits: ImagePerturbation

    /// See the properties.
    public init(count: Int, seed: UInt64, limits: ImagePerturbation) {
      (self.count, self.seed, self.limits) = (count, seed, limits)
    }
  }

  private struct Part: Sendable {
    var name: String
    /// For each appraiser the jobs of its pictures; with copies the one job of the image.
    var jobs: [[InspectionJob]]
  }

  /// Who or what took the pictures; one without a name where nothing tells.
  public let appraisers: [String]
  private let parts: [Part]
  private let copies: CopyPlan?

  /// The pictures of `jobs`: with `copies` copies of each, otherwise themselves, put together by what
  /// `part` and `appraiser` take out of file names, or by serial, or by folder.
  ///
  /// Throws where no part has a second picture, or a file name does not fit a pattern.
  public init(
    _ jobs: [InspectionJob], copies: CopyPlan? = nil, part: SerialPattern? = nil,
    appraiser: SerialPattern? = nil
  ) throws(RepeatedPicturesError) {
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
      throw .nothingRepeated(parts: parts.count)
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

  private static func part(
    of job: InspectionJob, pattern: SerialPattern?
  ) throws(RepeatedPicturesError) -> String {
    if let name = try matched(pattern, job.imagePath, option: "--part-from") { return name }
    if let serial = job.serial { return serial }
    let folder = job.imagePath.split(separator: "/").dropLast().joined(separator: "/")
    return folder.isEmpty ? "." : folder
  }

  private static func matched(
    _ pattern: SerialPattern?, _ path: String, option: String
  ) throws(RepeatedPicturesError) -> String? {
    guard let pattern else { return nil }
    guard let found = pattern.serial(of: path) else {
      throw .noMatch(option: option, path: path)
    }
    return found
  }

  /// How the pictures came to be, in the language of `words`.
  public func origin(_ words: Words) -> String {
    guard let copies else { return words[.repeatPhotographs] }
    let limits = copies.limits
    return words.text(
      .repeatCopies,
      [
        "count": "\(copies.count)", "seed": "\(copies.seed)",
        "shift": "\(limits.motion.shift.x)", "turn": "\(limits.motion.rotation)",
        "brightness": words.text(.runPercent, ["value": "\(limits.brightness * 100)"]),
        "blur": "\(limits.blur)", "noise": "\(limits.noise)",
      ])
  }

  /// Inspects all pictures with `recipe` on `workers` workers; `truths` says which parts are good.
  /// Copies go, one image's at a time, to `folder`, which must exist, and are removed from there; they
  /// are called as `words` have it.
  ///
  /// `onProgress` is called with the part from 1 and its pictures that are done; photographs are all
  /// done as part 1.
  public func inspect(
    _ recipe: Recipe, workers: Int, truths: TruthTable?, folder: String,
    words: Words = Words(.standard),
    onProgress: (_ part: Int, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws(RepeatedPicturesError) -> [RepeatedPart] {
    let isGood = try goodness(truths)
    let runner = StudyRunner(recipe: recipe, workers: workers)
    guard let copies else {
      let jobs = parts.flatMap { $0.jobs.joined() }
      var studied = runner.run(jobs) { onProgress(1, $0, jobs.count) }[...]
      return parts.enumerated().map { index, part in
        let repeats = part.jobs.map { jobs in
          jobs.map { _ in Self.picture(studied.removeFirst()) }
        }
        return RepeatedPart(name: part.name, repeats: repeats, isGood: isGood[index])
      }
    }
    var made: [RepeatedPart] = []
    for (index, part) in parts.enumerated() {
      let pictures = try Self.copies(
        of: part.jobs.joined().first, copies, folder: folder, recipe: recipe, runner: runner,
        words: words
      ) { onProgress(index + 1, $0, copies.count) }
      made.append(RepeatedPart(name: part.name, repeats: [pictures], isGood: isGood[index]))
    }
    return made
  }

  /// The parts, of which there is at least one.
  public var partCount: Int { parts.count }

  private static func copies(
    of job: InspectionJob?, _ plan: CopyPlan, folder: String, recipe: Recipe, runner: StudyRunner,
    words: Words, onDone: (Int) -> Void
  ) throws(RepeatedPicturesError) -> [PartRepeat] {
    guard let job else { preconditionFailure("a part has an image") }
    let source: PerturbedCopies
    do {
      source = try PerturbedCopies(
        of: job.imagePath, recipe: recipe.prepared(), limits: plan.limits, seed: plan.seed,
        folder: folder)
    } catch {
      throw .copies(error)
    }
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
      picture.name = words.text(.repeatCopy, ["number": "\(number + 1)"])
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
  private func goodness(_ truths: TruthTable?) throws(RepeatedPicturesError) -> [Bool?] {
    guard let truths else { return parts.map { _ in nil } }
    var isGood: [Bool?] = []
    for part in parts {
      let known: [PartTruth]
      do {
        known = try truths.truth(of: part.jobs.joined().map(\.imagePath)).compactMap(\.self)
      } catch {
        throw .truth(error)
      }
      guard Set(known.map(\.isGood)).count <= 1 else { throw .contradiction(part: part.name) }
      isGood.append(known.first?.isGood)
    }
    return isGood
  }
}

/// Why pictures make no repeatability study.
public enum RepeatedPicturesError: Error, Sendable, Equatable, CustomStringConvertible {
  /// None of so many parts has a second picture.
  case nothingRepeated(parts: Int)
  /// The pattern of an option finds nothing in a file's name.
  case noMatch(option: String, path: String)
  /// The truth calls pictures of one part good and others bad.
  case contradiction(part: String)
  /// The truth cannot be used.
  case truth(TruthTableError)
  /// An image cannot be copied.
  case copies(PerturbedCopiesError)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .nothingRepeated(let parts):
      "none of the \(parts) parts has a second picture: say with --part-from which pictures show the "
        + "same part, or have --copies made"
    case .noMatch(let option, let path): "\(option) finds nothing in the name of \(oneLine(path))"
    case .contradiction(let part):
      "the truth calls pictures of \(oneLine(part)) good and others defective"
    case .truth(let error): "\(error)"
    case .copies(let error): "\(error)"
    }
  }
}

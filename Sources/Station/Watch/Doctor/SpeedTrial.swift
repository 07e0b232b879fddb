import Decision
import Foundation
import Recipes

/// How long something takes, tried several times.
struct SpeedTrial: Sendable {
  let median: Duration
  let worst: Duration
  /// Whether an image could be judged, and if not, why.
  var isJudged = true
  var words = ""

  private init(_ times: [Duration]) {
    precondition(!times.isEmpty, "nothing was tried")
    median = times.sorted()[times.count / 2]
    worst = times.max() ?? .zero
  }

  /// Writing 8 KiB, about a record, and flushing it to the disk of `folder`; `nil` where that cannot be
  /// done.
  static func flush(in folder: String) -> SpeedTrial? {
    let path = folder + "/.sightline-doctor-\(getpid())"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    defer {
      close(file)
      unlink(path)
    }
    let bytes = [UInt8](repeating: 0x5C, count: 8192)
    var times: [Duration] = []
    for _ in 0..<50 {
      let start = ContinuousClock.now
      guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { return nil }
      times.append(ContinuousClock.now - start)
    }
    return SpeedTrial(times)
  }

  /// Reading, decoding and inspecting the image at `path`, as a worker of a station does. The first
  /// time does not count: memory is taken then.
  static func inspection(
    of path: String, _ folder: WatchedFolderOptions, _ recipe: PreparedRecipe
  ) throws(JobError) -> SpeedTrial {
    var rule = folder.templates
    if recipe.values.compare.method != .template { rule = .unneeded }
    guard let job = try JobCollection(paths: [path], rule: rule).jobs.first else {
      throw .notOneImage(path: path, cause: "it is a template")
    }
    var worker = InspectionWorker(recipe: recipe, origin: RecordOrigin())
    var record = worker.inspect(job, wantsPictures: false).record
    var times: [Duration] = []
    let end = ContinuousClock.now + .seconds(5)
    while times.count < 3 || times.count < 50 && ContinuousClock.now < end {
      let start = ContinuousClock.now
      record = worker.inspect(job, wantsPictures: false).record
      times.append(ContinuousClock.now - start)
    }
    var trial = SpeedTrial(times)
    trial.isJudged = record.verdict != .uninspectable
    trial.words = record.reason
    return trial
  }
}

extension Duration {
  /// In milliseconds or seconds, with three digits at most.
  var shortText: String {
    let milliseconds = self / .milliseconds(1)
    if milliseconds < 10 { return String(format: "%.1f ms", milliseconds) }
    if milliseconds < 1000 { return String(format: "%.0f ms", milliseconds) }
    return String(format: "%.1f s", milliseconds / 1000)
  }
}

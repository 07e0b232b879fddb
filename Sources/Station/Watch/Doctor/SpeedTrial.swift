import Decision
import Foundation
import Recipes
import Synchronization

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

  /// Reading, decoding and inspecting the image at `path`, as the workers of a station do, `workers` of
  /// them at a time: they share caches and memory. The first time of each does not count: memory is
  /// taken then.
  static func inspection(
    of path: String, _ folder: WatchedFolderOptions, _ recipe: PreparedRecipe, workers: Int
  ) throws(JobError) -> SpeedTrial {
    var rule = folder.templates
    if recipe.values.compare.method != .template { rule = .unneeded }
    guard let job = try JobCollection(paths: [path], rule: rule).jobs.first else {
      throw .notOneImage(path: path, .template)
    }
    let found = Mutex<(times: [Duration], refusal: String?)>(([], nil))
    let end = ContinuousClock.now + .seconds(5)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      var worker = InspectionWorker(recipe: recipe, origin: RecordOrigin())
      let record = worker.inspect(job, wantsPictures: false).record
      var times: [Duration] = []
      while times.count < 3 || times.count < 50 && ContinuousClock.now < end {
        let start = ContinuousClock.now
        _ = worker.inspect(job, wantsPictures: false)
        times.append(ContinuousClock.now - start)
      }
      found.withLock {
        $0.times += times
        if record.verdict == .uninspectable { $0.refusal = record.reason }
      }
    }
    let (times, refusal) = found.withLock { $0 }
    var trial = SpeedTrial(times)
    trial.isJudged = refusal == nil
    trial.words = refusal ?? ""
    return trial
  }
}

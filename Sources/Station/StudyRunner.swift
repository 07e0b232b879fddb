import Decision
import Foundation
import Recipes
import Reporting
import Traceability

/// What a study keeps of the inspection of one image.
public struct StudiedImage: Sendable {
  /// The record as a run would have made it; it is not kept anywhere.
  public var record: InspectionRecord
  /// All candidates, also those too weak to count; most confident first.
  public var candidates: [Defect]
}

/// Inspects images for a study, as a run does and with several workers, but keeps no record, makes no
/// report and tells the candidates that are too weak to count.
public struct StudyRunner: Sendable {
  private let recipe: PreparedRecipe
  private let workers: Int

  /// A runner of `recipe` with `workers` workers, at least 1.
  public init(recipe: Recipe, workers: Int) {
    precondition(workers >= 1, "a study needs at least one worker")
    self.recipe = recipe.prepared()
    self.workers = workers
  }

  /// Does `jobs`; the results are in their order. `onDone` is called on this thread with the number
  /// of jobs that are done.
  public func run(_ jobs: [InspectionJob], onDone: (Int) -> Void = { _ in }) -> [StudiedImage] {
    run(count: jobs.count, job: { jobs[$0] }, onDone: onDone)
  }

  /// Does `jobs` one after the other and pictures the surest three candidates of each, also those too weak
  /// to count; leaves out what shows none.
  public func pictures(_ jobs: [InspectionJob]) -> [StudiedPicture] {
    var worker = InspectionWorker(recipe: recipe, origin: RecordOrigin())
    return jobs.compactMap { job in
      _ = worker.inspect(job, wantsPictures: false)
      let candidates = Array(worker.candidates.prefix(3))
      guard !candidates.isEmpty, let pictures = worker.pictures(of: candidates) else { return nil }
      return StudiedPicture(path: job.imagePath, candidates: candidates, pictures: pictures)
    }
  }

  /// Does the jobs 0..<`count`, each of which `job` makes shortly before and `discard` gets back after
  /// it is done, both on the worker's thread; the results are in their order.
  public func run(
    count: Int, job: @escaping @Sendable (Int) -> InspectionJob,
    discard: @escaping @Sendable (InspectionJob) -> Void = { _ in },
    onDone: (Int) -> Void = { _ in }
  ) -> [StudiedImage] {
    guard count > 0 else { return [] }
    let workers = min(workers, count)
    let window = OrderedWindow<StudiedImage>(count: count, size: workers * 16)
    for number in 1...workers {
      WorkThread.start("study \(number)") { [recipe] in
        var worker = InspectionWorker(recipe: recipe, origin: RecordOrigin())
        while let number = window.take() {
          let made = job(number)
          let record = worker.inspect(made, wantsPictures: false).record
          discard(made)
          window.deliver(
            StudiedImage(record: record, candidates: worker.candidates), for: number)
        }
      }
    }
    var images: [StudiedImage] = []
    images.reserveCapacity(count)
    while images.count < count {
      let next = window.collect()
      images += next
      window.disposeOf(next.count)
      onDone(images.count)
    }
    return images
  }
}

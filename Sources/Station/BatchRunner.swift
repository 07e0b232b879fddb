import Foundation
import ImageHealth
import Recipes
import Reporting
import Synchronization
import Traceability

/// Inspects a batch of images with several workers, records the results, and reports them.
///
/// Results come in the order of the jobs, whatever the number of workers. A result counts only when
/// its record is committed: until then it is neither reported nor counted. Memory does not grow
/// with the number of images.
public final class BatchRunner: Sendable {
  /// Commits records durably, all or none, and returns them as they were recorded.
  public typealias Commit =
    ([InspectionRecord]) throws(RecordStoreError) -> [InspectionRecord]

  /// Something that happens in a run.
  public enum Event: Sendable {
    /// A part is done: its record is as it was committed.
    case done(InspectionRecord)
    /// A report cannot be written and is given up; the run goes on.
    case reportLost(ReportError)
  }

  private let jobs: [InspectionJob]
  private let recipe: PreparedRecipe
  private let changes: [ChangedParameter]
  private let origin: RecordOrigin
  private let workers: Int
  private let window: OrderedWindow<ReportEntry>
  private let wantsPictures: Atomic<Bool>
  private let hasRun = Atomic(false)

  /// Results that may be on their way for each worker, from the start of the inspection to the
  /// report. Enough that one disk flush serves several, and that no worker waits for one.
  private static let windowPerWorker = 32

  /// How long a result may wait for others to be committed with it, in seconds: a flush of the disk
  /// for every image would cost a fifth of an inspection.
  private static let patience = 0.05

  /// A runner that does `jobs` with `workers` workers, at least 1.
  public init(jobs: [InspectionJob], recipe: Recipe, origin: RecordOrigin, workers: Int) {
    precondition(workers >= 1, "a run needs at least one worker")
    self.jobs = jobs
    self.recipe = recipe.prepared()
    changes = recipe.changes
    self.origin = origin
    self.workers = min(workers, max(1, jobs.count))
    window = OrderedWindow(count: jobs.count, size: self.workers * Self.windowPerWorker)
    wantsPictures = Atomic(false)
  }

  /// Ends the run early: images in flight are finished, recorded and reported, no others begun.
  /// May be called from any thread at any time.
  public func stop() { window.stop() }

  /// Does all jobs, completes `reports`, and returns when that is done. May be called once.
  ///
  /// Where `commit` fails, nothing more is inspected or reported, and the reports are completed
  /// with what was committed before. A report that cannot be written is given up; without records
  /// the reports are all there is, so that the run is then broken off.
  ///
  /// - Parameters:
  ///   - reports: where results go after they were committed.
  ///   - commit: keeps the records; `nil` where none are kept.
  ///   - onEvent: called on this thread.
  /// - Returns: how the run ended.
  public func run(
    reports: Reports, commit: Commit?, onEvent: (Event) -> Void
  ) -> RunOutcome {
    precondition(
      !hasRun.exchange(true, ordering: .relaxed), "a batch runner serves one run")
    let started = Date()
    let start = ContinuousClock.now
    var ended = started
    var recordError: RecordStoreError?
    var reportErrors: [ReportError] = []
    var camera = FrozenCamera()
    wantsPictures.store(reports.wantsPictures, ordering: .relaxed)
    startWorkers()
    while true {
      var entries = window.collect(patience: Self.patience)
      guard !entries.isEmpty else { break }
      // Results that cannot be kept are dropped, but those in flight have to be awaited.
      let isKept = recordError == nil && (commit != nil || reportErrors.isEmpty)
      if isKept {
        for index in entries.indices { judgeRepeats(of: &entries[index], &camera) }
        do throws(RecordStoreError) {
          try Self.commit(&entries, commit)
          ended = Date()
          for entry in entries {
            do throws(ReportError) {
              try reports.append(entry)
            } catch {
              reportErrors.append(error)
              onEvent(.reportLost(error))
              if commit == nil { stop() }
            }
            onEvent(.done(entry.record))
          }
        } catch {
          recordError = error
          stop()
        }
      }
      wantsPictures.store(reports.wantsPictures, ordering: .relaxed)
      window.disposeOf(entries.count)
    }
    let tally = reports.tally
    do throws(ReportError) {
      try reports.finish(
        summary(started: started, ended: ended, interrupted: tally.total < jobs.count))
    } catch {
      reportErrors.append(error)
    }
    return RunOutcome(
      total: jobs.count, tally: tally, started: started, ended: ended,
      seconds: (ContinuousClock.now - start) / .seconds(1), recordError: recordError,
      reportErrors: reportErrors)
  }

  /// Notes where a picture has the same bytes as the one before. Here, since only here pictures come
  /// in their order.
  private func judgeRepeats(of entry: inout ReportEntry, _ camera: inout FrozenCamera) {
    guard !entry.record.imageSHA256.isEmpty, entry.record.health != nil else { return }
    let repeats = camera.see(sha256: entry.record.imageSHA256)
    guard let finding = recipe.values.health.repeatsFinding(repeats) else { return }
    entry.record.health?.findings.append(PictureHealth.Finding(finding))
    guard finding.severity == .refuse, entry.record.verdict != .uninspectable else { return }
    entry.record.verdict = .uninspectable
    entry.record.reason = finding.sentence
    entry.record.defects = []
    entry.pictures = nil
  }

  private static func commit(
    _ entries: inout [ReportEntry], _ commit: Commit?
  ) throws(RecordStoreError) {
    guard let commit else { return }
    let committed = try commit(entries.map(\.record))
    precondition(committed.count == entries.count, "records were lost while they were committed")
    for (index, record) in committed.enumerated() { entries[index].record = record }
  }

  /// Decoding and comparing block a thread for long, so that each worker has one of its own.
  private func startWorkers() {
    for number in 1...workers { WorkThread.start("inspection \(number)") { [self] in work() } }
  }

  private func work() {
    var worker = InspectionWorker(recipe: recipe, origin: origin)
    while let number = window.take() {
      let entry = worker.inspect(
        jobs[number], wantsPictures: wantsPictures.load(ordering: .relaxed))
      window.deliver(entry, for: number)
    }
  }

  private func summary(started: Date, ended: Date, interrupted: Bool) -> RunSummary {
    RunSummary(
      recipe: recipe.name, recipeVersion: recipe.version, recipeSHA256: recipe.sha256,
      changedParameters: changes, software: origin.software, station: origin.station,
      operator: origin.operator, lot: origin.lot, started: started, ended: ended,
      interrupted: interrupted)
  }
}

extension Recipe {
  /// The parameters whose value in effect is not the file's, as reports show them.
  fileprivate var changes: [ChangedParameter] {
    let keys = Set(prepared().changedParameters)
    return Parameter.all.filter { keys.contains($0.key) }.map {
      ChangedParameter(
        key: $0.key, value: $0.text(in: values) ?? "not set",
        recipeValue: $0.text(in: fileValues) ?? "not set")
    }
  }
}

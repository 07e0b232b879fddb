import Foundation
import Synchronization
import Traceability

/// Commits results durably, in groups as they come, and only then lets others know of them. Its work
/// is one thread's.
final class Recorder: Sendable {
  /// Where results come in.
  let inbox: BoundedQueue<FinishedArrival>

  private let store: RecordStore
  private let places: [WatchPlace]
  private let options: WatchOptions
  private let journal: StationJournal
  private let alarms: AlarmBook
  private let reply: @Sendable (IntakeReply) -> Void
  private let isBehind: @Sendable () -> Bool
  private let announcer: Announcer
  private let deliveries: [Delivery]
  private let state = Mutex(State())

  private struct State {
    var failure: RecordStoreError?
    var isStopping = false
    var beat = ContinuousClock.now
  }

  /// How many results share one flush of the disk at most.
  private static let groupSize = 64
  /// For how many seconds more results are waited for while images wait to be inspected: theirs are to
  /// share a flush of the disk.
  private static let gatheringTime = 0.02

  /// A recorder that gives what became of files to `reply`, on its thread, and committed records to
  /// `announcer` and `deliveries`. `isBehind` says whether images wait to be inspected.
  init(
    store: RecordStore, places: [WatchPlace], options: WatchOptions, journal: StationJournal,
    alarms: AlarmBook, reply: @escaping @Sendable (IntakeReply) -> Void,
    isBehind: @escaping @Sendable () -> Bool, announcer: Announcer,
    deliveries: [Delivery]
  ) {
    (self.store, self.places, self.options) = (store, places, options)
    (self.journal, self.alarms) = (journal, alarms)
    (self.reply, self.isBehind) = (reply, isBehind)
    (self.announcer, self.deliveries) = (announcer, deliveries)
    inbox = BoundedQueue(capacity: max(16, options.workers * 4))
  }

  /// Why nothing can be recorded any more, if so.
  var failure: RecordStoreError? { state.withLock { $0.failure } }

  /// When the recorder was last seen at work or waiting for some.
  var lastBeat: ContinuousClock.Instant { state.withLock { $0.beat } }

  /// Waits no more for a disk or a lock to become free.
  func stopWaiting() { state.withLock { $0.isStopping = true } }

  /// Works until the inbox is closed and empty, or records cannot be kept any more.
  func run() {
    var watches = places.map {
      VerdictWatch(folder: $0.options.path, limits: options.alarms, alarms: alarms)
    }
    func gathering() -> Double { isBehind() ? Self.gatheringTime : 0 }
    while let finished = inbox.take(Self.groupSize, waiting: 0.5, gathering: gathering) {
      beat()
      announcer.check()
      var group = finished
      for index in group.indices {
        watches[group[index].item.folder].judgeRepeats(of: &group[index])
      }
      var entries = journal.take()
      entries.arrivals = group.map(\.arrival)
      for (index, finished) in group.enumerated() {
        entries.arrivals[index].isToStay = ending(of: finished, sequence: 0) == nil
      }
      guard !entries.isEmpty else { continue }
      guard let outcomes = commit(entries) else {
        inbox.close(dropping: true)
        return
      }
      for (finished, outcome) in zip(group, outcomes) {
        tell(finished, outcome, &watches[finished.item.folder])
      }
      if !group.isEmpty { for delivery in deliveries { delivery.poke() } }
    }
    let rest = journal.take()
    if !rest.isEmpty { _ = commit(rest) }
  }

  private func tell(
    _ finished: FinishedArrival, _ outcome: RecordedArrival, _ watch: inout VerdictWatch
  ) {
    let item = finished.item
    switch outcome {
    case .known:
      reply(IntakeReply(folder: item.folder, name: item.name, outcome: .unclear))
    case .new(let record, let earlier):
      let job = ending(of: finished, sequence: record.sequence ?? 0)
      reply(
        IntakeReply(
          folder: item.folder, name: item.name, outcome: .recorded(finished.identity, job)))
      announcer.announce(record)
      watch.see(record, sameBytesAs: earlier)
    }
  }

  private func ending(of finished: FinishedArrival, sequence: Int64) -> EndingJob? {
    let arrival = finished.arrival
    let known = KnownArrival(
      sequence: sequence, sha256: arrival.record.imageSHA256, verdict: arrival.record.verdict,
      isQuarantined: arrival.isQuarantined)
    return EndingJob(
      finished.item.folder, finished.item.name, finished.identity, known, options.after,
      isToBeHashed: finished.isRacy, sidecar: finished.sidecar)
  }

  /// Commits `entries`, and waits where the cause may go away; `nil` where they cannot be kept.
  private func commit(_ entries: StationEntries) -> [RecordedArrival]? {
    while true {
      do throws(RecordStoreError) {
        let outcomes = try store.append(entries)
        alarms.end(.records, nil)
        return outcomes
      } catch {
        let mayHeal =
          switch error.cause {
          case .diskFull, .locked, .readOnly: true
          default: false
          }
        let isStopping = state.withLock { $0.isStopping }
        alarms.raise(
          .records, nil,
          "\(error); nothing is inspected "
            + (mayHeal ? "until this is over" : "any more, the station stops"))
        guard mayHeal, !isStopping else {
          state.withLock { $0.failure = error }
          return nil
        }
        beat()
        Thread.sleep(forTimeInterval: 0.5)
      }
    }
  }

  private func beat() { state.withLock { $0.beat = .now } }
}

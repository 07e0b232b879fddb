import Foundation
import Synchronization
import Traceability

/// Tells the station's listener each verdict after its record is committed, in the order of their
/// numbers. Never holds up whoever records: where the listener does not keep up, what it has not heard
/// is read from the records again. Its work is one thread's.
final class Announcer: Sendable {
  private let queue: BoundedQueue<InspectionRecord>
  private let store: RecordStore
  private let journal: StationJournal
  private let alarms: AlarmBook
  private let tell: @Sendable (InspectionRecord) -> Void
  private let patience: Duration
  private let state = Mutex(State())

  private struct State {
    /// The number of the verdict told last.
    var told: Int64 = 0
    /// Whether the queue was full once, so that the records know more.
    var hasMissed = false
    /// Since when the listener has been busy with a verdict.
    var tellingSince: ContinuousClock.Instant?
    /// When to stop telling; what is left is told after the next start.
    var end: ContinuousClock.Instant?
  }

  /// How far verdicts were told to the listener.
  private static let mark = "listener"
  /// How many records are read at a time.
  private static let pageLength = 64

  /// An announcer that calls `tell`, which may take its time; an alarm says so after `patience`.
  init(
    store: RecordStore, journal: StationJournal, alarms: AlarmBook, capacity: Int = 1024,
    patience: Duration = .seconds(10), tell: @escaping @Sendable (InspectionRecord) -> Void
  ) {
    (self.store, self.journal, self.alarms) = (store, journal, alarms)
    (self.tell, self.patience) = (tell, patience)
    queue = BoundedQueue(capacity: capacity)
  }

  /// `record` was committed.
  func announce(_ record: InspectionRecord) {
    state.withLock {
      // What comes after something missed is read with it, so that the order is kept.
      if $0.hasMissed || !queue.tryPush(record) { $0.hasMissed = true }
    }
  }

  /// Nothing more will be announced. What there is to tell is told as long as that takes no longer than
  /// `rest`, and the remainder after the next start.
  func close(within rest: Duration) {
    state.withLock { $0.end = .now + rest }
    queue.close()
  }

  /// Raises the alarm where the listener has been busy with one verdict for too long.
  func check() {
    guard let since = state.withLock({ $0.tellingSince }), ContinuousClock.now - since > patience
    else { return }
    alarms.raise(
      .listener, nil,
      "nobody has read a verdict from standard output for \(patience); parts are inspected and recorded, "
        + "and told when somebody reads again")
  }

  /// Finds out how far the listener has come; one that was not there before hears what comes from now
  /// on. To be called before anything is recorded.
  func begin() throws(RecordStoreError) {
    let mark = try store.mark(Self.mark)
    var told = mark ?? 0
    if mark == nil { told = try store.reader.latestSequence() }
    // Written with the first records: a crash after them must not take them for told.
    if mark == nil { journal.set(Self.mark, to: told) }
    state.withLock {
      $0.told = told
      $0.hasMissed = true
    }
  }

  /// Tells what a crash kept from being told, then what is announced, until ``close(within:)``.
  func run() {
    catchUpIfNeeded()
    while let records = queue.take(1, waiting: 0.5), !isOver {
      for record in records where (record.sequence ?? 0) > state.withLock({ $0.told }) {
        tell(record, record.sequence ?? 0)
      }
      // The queue stays empty while something is missed. Whatever is announced from here on is in the
      // queue or in the records that are read now.
      if queue.isEmpty { catchUpIfNeeded() }
    }
  }

  private var isOver: Bool { state.withLock { state in state.end.map { .now > $0 } ?? false } }

  /// Tells what the records have that was not announced, if something was.
  private func catchUpIfNeeded() {
    let (isNeeded, told) = state.withLock { state in
      defer { state.hasMissed = false }
      return (state.hasMissed, state.told)
    }
    guard isNeeded else { return }
    do throws(RecordStoreError) {
      try catchUp(from: told)
    } catch {
      state.withLock { $0.hasMissed = true }
      raise(error)
    }
  }

  private func raise(_ error: RecordStoreError) {
    alarms.raise(.listener, nil, "verdicts that are to be told cannot be read: \(error)")
  }

  /// Tells what the records have after number `told`.
  private func catchUp(from told: Int64) throws(RecordStoreError) {
    var last = told
    while true {
      let page = try store.arrivalSequences(after: last, limit: Self.pageLength)
      guard !page.isEmpty else { return }
      for sequence in page {
        guard !isOver else { return }
        if let record = try store.reader.record(sequence: sequence) { tell(record, sequence) }
        last = sequence
      }
    }
  }

  private func tell(_ record: InspectionRecord, _ number: Int64) {
    state.withLock { $0.tellingSince = .now }
    tell(record)
    state.withLock {
      $0.tellingSince = nil
      $0.told = number
    }
    alarms.end(.listener, nil)
    journal.set(Self.mark, to: number)
  }
}

import Foundation
import Synchronization
import Traceability

/// Something that somebody else is to know.
struct DeliveryMessage: Sendable, Equatable {
  /// The same for the same message each time that it is sent, and no other's.
  var key: String
  /// JSON on one line.
  var body: String
  /// The verdict, the number and the image of the record; `nil` for an alarm.
  var record: InspectionRecord?
}

/// What came of sending a message.
enum DeliveryOutcome: Sendable, Equatable {
  case taken
  /// It is to be sent again; why, in a sentence.
  case notTaken(String)
  /// Sending it again would not help; why, in a sentence.
  case refused(String)
}

/// Tells one receiver all verdicts, and alarms where it wants them, in their order and each until it
/// was taken. The records file is the queue: kept is only how far the receiver has come, so that
/// nothing is lost by a crash. Its work is one thread's.
final class Delivery: Sendable {
  /// One receiver.
  struct Receiver: Sendable {
    /// Under which name it is remembered how far it has come.
    var name: String
    var kind: AlarmBook.Kind
    var wantsAlarms: Bool
    var send: @Sendable (DeliveryMessage) -> DeliveryOutcome
  }

  private let receiver: Receiver
  private let store: RecordStore
  private let journal: StationJournal
  private let alarms: AlarmBook
  /// Many pokes are one.
  private let pokes = BoundedQueue<Void>(capacity: 1)
  private let isStopping = Atomic(false)
  private let waits: (shortest: Double, longest: Double)

  /// How many records are in memory at a time.
  private static let pageLength = 32

  init(
    _ receiver: Receiver, store: RecordStore, journal: StationJournal, alarms: AlarmBook,
    waits: (shortest: Double, longest: Double) = (0.5, 60)
  ) {
    (self.receiver, self.store, self.journal) = (receiver, store, journal)
    (self.alarms, self.waits) = (alarms, waits)
  }

  /// There may be something new.
  func poke() { _ = pokes.tryPush(()) }

  /// Ends as soon as the message that is being sent is.
  func stop() {
    isStopping.store(true, ordering: .relaxed)
    poke()
  }

  /// How far a receiver has come that was not there before: it is told what comes from now on.
  func begin() throws(RecordStoreError) {
    if try store.mark(receiver.name) == nil {
      journal.set(receiver.name, to: try store.reader.latestSequence())
      journal.set(alarmMark, to: try store.latestAlarm())
    }
  }

  private var alarmMark: String { receiver.name + " alarms" }

  /// Tells what there is, until ``stop()``.
  func run() {
    var (verdict, alarm): (Int64?, Int64?) = (nil, nil)
    while !isStopping.load(ordering: .relaxed) {
      do throws(RecordStoreError) {
        // A mark that is not written yet is that of a receiver that just began.
        if verdict == nil { verdict = try store.mark(receiver.name) }
        if alarm == nil { alarm = try store.mark(alarmMark) }
        if let from = verdict { verdict = try tellVerdicts(after: from) }
        if receiver.wantsAlarms, let from = alarm { alarm = try tellAlarms(after: from) }
      } catch {
        alarms.raise(receiver.kind, nil, "what is to be told cannot be read: \(error)")
      }
      _ = pokes.take(1, waiting: 1)
    }
  }

  private func tellVerdicts(after start: Int64) throws(RecordStoreError) -> Int64 {
    var last = start
    while true {
      let page = try store.arrivalSequences(after: last, limit: Self.pageLength)
      guard !page.isEmpty else { return last }
      for sequence in page {
        guard let record = try store.reader.record(sequence: sequence) else { continue }
        let message = DeliveryMessage(
          key: "verdict-\(sequence)-\(RecordTime.text(record.recordedAt))-"
            + record.imageSHA256.prefix(16),
          body: StationLine.of(record), record: record)
        guard tell(message) else { return last }
        last = sequence
        journal.set(receiver.name, to: last)
      }
    }
  }

  private func tellAlarms(after start: Int64) throws(RecordStoreError) -> Int64 {
    var last = start
    while true {
      let page = try store.alarms(after: last, limit: Self.pageLength)
      guard !page.isEmpty else { return last }
      for alarm in page {
        let number = alarm.number ?? 0
        let message = DeliveryMessage(
          key: "alarm-\(number)-\(RecordTime.text(alarm.date))", body: StationLine.of(alarm))
        guard tell(message) else { return last }
        last = number
        journal.set(alarmMark, to: last)
      }
    }
  }

  /// Sends `message` until it is taken or refused; `false` where the station stops before that.
  private func tell(_ message: DeliveryMessage) -> Bool {
    var wait = waits.shortest
    while !isStopping.load(ordering: .relaxed) {
      switch receiver.send(message) {
      case .taken:
        alarms.end(receiver.kind, nil)
        return true
      case .refused(let reason):
        alarms.tellOnce(
          receiver.kind, nil, "\(message.key) was not taken and is left out: \(reason)")
        return true
      case .notTaken(let reason):
        alarms.raise(receiver.kind, nil, "\(reason); it is kept and sent again")
      }
      let end = ContinuousClock.now + .milliseconds(Int64(wait * 1000))
      while ContinuousClock.now < end, !isStopping.load(ordering: .relaxed) {
        Thread.sleep(forTimeInterval: 0.05)
      }
      wait = min(wait * 2, waits.longest)
    }
    return false
  }
}

import Foundation
import Synchronization
import Traceability

/// The alarms that are on. Each is told once when it begins and once when it ends. Safe to use from
/// several threads.
final class AlarmBook: Sendable {
  /// What alarms are about.
  enum Kind: String, Sendable {
    case failsInARow, yield, silence, disk, clock, health, frozen, recipe, unreadable, records,
      folder, output, webhook, hook, listener, heads, dashboard
  }

  private struct Key: Hashable {
    let kind: Kind
    let folder: String?
  }

  private let active = Mutex<[Key: String]>([:])
  private let journal: StationJournal
  private let tell: @Sendable (StationAlarm) -> Void

  init(journal: StationJournal, tell: @escaping @Sendable (StationAlarm) -> Void) {
    (self.journal, self.tell) = (journal, tell)
  }

  /// The alarm is on from now on; nothing happens where it is already, unless `isNew`.
  func raise(_ kind: Kind, _ folder: String?, _ sentence: String, isNew: Bool = false) {
    let key = Key(kind: kind, folder: folder)
    let isFirst = active.withLock { $0.updateValue(sentence, forKey: key) == nil }
    guard isFirst || isNew else { return }
    add(key, sentence, .raised)
  }

  /// Tells something that does not last.
  func tellOnce(_ kind: Kind, _ folder: String?, _ sentence: String) {
    add(Key(kind: kind, folder: folder), sentence, .raised)
  }

  /// The alarm is over; nothing happens where it is not on.
  func end(_ kind: Kind, _ folder: String?) {
    let key = Key(kind: kind, folder: folder)
    guard let sentence = active.withLock({ $0.removeValue(forKey: key) }) else { return }
    add(key, sentence, .ended)
  }

  private func add(_ key: Key, _ sentence: String, _ state: StationAlarm.State) {
    let alarm = StationAlarm(
      date: Date(), kind: key.kind.rawValue, folder: key.folder, sentence: oneLine(sentence),
      state: state)
    journal.add(alarm)
    tell(alarm)
  }
}

/// What is to be written into the records file beside arrivals, with the next of them or alone. Safe
/// to use from several threads.
final class StationJournal: Sendable {
  private let pending = Mutex(StationEntries())

  /// While nothing can be written, alarms beyond so many are not kept: they were told.
  private static let mostAlarms = 1000

  func add(_ alarm: StationAlarm) {
    pending.withLock { if $0.alarms.count < Self.mostAlarms { $0.alarms.append(alarm) } }
  }

  func add(_ entry: AuditEntry) {
    pending.withLock { if $0.audit.count < Self.mostAlarms { $0.audit.append(entry) } }
  }

  func add(_ ending: ArrivalEnding, of sequence: Int64) {
    pending.withLock { $0.endings.append((sequence, ending)) }
  }

  func set(_ mark: String, to sequence: Int64) {
    pending.withLock { $0.marks[mark] = max($0.marks[mark] ?? 0, sequence) }
  }

  /// Takes everything.
  func take() -> StationEntries {
    pending.withLock { entries in
      defer { entries = StationEntries() }
      return entries
    }
  }
}

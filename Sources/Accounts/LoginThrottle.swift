import Foundation
import Synchronization

/// Slows the guessing of passwords down: after a few failures each further one has to be waited for,
/// twice as long each time, by name and by address. Safe to use from several threads.
///
/// Kept in memory, for a bounded number of names and addresses. An attempt counts as failed from its
/// beginning, so that many at a time gain nothing.
public final class LoginThrottle: Sendable {
  /// Failures that cost no waiting.
  private static let free = 3
  /// Longest wait in seconds for a name: whoever is attacked shall get in between.
  private static let longestForName: TimeInterval = 60
  /// Longest wait in seconds for an address.
  private static let longestForAddress: TimeInterval = 900
  /// Seconds without an attempt after which failures are forgotten.
  private static let memory: TimeInterval = 3600
  /// Names, and addresses, that are remembered at most.
  private static let capacity = 10_000

  private struct Failures {
    var count = 0
    var last = Date.distantPast

    func wait(longest: TimeInterval, at date: Date) -> TimeInterval {
      guard count >= LoginThrottle.free else { return 0 }
      let doublings = min(count - LoginThrottle.free, 20)
      let whole = min(TimeInterval(1 << doublings), longest)
      return last.addingTimeInterval(whole).timeIntervalSince(date)
    }
  }

  private struct Book {
    var names: [String: Failures] = [:]
    var addresses: [String: Failures] = [:]
  }

  private let book = Mutex(Book())

  /// Nothing has failed yet.
  public init() {}

  /// Asks for an attempt to log in as `name` from `address`.
  ///
  /// - Returns: `nil` where it may be made, which counts as a failure until it ``succeeded``;
  ///   otherwise the seconds to wait.
  public func begin(name: String, address: String, at date: Date = Date()) -> TimeInterval? {
    let name = Self.key(name)
    return book.withLock { book in
      let wait = max(
        book.names[name]?.wait(longest: Self.longestForName, at: date) ?? 0,
        book.addresses[address]?.wait(longest: Self.longestForAddress, at: date) ?? 0)
      guard wait <= 0 else { return wait }
      Self.count(name, &book.names, date)
      Self.count(address, &book.addresses, date)
      return nil
    }
  }

  /// The attempt that was begun for `name` from `address` succeeded. What failed from there for other
  /// names still counts: whoever has an account shall not guess those of others.
  public func succeeded(name: String, address: String) {
    book.withLock { book in
      book.names[Self.key(name)] = nil
      guard let failures = book.addresses[address] else { return }
      book.addresses[address]?.count = failures.count - 1
      if failures.count <= 1 { book.addresses[address] = nil }
    }
  }

  private static func count(_ key: String, _ failures: inout [String: Failures], _ date: Date) {
    if failures[key] == nil, failures.count >= capacity {
      failures = failures.filter { date.timeIntervalSince($0.value.last) < memory }
      // Still full: the oldest make room.
      if failures.count >= capacity {
        let oldest = failures.sorted { $0.value.last < $1.value.last }.prefix(capacity / 10)
        for (key, _) in oldest { failures[key] = nil }
      }
    }
    if let known = failures[key], date.timeIntervalSince(known.last) >= memory {
      failures[key] = nil
    }
    failures[key, default: Failures()].count += 1
    failures[key]?.last = date
  }

  private static func key(_ name: String) -> String {
    String(AccountStore.normal(name).lowercased().prefix(Account.longestName))
  }
}

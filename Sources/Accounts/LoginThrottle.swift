import Foundation
import Synchronization

/// Slows the guessing of passwords down: after a few failures each further one has to be waited for,
/// twice as long each time, by name and by address. Safe to use from several threads.
///
/// Kept in memory, for a bounded number of names and addresses. An attempt counts as failed from its
/// beginning, so that many at a time gain nothing. Where somebody has logged in before, failures under that
/// name from elsewhere do not keep them out.
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
    /// From where each name logged in, the last ones.
    var homes: [String: [String]] = [:]
  }

  private let book = Mutex(Book())

  /// Nothing has failed yet.
  public init() {}

  /// Asks for an attempt to log in as `name` from `address`.
  ///
  /// - Returns: `nil` where it may be made, which counts as a failure until it ``succeeded``;
  ///   otherwise the seconds to wait.
  public func begin(name: String, address: String, at date: Date = Date()) -> TimeInterval? {
    let (name, address) = (Self.key(name), Self.network(address))
    return book.withLock { book in
      let isAtHome = book.homes[name]?.contains(address) ?? false
      let wait = max(
        isAtHome ? 0 : book.names[name]?.wait(longest: Self.longestForName, at: date) ?? 0,
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
    let (name, address) = (Self.key(name), Self.network(address))
    book.withLock { book in
      book.names[name] = nil
      var homes = book.homes[name, default: []].filter { $0 != address }
      homes.append(address)
      // Names that have logged in are accounts, of which there are not many.
      book.homes[name] = homes.suffix(8)
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
    let normal = AccountStore.normal(name).lowercased().utf8.prefix(4 * Account.longestName)
    return String(decoding: normal, as: UTF8.self)
  }

  /// The part of `address` that one customer of a network has: of IPv6 the first 64 bits, since the others
  /// are theirs to choose.
  private static func network(_ address: String) -> String {
    guard address.contains(":") else { return address }
    var bytes = in6_addr()
    let plain = String(address.prefix { $0 != "%" })
    guard inet_pton(AF_INET6, plain, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: &bytes) { all in
      // An IPv4 address in the clothes of IPv6 is one.
      let isMapped = all[0..<10].allSatisfy { $0 == 0 } && all[10] == 255 && all[11] == 255
      return (isMapped ? all[12..<16] : all[0..<8]).map { String($0, radix: 16) }
        .joined(separator: ":")
    }
  }
}

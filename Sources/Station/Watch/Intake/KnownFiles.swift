/// Which files of a folder are recorded and need nothing any more, in a few bytes for each.
///
/// A file is remembered by a hash of 128 bits over its name and state, keyed anew in each process: that
/// two of a million agree has a chance of 1 in 10²⁶. What is gone from the folder is forgotten by the
/// next scan.
struct KnownFiles {
  private struct Fingerprint: Hashable {
    let high: Int
    let low: Int

    init(_ name: RawName, _ identity: FileIdentity) {
      var (first, second) = (Hasher(), Hasher())
      second.combine(0x5C)
      for part in [identity.inode, UInt64(bitPattern: identity.modified)] {
        first.combine(part)
        second.combine(part)
      }
      first.combine(identity.size)
      second.combine(identity.size)
      name.bytes.withUnsafeBytes {
        first.combine(bytes: $0)
        second.combine(bytes: $0)
      }
      (high, low) = (first.finalize(), second.finalize())
    }
  }

  private var present: Set<Fingerprint> = []
  /// Those that the scan under way has met.
  private var met: Set<Fingerprint>?

  func contains(_ name: RawName, _ identity: FileIdentity) -> Bool {
    present.contains(Fingerprint(name, identity))
  }

  mutating func insert(_ name: RawName, _ identity: FileIdentity) {
    let fingerprint = Fingerprint(name, identity)
    present.insert(fingerprint)
    met?.insert(fingerprint)
  }

  /// A scan begins to go through all names.
  mutating func beginScan() { met = [] }

  /// The scan came across this file; returns whether it is known.
  mutating func meet(_ name: RawName, _ identity: FileIdentity) -> Bool {
    let fingerprint = Fingerprint(name, identity)
    guard present.contains(fingerprint) else { return false }
    met?.insert(fingerprint)
    return true
  }

  /// The scan has come across all there is, or was broken off.
  mutating func endScan(isComplete: Bool) {
    if isComplete, let met { present = met }
    met = nil
  }
}

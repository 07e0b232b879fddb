import Reporting
import Synchronization

/// Pictures that were made, kept in memory under a limit; those not asked for the longest make room.
final class PictureCache: Sendable {
  /// Which picture of a record.
  enum Kind: String, Sendable, Hashable { case thumbnail, overlay, difference }

  private struct Key: Hashable {
    var record: Int64
    var kind: Kind
    // What it shows besides the image: the defects as they were recorded never change.
    var sha256: String
    // The file as it was then: of one that was changed or is gone since, nothing is shown.
    var file: String
  }

  private struct Entry {
    var picture: EncodedPicture
    var usedAt: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var bytes = 0
    var uses = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// Bytes of all pictures.
  var bytes: Int { state.withLock { $0.bytes } }

  /// The picture, from memory or made by `make`, which nobody waits for but the caller.
  func picture(
    _ kind: Kind, of record: Int64, sha256: String, file: String,
    make: () throws -> EncodedPicture
  ) rethrows -> EncodedPicture {
    let key = Key(record: record, kind: kind, sha256: sha256, file: file)
    let known = state.withLock { state -> EncodedPicture? in
      state.uses += 1
      state.entries[key]?.usedAt = state.uses
      return state.entries[key]?.picture
    }
    if let known { return known }
    let made = try make()
    guard made.bytes.count <= limit / 4 else { return made }
    state.withLock { state in
      if let old = state.entries.removeValue(forKey: key) { state.bytes -= old.picture.bytes.count }
      state.uses += 1
      state.entries[key] = Entry(picture: made, usedAt: state.uses)
      state.bytes += made.bytes.count
      guard state.bytes > limit else { return }
      // Down to three quarters at once, so that not each picture has to sort them.
      for (key, entry) in state.entries.sorted(by: { $0.value.usedAt < $1.value.usedAt }) {
        guard state.bytes > limit * 3 / 4 else { break }
        state.entries[key] = nil
        state.bytes -= entry.picture.bytes.count
      }
    }
    return made
  }
}

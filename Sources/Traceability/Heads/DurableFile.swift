import Foundation

/// A file that is there whole and on the disk, or not at all.
enum DurableFile {
  /// What went wrong, as the system numbers it.
  struct Failure: Error, Equatable {
    var code: Int32
  }

  /// Writes `content` to `path` by way of a file beside it: what was there before stays until all of
  /// the new content is on the disk.
  static func replace(_ path: String, _ content: [UInt8]) throws(Failure) {
    let partial = path + ".partial"
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    var done = 0
    var code: Int32 = 0
    content.withUnsafeBytes { bytes in
      while done < bytes.count, code == 0, let base = bytes.baseAddress {
        let count = write(descriptor, base + done, bytes.count - done)
        if count > 0 {
          done += count
        } else if count == 0 || errno != EINTR {
          code = count == 0 ? EIO : errno
        }
      }
    }
    if code == 0, !isSynced(descriptor) { code = errno }
    // Network shares may say only now that there is no room.
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(partial, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(partial)
      throw Failure(code: code)
    }
    // The new name, too.
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let above = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard above >= 0 else { throw Failure(code: errno) }
    defer { close(above) }
    guard isSynced(above) else { throw Failure(code: errno) }
  }

  // File systems without fsync (some network shares) say EINVAL; there is nothing more to do.
  private static func isSynced(_ descriptor: Int32) -> Bool {
    fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS
  }
}

import Foundation

/// What tells a file from another one that has or had its name.
struct FileIdentity: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64
  /// When it was written last, in nanoseconds since 1970.
  var modified: Int64
  var size: Int64

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    size = Int64(status.st_size)
  }

  /// Whether both are one file in one state. The device is left out: its number may change with a
  /// restart of the machine.
  func isSame(as other: FileIdentity) -> Bool {
    inode == other.inode && modified == other.modified && size == other.size
  }

  /// Nanoseconds since 1970 by the clock that files are dated by.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// What the system answered in place of what was wanted.
struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  let code: Int32

  /// The error of the call just made.
  static var last: SystemError { SystemError(code: errno) }

  var description: String { String(cString: strerror(code)) }
}

import Foundation

/// Keeps other stations from a folder or a records file. The system takes the lock back when the
/// process ends, however it ends, so that none is ever stale.
final class StationLock: Sendable {
  private let descriptor: Int32

  /// Locks the watched `folder`, which is shown as `path`.
  ///
  /// The lock is on the folder itself: nothing is written to it. On network shares on which folders
  /// cannot be locked, nothing is locked.
  init(folder: WatchedFolder, path: String) throws(WatchError) {
    descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .folder(path: path, reason: "\(SystemError.last)") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      // Complete by now, this is closed by `deinit`: closed twice, it could be another thread's file.
      throw .inUse(path: path, owner: Self.owner(descriptor))
    }
  }

  /// Locks the records file at `path` by the file `PATH-station` beside it, which says who has it. Beside
  /// the file itself, not beside a link to it: the lock must be one whatever name is used.
  init(records path: String) throws(WatchError) {
    var status = stat()
    guard stat(path, &status) != 0 || status.st_nlink == 1 else {
      throw .hardLinks(records: path, count: Int(status.st_nlink))
    }
    let lockPath = URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "-station"
    descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else {
      throw .lockFile(path: lockPath, reason: "\(SystemError.last)")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isTaken = errno == EWOULDBLOCK
      let reason = "\(SystemError.last)"
      let owner = Self.words(of: descriptor) ?? Self.owner(descriptor)
      throw isTaken
        ? .inUse(path: path, owner: owner)
        : .lockFile(path: lockPath, reason: reason)
    }
    let words = Self.description(of: getpid()) + "\n"
    _ = ftruncate(descriptor, 0)
    _ = Array(words.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress!, $0.count, 0) }
  }

  deinit { close(descriptor) }

  private static func words(of descriptor: Int32) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The process that has the lock on an open file, by what the system lists.
  private static func owner(_ descriptor: Int32) -> String? {
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return nil }
    for line in locks.split(separator: "\n") where line.contains("FLOCK") {
      let fields = line.split(separator: " ")
      guard let place = fields.firstIndex(where: { $0.contains(":") && $0.contains(":") }),
        let file = fields.dropFirst(place + 1).first(where: { $0.count(where: { $0 == ":" }) == 2 }
        ),
        file.split(separator: ":").last.flatMap({ UInt64($0) }) == UInt64(status.st_ino),
        let process = fields.lastIndex(of: file).flatMap({ Int32(fields[$0 - 1]) })
      else { continue }
      return description(of: process)
    }
    return nil
  }

  private static func description(of process: Int32) -> String {
    let command = (FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data())
      .split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    return "process \(process)" + (command.isEmpty ? "" : " (\(command))")
  }
}

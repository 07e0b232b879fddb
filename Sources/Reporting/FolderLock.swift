import Foundation

/// Keeps other runs from writing reports to the same folder, until it is released. The system takes
/// the lock back when the process ends, however it ends.
final class FolderLock {
  private let descriptor: Int32

  /// Locks `folder`, which must exist; fails where another run holds the lock.
  init(folder: String) throws(ReportError) {
    let path = folder.isEmpty ? "." : folder
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ReportError(path: path, action: .create, cause: .init(code: errno))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw ReportError(
        path: path, action: .lock, cause: code == EWOULDBLOCK ? .inUse : .init(code: code))
    }
  }

  deinit { close(descriptor) }
}

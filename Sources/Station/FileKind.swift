import Foundation

/// What a path leads to, symbolic links followed. Nothing is opened: opening a pipe or a device may
/// wait for ever, and already does something to it.
enum FileKind: Equatable {
  case file, folder, pipe, socket, device
  /// Nothing is there, or it may not be seen; the error number says why.
  case unreachable(Int32)

  init(of path: String) { self.init(ofBytes: Array(path.utf8)) }

  init(ofBytes path: [UInt8]) {
    var status = stat()
    guard stat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else {
      self = .unreachable(errno)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}

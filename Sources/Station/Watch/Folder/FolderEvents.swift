import Foundation

/// What the system tells about watched folders. Only hints: a folder on a network share tells nothing,
/// and a queue that overflows loses some.
///
/// Belongs to one thread, apart from ``wake()``.
final class FolderEvents: @unchecked Sendable {
  enum Event: Equatable {
    /// A file of that name was closed after writing, or moved in: it may be complete.
    case complete(folder: Int, name: RawName)
    /// Permissions of a file changed, so that it may be readable now.
    case changed(folder: Int, name: RawName)
    /// The folder itself was moved, deleted or unmounted.
    case lost(folder: Int)
    /// Events were lost.
    case overflow
  }

  private let queue: Int32
  private let pipe: (read: Int32, write: Int32)
  private var folders: [Int32: Int] = [:]
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Events of no folder yet. Throws where the system has no more queues for this user.
  init() throws(SystemError) {
    queue = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard queue >= 0 else { throw .last }
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else {
      let error = SystemError.last
      close(queue)
      throw error
    }
    pipe = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(queue)
    close(pipe.read)
    close(pipe.write)
  }

  /// Also tells about `folder`, as the one with `number`. Throws where the system has no more watches
  /// for this user, or the file system has no events.
  func add(_ folder: WatchedFolder, number: Int) throws(SystemError) {
    remove(number: number)
    let kinds =
      UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_ATTRIB) | UInt32(IN_DELETE_SELF)
      | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)
    let watch = inotify_add_watch(queue, "/proc/self/fd/\(folder.descriptor)", kinds)
    guard watch >= 0 else { throw .last }
    folders[watch] = number
  }

  /// Tells no more about the folder with `number`.
  func remove(number: Int) {
    for (watch, folder) in folders where folder == number {
      inotify_rm_watch(queue, watch)
      folders[watch] = nil
    }
  }

  /// Ends a wait on another thread, or the next one.
  func wake() {
    var byte: UInt8 = 1
    _ = write(pipe.write, &byte, 1)
  }

  /// Waits for events or ``wake()`` for at most `timeout`, and returns what there is.
  func wait(_ timeout: Duration) -> [Event] {
    var ready = [
      pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipe.read, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = (timeout / .milliseconds(1)).rounded(.up)
    _ = poll(&ready, 2, Int32(min(max(0, milliseconds), 60_000)))
    if ready[1].revents != 0 { while read(pipe.read, &buffer, buffer.count) > 0 {} }
    guard ready[0].revents != 0 else { return [] }
    var events: [Event] = []
    // One buffer a call: what is left comes with the next one.
    let count = read(queue, &buffer, buffer.count)
    if count > 0 { append(count, to: &events) }
    return events
  }

  private func append(_ count: Int, to events: inout [Event]) {
    let header = MemoryLayout<inotify_event>.size
    var offset = 0
    buffer.withUnsafeBytes { bytes in
      while offset + header <= count {
        let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let name = bytes[(offset + header)..<(offset + header + Int(event.len))]
        offset += header + Int(event.len)
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { events.append(.overflow) }
        guard let folder = folders[event.wd] else { continue }
        let raw = RawName(Array(name.prefix { $0 != 0 }))
        if event.mask & UInt32(IN_CLOSE_WRITE | IN_MOVED_TO) != 0 {
          events.append(.complete(folder: folder, name: raw))
        } else if event.mask & UInt32(IN_ATTRIB) != 0 {
          // The folder's own attributes come without a name.
          if !raw.bytes.isEmpty { events.append(.changed(folder: folder, name: raw)) }
        } else {
          events.append(.lost(folder: folder))
        }
      }
    }
  }
}

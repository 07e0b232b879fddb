#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads image files whole, so that decoding never waits for a disk or sees a file change.
public enum ImageFile {
  /// Reads the file at `path` into `buffer`, whose memory is used again where it suffices.
  ///
  /// Only regular files are read: opening a pipe or a device could wait for ever. The size is
  /// compared with `limits.maximumFileBytes` before memory is taken. A file that grows, shrinks or
  /// is written while it is read is refused. After an error `buffer` is empty.
  public static func read(
    _ path: String, limits: DecodeLimits = DecodeLimits(), into buffer: inout [UInt8]
  ) throws(DecodeError) {
    do {
      try readAll(path, limits, &buffer)
    } catch {
      buffer.removeAll(keepingCapacity: true)
      throw error
    }
  }

  private static func readAll(
    _ path: String, _ limits: DecodeLimits, _ buffer: inout [UInt8]
  ) throws(DecodeError) {
    guard !path.utf8.contains(0) else {
      throw .unreadable(path: path, cause: "the path contains a zero byte")
    }
    // Without O_NONBLOCK the open itself would wait for the other end of a pipe.
    let file = retried { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard file >= 0 else { throw .unreadable(path: path, cause: lastError()) }
    defer { close(file) }
    let before = try status(file, path)
    if let kind = kindOfNonFile(before.st_mode) { throw .notARegularFile(path: path, kind: kind) }
    let size = Int(before.st_size)
    guard size <= limits.maximumFileBytes else {
      throw .overLimit(.maximumFileBytes, value: size, limit: limits.maximumFileBytes)
    }
    if buffer.count > size {
      buffer.removeLast(buffer.count - size)
    } else {
      buffer.append(contentsOf: repeatElement(0, count: size - buffer.count))
    }
    var count = 0
    while count < size {
      let n = buffer.withUnsafeMutableBytes { bytes in
        retried { Int(Self.readOnce(file, bytes.baseAddress! + count, size - count)) }
      }
      guard n >= 0 else { throw .unreadable(path: path, cause: lastError()) }
      guard n > 0 else { throw .changedWhileReading(path: path) }
      count += n
    }
    let after = try status(file, path)
    guard after.st_size == before.st_size && modified(after) == modified(before) else {
      throw .changedWhileReading(path: path)
    }
    guard size > 0 else { throw .empty }
  }

  private static func readOnce(_ file: Int32, _ to: UnsafeMutableRawPointer, _ n: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, to, n)
    #else
      Darwin.read(file, to, n)
    #endif
  }

  private static func retried<N: SignedInteger>(_ call: () -> N) -> N {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }

  private static func status(_ file: Int32, _ path: String) throws(DecodeError) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: path, cause: lastError()) }
    return status
  }

  private static func modified(_ status: stat) -> [Int] {
    #if canImport(Glibc)
      [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    #else
      [Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec)]
    #endif
  }

  private static func kindOfNonFile(_ mode: mode_t) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "folder"
    case S_IFIFO: "pipe"
    case S_IFSOCK: "socket"
    default: "device"
    }
  }
}

import Codecs
import Foundation

/// Moves files to another file system: the copy is on the disk before the original goes.
enum FileCopy {
  /// Puts the file `claim` of `folder` into `target` under a name that is free, and returns that.
  ///
  /// A crash may leave a part of a copy, which the next try writes over, or copy and original, of
  /// which the next try finds the copy.
  static func move(
    _ claim: RawName, of job: EndingJob, from folder: WatchedFolder, into target: WatchedFolder
  ) throws(SystemError) -> RawName {
    for name in FileEnder.names(job.name, job.sequence) {
      switch try? target.entry(name) {
      case .file(let there)? where there.size == job.identity.size && isCopy(name, target, job):
        try folder.remove(claim)
        return name
      case .file?, .other?: continue
      case nil: break
      }
      let part = RawName(Array("\(FileEnder.claimPrefix)\(job.sequence).part".utf8))
      try copy(claim, from: folder, to: part, in: target, modified: job.identity.modified)
      try target.moveFile(part, into: target, as: name)
      guard fsync(target.descriptor) == 0 else { throw .last }
      try folder.remove(claim)
      return name
    }
    throw SystemError(code: EEXIST)
  }

  private static func isCopy(_ name: RawName, _ target: WatchedFolder, _ job: EndingJob) -> Bool {
    var reader = ArrivalReader()
    var limits = DecodeLimits()
    limits.maximumFileBytes = Int(max(1, job.identity.size))
    guard !job.sha256.isEmpty, (try? reader.read(name, in: target, limits: limits)) != nil else {
      return false
    }
    return SHA256Hex.of(reader.bytes) == job.sha256
  }

  private static func copy(
    _ name: RawName, from folder: WatchedFolder, to part: RawName, in target: WatchedFolder,
    modified: Int64
  ) throws(SystemError) {
    let source = name.withCString {
      openat(folder.descriptor, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard source >= 0 else { throw .last }
    defer { close(source) }
    let copy = part.withCString {
      openat(
        target.descriptor, $0, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    }
    guard copy >= 0 else { throw .last }
    defer { close(copy) }
    do throws(SystemError) {
      try copyBytes(from: source, to: copy)
      let time = timespec(
        tv_sec: Int(modified / 1_000_000_000), tv_nsec: Int(modified % 1_000_000_000))
      _ = futimens(copy, [time, time])
      guard fsync(copy) == 0 else { throw .last }
    } catch {
      // A full disk gets its room back.
      try? target.remove(part)
      throw error
    }
  }

  private static func copyBytes(from source: Int32, to copy: Int32) throws(SystemError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      guard count > 0 else { return }
      var done = 0
      while done < count {
        let n = buffer[done..<count].withUnsafeBytes { write(copy, $0.baseAddress!, $0.count) }
        if n < 0, errno == EINTR { continue }
        guard n >= 0 else { throw .last }
        done += n
      }
    }
  }
}

import Foundation

/// Writing of files with the system's own words for what went wrong.
enum FileWriting {
  /// Why a file was not written, in the system's words.
  struct Failure: Error {
    var reason: String
  }

  /// Makes `bytes` the contents of the file at `path`, whole or not at all, and on the disk when this
  /// returns. A symbolic link stays, and the file that it leads to is replaced.
  static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let aside = "\(target).\(UUID().uuidString).tmp"
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & 0o777 : nil
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw lastFailure() }
    do throws(Failure) {
      defer { close(descriptor) }
      if let mode { _ = fchmod(descriptor, mode) }
      try write(bytes, to: descriptor)
      // File systems without it, such as some network shares, say so by EINVAL.
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw lastFailure() }
    } catch {
      unlink(aside)
      throw error
    }
    guard rename(aside, target) == 0 else {
      let failure = lastFailure()
      unlink(aside)
      throw failure
    }
  }

  /// Adds `line` to the end of the file at `path`, which is made where there is none, whole or not at
  /// all.
  static func append(_ line: String, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw lastFailure() }
    defer { close(descriptor) }
    let end = lseek(descriptor, 0, SEEK_END)
    do throws(Failure) {
      try write(Array(line.utf8), to: descriptor)
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw lastFailure() }
    } catch {
      // Half a line would spoil the next one.
      _ = ftruncate(descriptor, end)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw lastFailure() }
      rest = rest.dropFirst(count)
    }
  }

  private static func lastFailure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}

extension RecipeError {
  /// The file at `path` could not be written.
  init(unwritable path: String, _ failure: FileWriting.Failure) {
    self.init([
      RecipeProblem(
        location: .file(path, line: nil), kind: .unwritable(reason: failure.reason))
    ])
  }
}

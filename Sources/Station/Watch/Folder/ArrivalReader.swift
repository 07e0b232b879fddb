import Codecs
import Foundation

/// Reads files of watched folders whole. One serves one worker; its memory is used again.
struct ArrivalReader {
  /// Why there are no bytes.
  enum Failure: Error, Equatable {
    /// Nothing of that name is there any more.
    case gone
    /// It is no file, or became none since it was seen.
    case notAFile
    /// It was written while it was read.
    case changed
    /// It has more bytes than the recipe allows.
    case tooLarge(DecodeError)
    /// The system refuses.
    case refused(SystemError)
  }

  /// The bytes of the last file; empty after an error.
  private(set) var bytes: [UInt8] = []

  /// Reads the file `name` of `folder` and returns what it was: the same before and after.
  ///
  /// Links are not followed, and nothing but a file is read, so that nothing blocks.
  mutating func read(
    _ name: RawName, in folder: WatchedFolder, limits: DecodeLimits
  ) throws(Failure) -> FileIdentity {
    do {
      return try readAll(name, folder, limits)
    } catch {
      bytes.removeAll(keepingCapacity: true)
      throw error
    }
  }

  private mutating func readAll(
    _ name: RawName, _ folder: WatchedFolder, _ limits: DecodeLimits
  ) throws(Failure) -> FileIdentity {
    // Opening a device may do something to it, even without reading: it is looked at before.
    do {
      guard case .file = try folder.entry(name) else { throw Failure.notAFile }
    } catch let error as SystemError {
      throw Self.failure(error)
    } catch {
      throw .notAFile
    }
    let file = name.withCString {
      openat(folder.descriptor, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard file >= 0 else { throw Self.failure(.last) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .refused(.last) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let before = FileIdentity(status)
    let size = Int(before.size)
    guard size <= limits.maximumFileBytes else {
      throw .tooLarge(
        .overLimit(.maximumFileBytes, value: size, limit: limits.maximumFileBytes))
    }
    try fill(size, from: file)
    guard fstat(file, &status) == 0 else { throw .refused(.last) }
    guard FileIdentity(status) == before else { throw .changed }
    return before
  }

  private mutating func fill(_ size: Int, from file: Int32) throws(Failure) {
    if bytes.count > size {
      bytes.removeLast(bytes.count - size)
    } else {
      bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    }
    var count = 0
    while count < size {
      let n = bytes.withUnsafeMutableBytes {
        Foundation.read(file, $0.baseAddress! + count, size - count)
      }
      if n < 0, errno == EINTR { continue }
      guard n >= 0 else { throw .refused(.last) }
      guard n > 0 else { throw .changed }
      count += n
    }
  }

  private static func failure(_ error: SystemError) -> Failure {
    switch error.code {
    case ENOENT, ESTALE: .gone
    // A link, or a socket.
    case ELOOP, ENXIO: .notAFile
    default: .refused(error)
    }
  }
}

import Codecs
import Foundation
import HTTPTypes
import Traceability

/// Reads the image of a record, and nothing else: the path comes from the record alone, the last
/// component may be no link, the file must be a PNG or JPEG, and its bytes those that were inspected.
struct PictureFile {
  /// Where it lies.
  let path: [UInt8]
  /// Its media type.
  let type: String
  let bytes: [UInt8]

  /// The bytes at `location`, at the first of its places that has them, and what they are.
  ///
  /// Throws a refusal that says why there is no picture, without naming where it lies.
  static func read(
    _ location: ImageLocation, limit: Int = DecodeLimits().maximumFileBytes
  ) throws(Refusal) -> PictureFile {
    guard !location.sha256.isEmpty else {
      throw Refusal(.notFound, "the image could not be read when it was inspected")
    }
    var refusal: Refusal?
    for path in location.paths {
      do throws(Refusal) {
        if let picture = try read(path, sha256: location.sha256, limit) { return picture }
      } catch {
        // Another place may have it; of those that do not, the likeliest one says why.
        refusal = refusal ?? error
      }
    }
    throw refusal
      ?? location.deletion.map { Refusal(.gone, "there is no image any more: \($0)") }
      ?? Refusal(.notFound, "the image file is not where it was recorded")
  }

  /// What lies at `path`; `nil` where nothing does.
  private static func read(
    _ path: [UInt8], sha256: String, _ limit: Int
  ) throws(Refusal) -> PictureFile? {
    guard let bytes = try open(path, limit) else { return nil }
    guard sha256 == SHA256Hex.of(bytes) else {
      throw Refusal(.gone, "the file there is not the one that was inspected: its bytes changed")
    }
    guard let type = type(of: bytes) else {
      throw Refusal(.notFound, "what was inspected is no PNG or JPEG image")
    }
    return PictureFile(path: path, type: type, bytes: bytes)
  }

  /// What tells the files at the places of `location` from what lay there before: it differs once one was
  /// written to, replaced or removed.
  static func state(_ location: ImageLocation) -> String {
    location.paths.map { path in
      var status = stat()
      guard lstat(path.map { CChar(bitPattern: $0) } + [0], &status) == 0 else { return "none" }
      #if canImport(Glibc)
        let (written, changed) = (status.st_mtim, status.st_ctim)
      #else
        let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
      #endif
      return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(written.tv_sec) "
        + "\(written.tv_nsec) \(changed.tv_sec) \(changed.tv_nsec)"
    }.joined(separator: "; ")
  }

  /// All bytes; `nil` where there is no such file.
  private static func open(_ path: [UInt8], _ limit: Int) throws(Refusal) -> [UInt8]? {
    guard !path.isEmpty, !path.contains(0) else { return nil }
    let path = path.map { CChar(bitPattern: $0) } + [0]
    // Without O_NONBLOCK opening a pipe would wait for its other end.
    let file = Foundation.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else {
      if errno == ELOOP { throw Refusal(.notFound, "there is a link in place of the image") }
      return nil
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Refusal(.notFound, "what lies in place of the image is no file")
    }
    let size = Int(status.st_size)
    guard size > 0, size <= limit else {
      throw Refusal(.gone, "the file there is not the one that was inspected: its size changed")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      let read = bytes.withUnsafeMutableBytes {
        Foundation.read(file, $0.baseAddress! + count, size - count)
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { break }
      count += read
    }
    guard count == size else { throw Refusal(.notFound, "the image cannot be read") }
    return bytes
  }

  private static func type(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
    return nil
  }
}

import Foundation

/// A file that is being written. Every failure is a ``ReportError`` that names the report.
package struct OutputFile: ~Copyable {
  /// How the bytes reach their place.
  enum Purpose {
    /// At once: every ``put(_:)`` is one write to the file itself.
    case inPlace
    /// When complete: written to `PATH.partial`, which ``commit()`` renames.
    case replacement
    /// Not at all: working space beside the report, which the system frees even after a crash.
    case scratch
  }

  /// The system's `write`, or a test's that fails.
  typealias WriteCall = (Int32, UnsafeRawPointer, Int) -> Int

  /// The report's path, for messages.
  let path: String
  private let purpose: Purpose
  private let descriptor: Int32
  private let writeCall: WriteCall
  private var pending: [UInt8] = []
  private var length = 0
  private var isCommitted = false

  private static let pendingLimit = 64 << 10

  private static func partialPath(_ path: String) -> String { path + ".partial" }

  /// Creates the file, or empties it where it exists.
  init(
    path: String, purpose: Purpose, writeCall: @escaping WriteCall = { write($0, $1, $2) }
  ) throws(ReportError) {
    self.path = path
    self.purpose = purpose
    self.writeCall = writeCall
    let name =
      switch purpose {
      case .inPlace: path
      case .replacement: Self.partialPath(path)
      case .scratch: "\(path).\(UUID().uuidString).partial"
      }
    let flags = purpose == .scratch ? O_RDWR | O_EXCL : O_WRONLY | O_TRUNC
    descriptor = open(name, flags | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw ReportError(path: path, action: .create, cause: .init(code: errno))
    }
    // Unnamed from the start, working space cannot be left behind.
    if purpose == .scratch { unlink(name) }
  }

  deinit {
    close(descriptor)
    if purpose == .replacement && !isCommitted { unlink(Self.partialPath(path)) }
  }

  /// Appends `text`. In place, all of it is in the file afterwards, or none of it where this fails.
  mutating func put(_ text: String) throws(ReportError) {
    try put(text.utf8)
  }

  /// Appends UTF-8 text; as ``put(_:)-(String)``.
  mutating func put(_ text: some Sequence<UInt8>) throws(ReportError) {
    precondition(!isCommitted, "\(path) is complete")
    pending.append(contentsOf: text)
    if purpose == .inPlace || pending.count >= Self.pendingLimit { try flush() }
  }

  /// Appends all that was put into `other`.
  mutating func put(contentsOf other: inout OutputFile) throws(ReportError) {
    try other.flush()
    try flush()
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var offset = 0
    while offset < other.length {
      let count = chunk.withUnsafeMutableBytes {
        pread(other.descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        // The scratch file is ours alone: that it ended early is the disk's fault.
        throw ReportError(
          path: path, action: .write, cause: .init(code: count < 0 ? errno : EIO))
      }
      pending.append(contentsOf: chunk[..<count])
      try flush()
      offset += count
    }
  }

  /// Completes the file: everything is on the disk when this returns, under its own name.
  mutating func commit() throws(ReportError) {
    try flush()
    // File systems without fsync (some network shares) say EINVAL; there is nothing more to do.
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw ReportError(path: path, action: .write, cause: .init(code: errno))
    }
    if purpose == .replacement {
      guard rename(Self.partialPath(path), path) == 0 else {
        throw ReportError(path: path, action: .replace, cause: .init(code: errno))
      }
    }
    isCommitted = true
  }

  private mutating func flush() throws(ReportError) {
    defer { pending.removeAll(keepingCapacity: true) }
    let failure = pending.withUnsafeBytes { bytes -> Int32? in
      guard let base = bytes.baseAddress else { return nil }
      var done = 0
      while done < bytes.count {
        let count = writeCall(descriptor, base + done, bytes.count - done)
        if count > 0 {
          done += count
        } else if count == 0 || errno != EINTR {
          return count == 0 ? EIO : errno
        }
      }
      return nil
    }
    if let failure {
      // Takes back the part of the text that did fit, so that lines stay whole.
      _ = ftruncate(descriptor, off_t(length))
      throw ReportError(path: path, action: .write, cause: .init(code: failure))
    }
    length += pending.count
  }

  /// Makes `html` the page at `path`, whole or not at all. What is there already and is no page, such as
  /// an image that was named by mistake, is left alone.
  package static func writePage(_ html: String, to path: String) throws(ReportError) {
    var status = stat()
    if stat(path, &status) == 0 {
      func refusal(_ cause: ReportError.Cause) -> ReportError {
        ReportError(path: path, action: .replace, cause: cause)
      }
      guard status.st_mode & S_IFMT != S_IFDIR else { throw refusal(.isAFolder) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw refusal(.notAPage) }
      let existing = FileHandle(forReadingAtPath: path)
      let start = (try? existing?.read(upToCount: pageStart.utf8.count)) ?? Data()
      guard status.st_size == 0 || Array(start) == Array(pageStart.utf8) else {
        throw refusal(.notAPage)
      }
    }
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  /// What pages begin with.
  private static let pageStart = "<!DOCTYPE html>"

  /// Creates `folder` and the folders above it where they do not exist.
  static func createFolder(_ folder: String) throws(ReportError) {
    var path = folder.hasPrefix("/") ? "/" : ""
    for component in folder.split(separator: "/") {
      path += component
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw ReportError(path: path, action: .createFolder, cause: .init(code: errno))
      }
      path += "/"
    }
  }
}

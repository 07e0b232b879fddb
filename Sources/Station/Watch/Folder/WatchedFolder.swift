import Foundation

/// An open folder: its files are reached through it and not by their paths, so that it does not matter
/// what is mounted or renamed above it meanwhile. Safe to use from several threads.
final class WatchedFolder: Sendable {
  /// What an entry is. Only files are ever opened.
  enum Entry: Equatable {
    case file(FileIdentity)
    /// A link, a folder, a pipe, a socket or a device.
    case other
  }

  /// The folder's absolute path.
  let path: RawName
  let descriptor: Int32

  /// Opens the folder at `path`.
  init(path: RawName) throws(SystemError) {
    self.path = path
    descriptor = path.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .last }
  }

  deinit { close(descriptor) }

  /// Whether the path still leads to this folder.
  var isInPlace: Bool {
    var (here, there) = (stat(), stat())
    guard fstat(descriptor, &here) == 0, path.withCString({ stat($0, &there) }) == 0 else {
      return false
    }
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino
  }

  /// What the entry `name` is, links not followed; nothing is opened. Throws `ENOENT` where there is
  /// none.
  func entry(_ name: RawName) throws(SystemError) -> Entry {
    var status = stat()
    guard name.withCString({ fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
      throw .last
    }
    return status.st_mode & S_IFMT == S_IFREG ? .file(FileIdentity(status)) : .other
  }

  /// Gives the file `from` the name `to`, which nobody else uses.
  func rename(_ from: RawName, to: RawName) throws(SystemError) {
    let done = from.withCString { from in
      to.withCString { renameat(descriptor, from, descriptor, $0) }
    }
    guard done == 0 else { throw .last }
  }

  /// Removes the name of a file.
  func remove(_ name: RawName) throws(SystemError) {
    guard name.withCString({ unlinkat(descriptor, $0, 0) }) == 0 else { throw .last }
  }

  /// Puts the file `name` of this folder to `target` in `folder`, where no file is overwritten: throws
  /// `EEXIST` where there is one. Throws `EXDEV` where the folder lies in another file system.
  func moveFile(
    _ name: RawName, into folder: WatchedFolder, as target: RawName
  ) throws(SystemError) {
    let linked = name.withCString { name in
      target.withCString { linkat(descriptor, name, folder.descriptor, $0, 0) }
    }
    if linked == 0 { return try remove(name) }
    // File systems without hard links: FAT, some network shares.
    guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(errno) else { throw .last }
    do {
      _ = try folder.entry(target)
    } catch {
      guard error.code == ENOENT else { throw error }
      let done = name.withCString { name in
        target.withCString { renameat(descriptor, name, folder.descriptor, $0) }
      }
      guard done == 0 else { throw .last }
      return
    }
    throw SystemError(code: EEXIST)
  }
}

/// Goes through the names in a folder, a few at a time.
final class FolderListing {
  private let stream: OpaquePointer

  /// A listing of `folder` from its begin.
  init(of folder: WatchedFolder) throws(SystemError) {
    let descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    guard let stream = fdopendir(descriptor) else {
      let error = SystemError.last
      close(descriptor)
      throw error
    }
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// The next name; `nil` at the end.
  func next() throws(SystemError) -> RawName? {
    errno = 0
    guard let entry = readdir(stream) else {
      guard errno == 0 else { throw .last }
      return nil
    }
    return RawName(withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
  }
}

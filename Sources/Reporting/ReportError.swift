import Foundation

/// A report that could not be written: which file, what was tried, and why it failed.
public struct ReportError: Error, Equatable, Sendable {
  /// What was being done.
  public enum Action: Sendable {
    /// Creating the output folder.
    case createFolder
    /// Keeping other runs out of the folder.
    case lock
    /// Creating the file.
    case create
    /// Writing to the file.
    case write
    /// Putting the finished file in the place of its predecessor.
    case replace
  }

  /// Why it failed.
  public enum Cause: Equatable, Sendable {
    /// Another run writes to the folder.
    case inUse
    /// No space is left, or the quota is used up.
    case diskFull
    /// This user may not write there.
    case permissionDenied
    /// The file system is mounted read-only.
    case readOnlyFileSystem
    /// A folder on the way is missing.
    case folderMissing
    /// Something on the way is a file, not a folder.
    case notAFolder
    /// A folder has the file's name.
    case isAFolder
    /// Something that is no page has the page's name.
    case notAPage
    /// Any other failure, with the system's error number.
    case system(code: Int32)

    /// The cause that the system's error number `code` stands for.
    public init(code: Int32) {
      self =
        switch code {
        case ENOSPC, EDQUOT: .diskFull
        case EACCES, EPERM: .permissionDenied
        case EROFS: .readOnlyFileSystem
        case ENOENT: .folderMissing
        case ENOTDIR: .notAFolder
        case EISDIR: .isAFolder
        default: .system(code: code)
        }
    }
  }

  /// The file or folder concerned.
  public var path: String
  /// What was being done with it.
  public var action: Action
  /// Why it failed.
  public var cause: Cause

  /// `action` on `path` failed because of `cause`.
  public init(path: String, action: Action, cause: Cause) {
    self.path = path
    self.action = action
    self.cause = cause
  }
}

extension ReportError: CustomStringConvertible {
  /// One sentence: the file, the cause, and what to do.
  public var description: String {
    let task =
      switch action {
      case .createFolder: "cannot create the folder \(path)"
      case .lock: "cannot write reports to \(path)"
      case .create: "cannot create \(path)"
      case .write: "cannot write \(path)"
      case .replace: "cannot put the finished report at \(path)"
      }
    let reason =
      switch cause {
      case .inUse: "another run is writing there; choose another output folder or wait for it"
      case .diskFull: "the disk is full; free some space or choose another output folder"
      case .permissionDenied:
        "permission denied; choose an output folder that this user may write to"
      case .readOnlyFileSystem:
        "the file system is read-only; choose another output folder"
      case .folderMissing: "a folder on the way does not exist"
      case .notAFolder: "something on the way is a file, not a folder"
      case .isAFolder: "a folder has that name; remove it or choose another output folder"
      case .notAPage:
        "there is something else of that name, which is not overwritten; choose another name"
      case .system(let code): String(cString: strerror(code))
      }
    return "\(task): \(reason)"
  }
}

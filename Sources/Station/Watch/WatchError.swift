/// Why a station cannot begin, or cannot go on. What was recorded before stays recorded.
public enum WatchError: Error, Sendable, Equatable {
  /// The recipe cannot be used.
  case recipe(path: String, reason: String)
  /// A folder cannot be watched; the system's words or a sentence.
  case folder(path: String, reason: String)
  /// A folder for the output cannot be made or opened.
  case output(path: String, reason: String)
  /// Another process has the folder or the records file; who, as far as that can be told.
  case inUse(path: String, owner: String?)
  /// The system has no more of something that is needed.
  case system(what: String, reason: String)
  /// Two folders are one.
  case sameFolder(String, String)
}

extension WatchError: CustomStringConvertible {
  /// What is wrong and what to do, in a sentence.
  public var description: String {
    switch self {
    case .recipe(let path, let reason): "the recipe '\(oneLine(path))' cannot be used: \(reason)"
    case .folder(let path, let reason):
      "the folder '\(oneLine(path))' cannot be watched: \(reason)"
    case .output(let path, let reason):
      "the output folder '\(oneLine(path))' cannot be used: \(reason)"
    case .inUse(let path, let owner):
      "'\(oneLine(path))' is in use by \(owner.map(oneLine) ?? "another process"); end that one "
        + "first, or name another place"
    case .system(let what, let reason): "\(what): \(reason)"
    case .sameFolder(let first, let second):
      "'\(oneLine(first))' and '\(oneLine(second))' are one folder; name it once"
    }
  }
}

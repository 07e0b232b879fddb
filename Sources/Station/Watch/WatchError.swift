import Recipes

/// Why a station cannot begin, or cannot go on. What was recorded before stays recorded.
public enum WatchError: Error, Sendable, Equatable {
  /// The recipe cannot be used.
  case recipe(path: String, RecipeObstacle)
  /// A folder cannot be watched; the system's words.
  case folder(path: String, reason: String)
  /// A folder for the output cannot be made or opened.
  case output(path: String, reason: String)
  /// Another process has the folder or the records file; who, as far as that can be told.
  case inUse(path: String, owner: String?)
  /// The records file has several names, by which SQLite would lose records.
  case hardLinks(records: String, count: Int)
  /// The file that keeps other stations from the records cannot be had; the system's words.
  case lockFile(path: String, reason: String)
  /// The system gives no events; its words.
  case noEvents(reason: String)
  /// Two folders are one.
  case sameFolder(String, String)
}

/// Why a recipe is none for a station.
public enum RecipeObstacle: Sendable, Equatable {
  /// It cannot be read.
  case unreadable(RecipeError)
  /// What takes serial numbers or lots out of names is no regular expression.
  case pattern(JobError)
  /// It compares with templates, and nobody says where they are.
  case needsTemplates
  /// It has a reference of its own, and yet templates were told.
  case ownReference(method: String)
}

extension WatchError: CustomStringConvertible {
  /// What is wrong and what to do, in a sentence.
  public var description: String {
    switch self {
    case .recipe(let path, let obstacle):
      "the recipe '\(oneLine(path))' cannot be used: \(obstacle)"
    case .folder(let path, let reason):
      "the folder '\(oneLine(path))' cannot be watched: \(reason)"
    case .output(let path, let reason):
      "the output folder '\(oneLine(path))' cannot be used: \(reason)"
    case .inUse(let path, let owner):
      "'\(oneLine(path))' is in use by \(owner.map(oneLine) ?? "another process"); end that one "
        + "first, or name another place"
    case .hardLinks(let records, let count):
      "the records file \(records): it has \(count) names (hard links), and SQLite loses records of "
        + "such files; remove the others"
    case .lockFile(let path, let reason): "the lock file \(path): \(reason)"
    case .noEvents(let reason):
      "folders cannot be watched for events: \(reason); see `sightline doctor`"
    case .sameFolder(let first, let second):
      "'\(oneLine(first))' and '\(oneLine(second))' are one folder; name it once"
    }
  }
}

extension RecipeObstacle: CustomStringConvertible {
  /// What is wrong and what to do, without the recipe's path.
  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .pattern(let error): error.description
    case .needsTemplates:
      "it compares with templates (compare.method is template), and none were told; give "
        + "--template-suffix or --template, or a recipe made by sightline teach"
    case .ownReference(let method):
      "it has a reference of its own (compare.method is \(method)); leave the templates out"
    }
  }
}

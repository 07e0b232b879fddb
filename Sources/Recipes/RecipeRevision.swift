import Foundation

/// A change of a recipe file by a program: which values, from which version to which, and why.
public struct RecipeRevision: Sendable, Equatable {
  /// One changed value.
  public struct Change: Sendable, Equatable {
    /// The parameter's key.
    public var key: String
    /// The value before as recipes write it; `nil` where it was not set.
    public var from: String?
    /// The value now.
    public var to: String

    /// `key` was `from` and is `to`.
    public init(key: String, from: String?, to: String) {
      (self.key, self.from, self.to) = (key, from, to)
    }
  }

  /// The recipe's name.
  public var recipe: String
  /// The version before.
  public var fromVersion: Int
  /// The version now.
  public var toVersion: Int
  /// The changed values in the order of `Parameter.all`.
  public var changes: [Change]
  /// Why.
  public var reason: String
  /// When.
  public var date: Date
  /// Program name and version.
  public var software: String
  /// The hash of the recipe as it is now; see `PreparedRecipe.sha256`.
  public var recipeSHA256: String

  /// The file beside a recipe in which its revisions are listed, oldest first, one JSON object a
  /// line.
  public static let fileName = "changes.jsonl"

  /// The revision as one line of that file, with its line feed.
  var line: String {
    let changes = changes.map { change in
      let from = change.from.map(QuotedText.quoted) ?? "null"
      return "{\"key\":\(QuotedText.quoted(change.key)),\"from\":\(from),"
        + "\"to\":\(QuotedText.quoted(change.to))}"
    }
    let members = [
      "\"time\":\"\(date.ISO8601Format())\"", "\"recipe\":\(QuotedText.quoted(recipe))",
      "\"fromVersion\":\(fromVersion)", "\"toVersion\":\(toVersion)",
      "\"changes\":[\(changes.joined(separator: ","))]",
      "\"reason\":\(QuotedText.quoted(reason))", "\"software\":\(QuotedText.quoted(software))",
      "\"recipeHash\":\"\(recipeSHA256)\"",
    ]
    return "{\(members.joined(separator: ","))}\n"
  }
}

/// Why a recipe file was not revised. It is then as it was.
public enum RecipeRevisionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The recipe was not read from a file.
  case noFile(recipe: String)
  /// No reason was given.
  case noReason
  /// The new values are those of the file.
  case nothingToChange(path: String)
  /// The file no longer says what it said when the recipe was read.
  case changedMeanwhile(path: String)
  /// The file or a new value is not valid.
  case recipe(RecipeError)
  /// The value of `key` is written in a way that a program does not touch.
  case notEditable(path: String, key: String, reason: String)
  /// The changed text does not read back as the new values.
  case notReadBack(path: String)
  /// A file cannot be read or written; the system's words.
  case unwritable(path: String, reason: String)

  /// What is wrong and what to do.
  public var description: String {
    func shown(_ path: String) -> String { RecipeProblem.shown(path, limit: 1000) }
    switch self {
    case .noFile(let recipe):
      return "the recipe \(RecipeProblem.shown(recipe)) was not read from a file; write it to one"
    case .noReason: return "a changed recipe needs a reason; say why in a few words"
    case .nothingToChange(let path):
      return "\(shown(path)) has these values already; nothing was written"
    case .changedMeanwhile(let path):
      return "\(shown(path)) has been changed since it was read; nothing was written, start again"
    case .recipe(let error): return error.description
    case .notEditable(let path, let key, let reason):
      return "\(shown(path)): \(key): \(reason); nothing was written"
    case .notReadBack(let path):
      return "\(shown(path)) would not read back as the new values; nothing was written, change it "
        + "by hand"
    case .unwritable(let path, let reason):
      return "\(shown(path)) cannot be written: \(reason); the recipe is as it was"
    }
  }
}

/// One thing that is wrong with a recipe or an override of it. Its description is one line that
/// says where, what was found and what is allowed.
public struct RecipeProblem: Error, Sendable, Equatable {
  /// Where something is wrong.
  public enum Location: Sendable, Equatable {
    /// A file as it was named, and the line where there is one, from 1.
    case file(String, line: Int?)
    /// A command line option, such as `--set`.
    case option(String)
    /// Values that a program put together for a recipe of this name.
    case values(recipe: String)
  }

  /// What is wrong.
  public enum Kind: Error, Sendable, Equatable {
    /// The file or folder could not be read; `reason` is the system's.
    case unreadable(reason: String)
    /// The file could not be written; `reason` is the system's.
    case unwritable(reason: String)
    /// The file has more than `limit` bytes.
    case tooLarge(limit: Int)
    /// The line is not UTF-8 text.
    case notUTF8
    /// It is not YAML; `reason` is the parser's.
    case syntax(reason: String)
    /// It is YAML, but no mapping from keys to values.
    case notAMapping(found: String)
    /// An anchor or alias, which recipes do without: a few can stand for gigabytes.
    case alias
    /// A tag such as `!!int`.
    case tag(String)
    /// Lists and mappings nested deeper than any recipe needs.
    case nestedTooDeeply(limit: Int)
    /// A key that is no plain text.
    case keyNotText
    /// A key that recipes do not have, the nearest that they do have, and those possible there.
    case unknownKey(nearest: String?, known: [String])
    /// `compare.tolerance:` at the top instead of `tolerance:` inside `compare:`.
    case flattenedKey(group: String, name: String)
    /// The key was given before, in line `firstLine`.
    case duplicateKey(firstLine: Int)
    /// A key that every recipe must have; `example` shows it.
    case missingKey(example: String)
    /// A list or mapping where a value is expected, or the other way round.
    case wrongShape(found: String, expected: String)
    /// Nothing stands where a value is expected.
    case noValue(allowed: String)
    /// Text that cannot be read as what is expected.
    case wrongValue(found: String, expected: String, allowed: String)
    /// A fraction where whole numbers count.
    case notWhole(found: String, allowed: String)
    /// A value outside the allowed range; `converted` is what it comes to in the range's unit.
    case outOfRange(found: String, converted: String?, allowed: String)
    /// A number without its unit; `correct` is how to write it.
    case missingUnit(found: String, correct: String, allowed: String)
    /// A unit that does not fit.
    case wrongUnit(found: String, unit: String, units: [String])
    /// A unit where there is none.
    case unitNotExpected(found: String, unit: String, allowed: String)
    /// A length in mm or µm in a recipe that does not give the size of a pixel.
    case needsPixelSize(found: String, canonicalUnit: String)
    /// A recipe format that a newer version of the program writes.
    case newerFormat(found: String, supported: Int)
    /// An override that is not `key=value`.
    case malformedOverride(found: String)
    /// Regions in a recipe that does not compare with a learned reference.
    case regionsNotUsed
    /// An override of what the method of comparison does not look at, and the nearest that it does.
    case noEffect(method: String, nearest: String?)
    /// An override of what only the file can say: name, version, models…
    case notOverridable
    /// A model file outside the recipe's folder.
    case modelOutsideFolder(file: String)
    /// A model file that cannot be read.
    case modelUnreadable(file: String, reason: String)
    /// A parameter asks for a model, and none of the recipe's files has the ending of one.
    case modelMissing(suffix: String)
    /// A file that the recipe's models do not list, so that its contents would not be part of the hash.
    case modelNotListed(file: String)
    /// A model file that cannot be used; `reason` says what is wrong with it.
    case modelUnusable(file: String, reason: String)
    /// A model file whose contents are not those that the recipe names.
    case modelChanged(file: String, stated: String, actual: String)
    /// More problems than are worth listing; the rest was not looked at.
    case tooManyProblems(limit: Int)
  }

  /// Where.
  public var location: Location
  /// The full key, `compare.tolerance`, where the problem is about one.
  public var key: String?
  /// What.
  public var kind: Kind

  /// `kind` is wrong with `key` at `location`.
  public init(location: Location, key: String? = nil, kind: Kind) {
    self.location = location
    self.key = key
    self.kind = kind
  }
}

/// What is wrong with a recipe: everything at once, in the order of the file, never empty.
public struct RecipeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The problems, at least one.
  public let problems: [RecipeProblem]

  /// An error of these problems, of which there must be at least one.
  init(_ problems: [RecipeProblem]) {
    precondition(!problems.isEmpty, "a recipe error says what is wrong")
    self.problems = problems
  }

  /// One line a problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

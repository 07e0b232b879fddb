/// Why a labelled set cannot be evaluated.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A list or truth file cannot be read; the system's words.
  case unreadable(path: String, cause: String)
  /// What should be a list or truth file is no file.
  case notAFile(path: String)
  /// A line of a list or truth file is not of the layout's form.
  case badLine(path: String, line: Int, text: String, expected: LineForm)
  /// The list names no pair.
  case emptyList(path: String)
  /// Two entries of the list would be filed under one name.
  case duplicateName(path: String, name: String)
  /// No group can be left out where there is only this one.
  case oneGroup(name: String)
  /// A result file cannot be written; the system's words.
  case unwritable(path: String, cause: String)
  /// The folder for the results cannot be made.
  case noFolder(path: String)

  /// What a line has to be.
  public enum LineForm: Equatable, Sendable, CustomStringConvertible {
    /// A pair in a list.
    case pair
    /// A box in a truth file, its coordinates no farther from 0 than this.
    case box(limit: Int)

    /// The form in words.
    public var description: String {
      switch self {
      case .pair: "an image and its truth file, as in a/b.jpg a_not/b.txt"
      case .box(let limit):
        "x1 y1 x2 y2 type with x1 < x2, y1 < y2, all within ±\(limit), and a type from 1 to 6"
      }
    }
  }

  /// One sentence that names the file and what is wrong with it.
  public var description: String {
    switch self {
    case .unreadable(let path, let cause): "\(path) cannot be read: \(cause)"
    case .notAFile(let path): "\(path) cannot be read: it is not a regular file"
    case .badLine(let path, let line, let text, let expected):
      "\(path):\(line): '\(text)' is not \(expected)"
    case .emptyList(let path): "\(path) names no pair"
    case .duplicateName(let path, let name):
      "\(path) names '\(name)' twice; results are filed by that name, so it must be unique"
    case .oneGroup(let name):
      "all pairs are of the group '\(name)': to leave groups out there must be two at least, which are "
        + "the first folders of the paths in the list"
    case .unwritable(let path, let cause): "\(path) cannot be written: \(cause)"
    case .noFolder(let path): "\(path) cannot be written: the folder cannot be made"
    }
  }
}

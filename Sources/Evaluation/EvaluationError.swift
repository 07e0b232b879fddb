/// Why a labelled set cannot be evaluated.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A list or truth file cannot be read.
  case unreadable(path: String, cause: String)
  /// A line of a list or truth file is not of the layout's form.
  case badLine(path: String, line: Int, text: String, expected: String)
  /// The list names no pair.
  case emptyList(path: String)
  /// Two entries of the list would be filed under one name.
  case duplicateName(path: String, name: String)
  /// No group can be left out where there is only this one.
  case oneGroup(name: String)
  /// A result file cannot be written.
  case unwritable(path: String, cause: String)

  /// One sentence that names the file and what is wrong with it.
  public var description: String {
    switch self {
    case .unreadable(let path, let cause): "\(path) cannot be read: \(cause)"
    case .badLine(let path, let line, let text, let expected):
      "\(path):\(line): '\(text)' is not \(expected)"
    case .emptyList(let path): "\(path) names no pair"
    case .duplicateName(let path, let name):
      "\(path) names '\(name)' twice; results are filed by that name, so it must be unique"
    case .oneGroup(let name):
      "all pairs are of the group '\(name)': to leave groups out there must be two at least, which are "
        + "the first folders of the paths in the list"
    case .unwritable(let path, let cause): "\(path) cannot be written: \(cause)"
    }
  }
}

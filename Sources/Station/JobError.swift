/// Why it cannot be told what to inspect. Nothing has been inspected then.
public enum JobError: Error, Sendable, Equatable {
  /// `--template-suffix` is not of the form `A=B`.
  case badSuffix(text: String, SuffixProblem)
  /// The pattern for serial numbers is no regular expression.
  case badSerialPattern(pattern: String, reason: String)
  /// A named file or folder cannot be found or seen; the system's words.
  case unreachable(path: String, cause: String)
  /// The template for all images cannot be used.
  case badTemplate(path: String, FileProblem)
  /// No image was found in `paths`; so many of the files there are templates by their names.
  case noImages(paths: [String], templates: Int)
  /// What was named as the one image to look at is none.
  case notOneImage(path: String, FileProblem)
  /// A list of images cannot be used.
  case list(path: String, ListProblem)
}

/// What is wrong with a text of the form `A=B`.
public enum SuffixProblem: Sendable, Equatable {
  /// It has no = or several.
  case notTwoEndings
  /// Images and templates would end alike.
  case sameEndings
  /// There is a slash in it.
  case anotherFolder
}

/// Why a file is not what it was named for.
public enum FileProblem: Sendable, Equatable {
  /// It cannot be seen; the system's words.
  case unreachable(String)
  /// It is a pipe, a device or a folder.
  case notAFile
  /// It is a folder.
  case folder
  /// It is the template that it is to be compared with.
  case ownTemplate
  /// It is a template by its name.
  case template
}

/// What is wrong with a list of images. Rows are counted from 1, the header is row 1.
public enum ListProblem: Error, Sendable, Equatable {
  /// It cannot be read; the system's words.
  case unreadable(cause: String)
  /// More bytes than a list may have.
  case tooLarge(limit: Int)
  /// It is not text in UTF-8.
  case notUTF8
  /// Quotes are wrong, in the parser's words.
  case quotes(reason: String)
  /// The header lacks a column that is needed; it has `found`.
  case missingColumn(name: String, found: [String])
  /// The header names a column twice.
  case duplicateColumn(name: String)
  /// Neither a column nor an option tells the templates.
  case noTemplates
  /// There is no row below the header.
  case noRows
  /// The row has more fields than the header.
  case surplusField(row: Int, text: String)
  /// The row names no image.
  case noImage(row: Int)
  /// The row has a zero byte in it.
  case zeroByte(row: Int)
  /// A field of the row reaches over a line's end, as after a quote in the wrong place.
  case lineBreak(row: Int, column: String)
}

extension JobError: CustomStringConvertible {
  /// What is wrong and what to do, in a sentence on one line.
  public var description: String {
    switch self {
    case .badSuffix(let text, let problem):
      "--template-suffix \(quoted(text)): \(problem); write it as in _test=_temp"
    case .badSerialPattern(let pattern, let reason):
      "--serial-from \(quoted(pattern)) is no regular expression: \(oneLine(reason))"
    case .unreachable(let path, let cause):
      "\(quoted(path)) cannot be inspected: \(cause); name files or folders that exist"
    case .badTemplate(let path, let problem):
      "the template \(quoted(path)) cannot be used: \(problem); name an image file"
    case .noImages(let paths, let templates):
      "no image was found in \(paths.map(quoted).joined(separator: ", ")): files that end in "
        + ".png, .jpg or .jpeg and are not hidden are looked for"
        + (templates > 0 ? "; left out because they are templates: \(templates)" : "")
    case .notOneImage(let path, let problem):
      "\(quoted(path)) cannot be explained: \(problem); name one image file"
    case .list(let path, let problem): "list \(quoted(path)): \(problem)"
    }
  }
}

extension SuffixProblem: CustomStringConvertible {
  /// What is wrong, without the text.
  public var description: String {
    switch self {
    case .notTwoEndings: "there must be one = between the two endings"
    case .sameEndings: "the two endings must differ"
    case .anotherFolder: "a template lies in the folder of its image"
    }
  }
}

extension FileProblem: CustomStringConvertible {
  /// What is wrong, without the file's name.
  public var description: String {
    switch self {
    case .unreachable(let cause): cause
    case .notAFile: "it is not a file"
    case .folder: "it is a folder"
    case .ownTemplate: "it is its own template"
    case .template: "it is a template"
    }
  }
}

extension ListProblem: CustomStringConvertible {
  /// What is wrong and what to do, without the list's name.
  public var description: String {
    switch self {
    case .unreadable(let cause): "cannot be read: \(cause)"
    case .tooLarge(let limit): "has more than \(limit) bytes; split it"
    case .notUTF8: "is not UTF-8 text; save it as \"CSV UTF-8\""
    case .quotes(let reason):
      "a quoted field is wrong (\(oneLine(reason))); put \" around the whole field and write \"\" "
        + "for a \" in it"
    case .missingColumn(let name, let found):
      "the header has no column \(name), only (\(found.map(quoted).joined(separator: ", "))); the "
        + "first row must name the columns: image, template, serial, lot"
    case .duplicateColumn(let name): "the header has two columns \(name)"
    case .noTemplates:
      "there is nothing to compare with: add a column template, or use --template FILE"
    case .noRows: "there are no rows below the header"
    case .surplusField(let row, let text):
      "row \(row) has more fields than the header: \(quoted(text)); put a field with a separator "
        + "in it in quotes"
    case .noImage(let row): "row \(row) names no image"
    case .zeroByte(let row): "row \(row) has a zero byte in it"
    case .lineBreak(let row, let column):
      "row \(row): the field \(oneLine(column)) reaches over the line's end; look for a quote that is "
        + "not closed"
    }
  }
}

/// `text` in quotes on one line.
private func quoted(_ text: String) -> String { "'\(oneLine(text))'" }

import Wording

extension Words {
  /// What `error` says of what was to be inspected.
  func phrase(_ error: JobError) -> String {
    func quoted(_ text: String) -> String { "'\(oneLine(text))'" }
    switch error {
    case .badSuffix(let bad, let problem):
      return text(.errorBadSuffix, ["text": oneLine(bad), "reason": phrase(problem)])
    case .badSerialPattern(let pattern, let reason):
      return text(.errorBadSerial, ["text": oneLine(pattern), "reason": oneLine(reason)])
    case .unreachable(let path, let cause):
      return text(.errorUnreachable, ["path": oneLine(path), "reason": cause])
    case .badTemplate(let path, let problem):
      return text(.errorBadTemplate, ["path": oneLine(path), "reason": phrase(problem)])
    case .noImages(let paths, let templates):
      let problem = text(
        .errorNoImages, ["paths": paths.map(quoted).joined(separator: ", ")])
      return templates > 0
        ? text(.errorNoImagesTemplates, ["problem": problem, "count": "\(templates)"]) : problem
    case .notOneImage(let path, let problem):
      return text(.errorNotOneImage, ["path": oneLine(path), "reason": phrase(problem)])
    case .list(let path, let problem):
      return text(.errorList, ["path": oneLine(path), "problem": phrase(problem)])
    }
  }

  private func phrase(_ problem: SuffixProblem) -> String {
    switch problem {
    case .notTwoEndings: self[.errorSuffixTwo]
    case .sameEndings: self[.errorSuffixSame]
    case .anotherFolder: self[.errorSuffixFolder]
    }
  }

  private func phrase(_ problem: FileProblem) -> String {
    switch problem {
    case .unreachable(let cause): cause
    case .notAFile: self[.errorNotAFile]
    case .folder: self[.errorIsAFolder]
    case .ownTemplate: self[.errorOwnTemplate]
    case .template: self[.errorIsATemplate]
    }
  }

  private func phrase(_ problem: ListProblem) -> String {
    switch problem {
    case .unreadable(let cause): text(.errorListUnreadable, ["reason": cause])
    case .tooLarge(let limit): text(.errorListTooLarge, ["limit": "\(limit)"])
    case .notUTF8: self[.errorListNotUTF8]
    case .quotes(let reason): text(.errorListQuotes, ["reason": oneLine(reason)])
    case .missingColumn(let name, let found):
      text(
        .errorListColumn,
        ["name": name, "found": found.map { "'\(oneLine($0))'" }.joined(separator: ", ")])
    case .duplicateColumn(let name): text(.errorListTwice, ["name": name])
    case .noTemplates: self[.errorListTemplates]
    case .noRows: self[.errorListEmpty]
    case .surplusField(let row, let field):
      text(.errorListSurplus, ["row": "\(row)", "text": oneLine(field)])
    case .noImage(let row): text(.errorListNoImage, ["row": "\(row)"])
    case .zeroByte(let row): text(.errorListZero, ["row": "\(row)"])
    case .lineBreak(let row, let column):
      text(.errorListBreak, ["row": "\(row)", "column": oneLine(column)])
    }
  }
}

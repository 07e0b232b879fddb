import Wording

extension Words {
  /// What kept an image from being read or deleted, in one sentence.
  public func says(_ problem: ImagePruner.Problem) -> String {
    language == .english ? "\(problem)" : phrase(problem)
  }

  func phrase(_ problem: ImagePruner.Problem) -> String {
    let words: String =
      switch problem.cause {
      case .unreachable(let problem): phrase(problem)
      case .image(let error): says(error)
      case .changed: self[.pruneChanged]
      case .undeletable(let code):
        text(.pruneUndeletable, ["reason": "\(SystemError(code: code))"])
      }
    return text(.errorPair, ["subject": oneLine(problem.path), "problem": words])
  }

  private func phrase(_ problem: FolderProblem) -> String {
    switch problem {
    case .unlisted(let reason): text(.folderUnlisted, ["reason": reason])
    case .unspeakable(let isFolder): self[isFolder ? .folderUnspeakable : .fileUnspeakable]
    }
  }
}

import Codecs
import Learning
import Recipes
import Reporting
import Station
import Studies
import Synthesis
import Wording

extension Words {
  /// What `error` says, for a person: of what evaluating, training, drawing and studying throw, and of all
  /// that ``says(_:)`` knows.
  public func describes(_ error: any Error) -> String {
    (language == .english ? nil : phrase(error)) ?? says(error)
  }

  /// The phrase of `error` from the catalogue, where it is known here; in English it is what the error's
  /// description says, which a test sees to.
  func phrase(_ error: any Error) -> String? {
    switch error {
    case let error as EvaluationError: said(error)
    case let error as UnreadablePair: said(error)
    case let error as TrainingError: said(error)
    case let error as SynthesisError: said(error)
    case let error as SurfaceError: said(error)
    case let error as PairFolderError: said(error)
    case let error as EncodeError: said(error)
    case let error as TruthTableError: said(error)
    case let error as ParameterSweepError: said(error)
    case let error as TuningGridError: said(error)
    case let error as RecipeRevisionError: said(error)
    case let error as RepeatedPicturesError: said(error)
    case let error as PerturbedCopiesError: said(error)
    default: nil
    }
  }

  private func said(_ error: EvaluationError) -> String {
    switch error {
    case .unreadable(let path, let cause):
      return text(.errorSetUnreadable, ["path": path, "reason": cause])
    case .notAFile(let path):
      return text(.errorSetUnreadable, ["path": path, "reason": self[.errorSetNoFile]])
    case .badLine(let path, let line, let found, let expected):
      let form =
        switch expected {
        case .pair: self[.errorSetPair]
        case .box(let limit): text(.errorSetBox, ["limit": "\(limit)"])
        }
      return text(
        .errorSetLine, ["place": "\(path):\(line)", "text": found, "expected": form])
    case .emptyList(let path): return text(.errorSetEmpty, ["path": path])
    case .duplicateName(let path, let name):
      return text(.errorSetTwice, ["path": path, "name": name])
    case .oneGroup(let name): return text(.errorSetOneGroup, ["name": name])
    case .unwritable(let path, let cause):
      return text(.errorSetUnwritable, ["path": path, "reason": cause])
    case .noFolder(let path):
      return text(.errorSetUnwritable, ["path": path, "reason": self[.errorSetNoFolder]])
    }
  }

  private func said(_ error: UnreadablePair) -> String {
    switch error {
    case .truth(let path, let cause):
      text(.errorPair, ["subject": path, "problem": cause])
    case .truthIsNoFile(let path):
      text(.errorPair, ["subject": path, "problem": self[.errorSetNoFile]])
    case .image(let error): refusal(error)
    }
  }

  /// What `error` says of an image, in any language.
  func refusal(_ error: DecodeError) -> String { told("\(error)") }
}

import Pixels
import Recipes
import Station
import Studies
import Wording

extension Words {
  /// What `error` says of a truth table.
  func said(_ error: TruthTableError) -> String {
    let problem =
      switch error.problem {
      case .unreadable(let cause): text(.errorListUnreadable, ["reason": cause])
      case .notUTF8: self[.errorTruthNotUTF8]
      case .quotes: self[.errorTruthQuotes]
      case .missingColumns(let found):
        text(.errorTruthColumns, ["found": found.joined(separator: ", ")])
      case .noRows: self[.errorTruthNoRows]
      case .row(let row, let problem):
        text(.errorTruthRow, ["row": "\(row)", "problem": said(problem)])
      case .ambiguous(let first, let second):
        text(.errorTruthTwoImages, ["first": first, "second": second])
      }
    return text(.errorTruth, ["path": error.path, "problem": problem])
  }

  private func said(_ problem: TruthTableError.RowProblem) -> String {
    switch problem {
    case .noImage: self[.errorTruthNoImage]
    case .verdict(let word): text(.errorTruthVerdict, ["word": word])
    case .defectOfGoodImage: self[.errorTruthGoodDefect]
    case .contradiction(let image, let word):
      text(.errorTruthOpposite, ["image": image, "word": word])
    case .box(let fields): text(.errorTruthBox, ["fields": fields.joined(separator: ", ")])
    }
  }

  /// What `error` says of a sweep.
  func said(_ error: ParameterSweepError) -> String {
    func shown(_ key: Phrase, _ swept: String, _ values: [String: String] = [:]) -> String {
      text(key, values.merging(["text": RecipeProblem.shown(swept)]) { own, _ in own })
    }
    switch error {
    case .malformed(let swept): return shown(.errorSweepForm, swept)
    case .mixedUnits(let swept): return shown(.errorSweepUnits, swept)
    case .emptyRange(let swept): return shown(.errorSweepRange, swept)
    case .tooManyValues(let swept, let limit):
      return shown(.errorSweepValues, swept, ["limit": "\(limit)"])
    case .recipe(let error): return says(error)
    }
  }

  /// What `error` says of all sweeps together.
  func said(_ error: TuningGridError) -> String {
    switch error {
    case .sweep(let error): said(error)
    case .operatingPoint: text(.errorSweepPoint, ["key": TuningGrid.operatingPoint])
    case .sweptTwice: self[.errorSweepTwice]
    case .tooManySettings(let count):
      text(
        .errorSweepSettings,
        [
          "count": "\(Int(min(count, 1e15)))", "limit": "\(TuningGrid.maximumSettings)",
        ])
    case .recipe(let error): says(error)
    }
  }

  /// What `error` says of a recipe that was to be changed.
  func said(_ error: RecipeRevisionError) -> String {
    func shown(_ path: String) -> String { RecipeProblem.shown(path, limit: 1000) }
    switch error {
    case .noFile(let recipe):
      return text(.errorReviseNoFile, ["recipe": RecipeProblem.shown(recipe)])
    case .noReason: return self[.errorReviseNoReason]
    case .nothingToChange(let path): return text(.errorReviseNothing, ["path": shown(path)])
    case .changedMeanwhile(let path): return text(.errorReviseMeanwhile, ["path": shown(path)])
    case .recipe(let error): return says(error)
    case .notEditable(let path, let key, let reason):
      return text(
        .errorReviseNotEditable, ["path": shown(path), "key": key, "reason": reason])
    case .notReadBack(let path): return text(.errorReviseReadBack, ["path": shown(path)])
    case .unwritable(let path, let reason):
      return text(.errorReviseUnwritable, ["path": shown(path), "reason": reason])
    }
  }

  /// What `error` says of the pictures of a study.
  func said(_ error: RepeatedPicturesError) -> String {
    switch error {
    case .nothingRepeated(let parts): text(.errorRepeatNothing, ["count": "\(parts)"])
    case .noMatch(let option, let path):
      text(.errorRepeatNoMatch, ["option": option, "path": oneLine(path)])
    case .contradiction(let part): text(.errorRepeatOpposite, ["part": oneLine(part)])
    case .truth(let error): said(error)
    case .copies(let error): said(error)
    }
  }

  /// What `error` says of an image that was to be copied.
  func said(_ error: PerturbedCopiesError) -> String {
    switch error {
    case .refused(let path, let error):
      text(.errorCopyRefused, ["path": path, "reason": refusal(error)])
    case .tooLarge(let path, let size):
      text(.errorCopySize, ["path": path, "size": "\(size.width)x\(size.height)"])
    case .unwritable(let path, let reason):
      text(.toldCopyUnwritable, ["path": path, "why": reason])
    }
  }
}

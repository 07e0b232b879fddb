import Decision
import Recipes
import Wording

extension Words {
  /// What `error` says of a recipe, one line a problem.
  func phrase(_ error: RecipeError) -> String {
    error.problems.map(phrase).joined(separator: "\n")
  }

  private func phrase(_ problem: RecipeProblem) -> String {
    func shown(_ text: String) -> String { RecipeProblem.shown(text) }
    let place =
      switch problem.location {
      case .file(let path, let line):
        RecipeProblem.shown(path, limit: 1000) + (line.map { ":\($0)" } ?? "") + ":"
      case .option(let option): problem.key == nil ? "\(option):" : option
      case .values(let recipe): text(.recipeOf, ["name": shown(recipe)]) + ":"
      }
    let subject = problem.key.map { " \(shown($0)):" } ?? ""
    return "\(place)\(subject) \(phrase(problem.kind) ?? problem.kind.text)"
  }

  /// What a recipe hardly means, and what comes of it.
  public func says(_ warning: RecipeWarning) -> String {
    switch warning {
    case .unreachablePoint(let value): text(.recipeWarnPoint, ["value": value])
    case .largeArea(let area): text(.recipeWarnArea, ["area": "\(area)"])
    case .littleJudged(let percent): text(.recipeWarnJudged, ["percent": "\(percent)"])
    case .noEffect(let keys, let method):
      text(
        .recipeWarnNoEffect, count: keys.count,
        ["keys": keys.joined(separator: ", "), "method": method])
    }
  }

  /// What is wrong and what to do; `nil` where the words are those of a model file's reader.
  func phrase(_ kind: RecipeProblem.Kind) -> String? {
    func shown(_ text: String) -> String { RecipeProblem.shown(text) }
    switch kind {
    case .unreadable(let reason): return text(.recipeUnreadable, ["reason": reason])
    case .unwritable(let reason): return text(.recipeUnwritable, ["reason": reason])
    case .tooLarge(let limit): return text(.recipeTooLarge, ["limit": "\(limit)"])
    case .notUTF8: return self[.recipeNotUTF8]
    case .syntax(let reason): return text(.recipeSyntax, ["reason": reason])
    case .notAMapping(let found): return text(.recipeNotAMapping, ["found": found])
    case .alias: return self[.recipeAlias]
    case .tag(let tag): return text(.recipeTag, ["tag": shown(tag)])
    case .nestedTooDeeply(let limit): return text(.recipeDeep, ["limit": "\(limit)"])
    case .keyNotText: return self[.recipeKeyNotText]
    case .unknownKey(let nearest, let known):
      return nearest.map { text(.recipeUnknownNear, ["nearest": $0]) }
        ?? text(.recipeUnknown, ["known": known.joined(separator: ", ")])
    case .flattenedKey(let group, let name):
      return text(.recipeFlattened, ["group": group, "name": name])
    case .duplicateKey(let line): return text(.recipeDuplicate, ["line": "\(line)"])
    case .missingKey(let example): return text(.recipeMissingKey, ["example": example])
    case .wrongShape(let found, let expected):
      return text(.recipeShape, ["expected": expected, "found": found])
    case .noValue(let allowed): return text(.recipeNoValue, ["allowed": allowed])
    case .wrongValue(let found, let expected, let allowed):
      return text(
        .recipeWrongValue,
        ["found": shown(found), "expected": expected, "allowed": allowed])
    case .notWhole(let found, let allowed):
      return text(.recipeNotWhole, ["found": shown(found), "allowed": allowed])
    case .outOfRange(let found, let converted, let allowed):
      let value = shown(found) + (converted.map { " (\($0))" } ?? "")
      return text(.recipeRange, ["found": value, "allowed": allowed])
    case .missingUnit(let found, let correct, let allowed):
      return text(
        .recipeNoUnit, ["found": shown(found), "correct": shown(correct), "allowed": allowed])
    case .wrongUnit(let found, let unit, let units):
      return text(
        .recipeWrongUnit,
        ["found": shown(found), "unit": shown(unit), "units": units.joined(separator: ", ")])
    case .unitNotExpected(let found, let unit, let allowed):
      return text(
        .recipeSurplusUnit, ["found": shown(found), "unit": shown(unit), "allowed": allowed])
    case .needsPixelSize(let found, let unit):
      return text(.recipePixelSize, ["found": shown(found), "unit": unit])
    case .newerFormat(let found, let supported):
      return text(.recipeNewer, ["found": shown(found), "supported": "\(supported)"])
    case .malformedOverride(let found): return text(.recipeOverride, ["found": shown(found)])
    case .notOverridable: return self[.recipeNotOverridable]
    case .modelOutsideFolder(let file): return text(.recipeOutside, ["file": shown(file)])
    case .modelChanged(let file, let stated, let actual):
      return text(
        .recipeModelChanged, ["file": shown(file), "actual": actual, "stated": shown(stated)])
    case .modelMissing(let suffix):
      let isOfTrees = suffix == LearnedClassifier.fileSuffix
      return text(
        .recipeModelMissing,
        ["suffix": suffix, "command": isOfTrees ? "sightline train" : "sightline teach"])
    case .modelNotListed(let file): return text(.recipeModelNotListed, ["file": shown(file)])
    case .noEffect(let method, let nearest):
      return nearest.map { text(.recipeNoEffectNear, ["method": method, "nearest": $0]) }
        ?? text(.recipeNoEffect, ["method": method])
    case .regionsNotUsed: return self[.recipeRegions]
    case .tooManyProblems(let limit): return text(.recipeMany, ["limit": "\(limit)"])
    case .modelUnreadable, .modelUnusable: return nil
    }
  }
}

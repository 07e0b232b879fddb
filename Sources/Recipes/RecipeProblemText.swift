import Decision

extension RecipeProblem: CustomStringConvertible {
  /// `FILE:LINE: KEY: what is wrong and what is allowed`, on one line.
  public var description: String {
    let subject = key.map { " \(Self.shown($0)):" } ?? ""
    return switch location {
    case .file(let path, let line):
      "\(Self.shown(path, limit: 1000))\(line.map { ":\($0)" } ?? ""):\(subject) \(kind.text)"
    case .option(let option): "\(option)\(key == nil ? ":" : subject) \(kind.text)"
    case .values(let recipe): "recipe \(Self.shown(recipe)):\(subject) \(kind.text)"
    }
  }

  /// `text` cut to `limit` characters and without anything that could break the line or drive a
  /// terminal.
  package static func shown(_ text: String, limit: Int = 60) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == limit { return result + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension RecipeProblem.Kind {
  /// What is wrong and what to do, without place and key.
  package var text: String {
    func shown(_ text: String) -> String { RecipeProblem.shown(text) }
    switch self {
    case .unreadable(let reason): return "cannot be read: \(reason)"
    case .unwritable(let reason): return "cannot be written: \(reason)"
    case .tooLarge(let limit): return "is larger than a recipe may be (\(limit) bytes)"
    case .notUTF8: return "is not UTF-8 text; save the file as UTF-8"
    case .syntax(let reason): return "is not valid YAML: \(reason)"
    case .notAMapping(let found):
      return "a recipe is a mapping of keys to values such as `format: 1`, not \(found)"
    case .alias:
      return "anchors and aliases (&name, *name) are not allowed in recipes; "
        + "write the value out, and put a text that begins with & or * in quotes"
    case .tag(let tag):
      return "tags such as \(shown(tag)) are not allowed in recipes; write the value without it"
    case .nestedTooDeeply(let limit): return "is nested more than \(limit) levels deep"
    case .keyNotText: return "a key must be plain text"
    case .unknownKey(let nearest, let known):
      return "unknown key; "
        + (nearest.map { "did you mean \($0)?" } ?? "known here: \(known.joined(separator: ", "))")
    case .flattenedKey(let group, let name):
      return "parameters stand inside their group; write `\(name):` indented below `\(group):`"
    case .duplicateKey(let firstLine): return "is given twice, first in line \(firstLine)"
    case .missingKey(let example): return "is missing; add a line such as `\(example)`"
    case .wrongShape(let found, let expected): return "expected \(expected), found \(found)"
    case .noValue(let allowed): return "has no value; allowed: \(allowed)"
    case .wrongValue(let found, let expected, let allowed):
      return "\"\(shown(found))\" is not \(expected); allowed: \(allowed)"
    case .notWhole(let found, let allowed):
      return "\(shown(found)) is not a whole number; allowed: \(allowed)"
    case .outOfRange(let found, let converted, let allowed):
      let value = shown(found) + (converted.map { " (\($0))" } ?? "")
      return "\(value) is out of range; allowed: \(allowed)"
    case .missingUnit(let found, let correct, let allowed):
      return "\(shown(found)) has no unit; write \(shown(correct)) (allowed: \(allowed))"
    case .wrongUnit(let found, let unit, let units):
      return "\(shown(found)) has the unknown unit \(shown(unit)); "
        + "units: \(units.joined(separator: ", "))"
    case .unitNotExpected(let found, let unit, let allowed):
      return "\(shown(found)) has a unit, and there is none here; write it without "
        + "\(shown(unit)) (allowed: \(allowed))"
    case .needsPixelSize(let found, let unit):
      return "\(shown(found)) needs the size of a pixel; give part.pixelSize (such as 20µm), "
        + "or write it in \(unit)"
    case .newerFormat(let found, let supported):
      return "recipe format \(shown(found)) is newer than this program reads (\(supported)); "
        + "update Sightline"
    case .malformedOverride(let found):
      return "\"\(shown(found))\" is not of the form key=value, such as compare.tolerance=2px"
    case .notOverridable: return "only parameters can be set here; change it in the recipe file"
    case .modelOutsideFolder(let file):
      return "\"\(shown(file))\" does not lie in the recipe's folder; "
        + "put the model beside the recipe and name it relative to that"
    case .modelUnreadable(let file, let reason): return "\"\(shown(file))\" \(reason)"
    case .modelChanged(let file, let stated, let actual):
      return "\"\(shown(file))\" has SHA-256 \(actual), but the recipe says \(shown(stated)); "
        + "the model is not the one this recipe was made with"
    case .modelMissing(let suffix):
      let command = suffix == LearnedClassifier.fileSuffix ? "sightline train" : "sightline teach"
      return "asks for a model; name its file (ending in \(suffix)) under models, or make one with "
        + "`\(command)`"
    case .modelNotListed(let file):
      return
        "\"\(shown(file))\" is not among the recipe's models; add a line `- file: \(shown(file))` "
        + "under models"
    case .noEffect(let method, let nearest):
      return "has no effect with compare.method: \(method)"
        + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .regionsNotUsed:
      return "regions are of a learned reference; set compare.method: learned, or leave them out"
    case .modelUnusable(let file, let reason): return "\"\(shown(file))\": \(reason)"
    case .tooManyProblems(let limit):
      return "more than \(limit) problems; the rest is not listed"
    }
  }
}

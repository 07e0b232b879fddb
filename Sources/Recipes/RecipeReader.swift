import Yams

/// Reads what a recipe file says, as text with places, without judging the values of parameters.
struct RecipeReader {
  /// The recipe format that this program reads and writes.
  static let format = 1
  /// Reading stops at this many problems.
  static let maximumProblems = 100
  /// The versions that a recipe may have.
  static let versions = 1...1_000_000_000
  /// Keys that are no parameter and no group of them.
  static let headerKeys = [
    "format", "name", "version", "description", "models", "regions", "serial", "lot",
  ]

  /// What the file says about one model.
  struct Model {
    var file: String
    var sha256: String?
    var line: Int?
  }

  /// The recipe's name; empty where it is missing.
  private(set) var name = ""
  /// The recipe's version; 0 where it is missing.
  private(set) var version = 0
  /// What the recipe is for.
  private(set) var description = ""
  /// The regular expression that takes the serial number out of a file's name; `nil` for none.
  private(set) var serialPattern: String?
  /// The regular expression that takes the lot out of a file's name; `nil` for none.
  private(set) var lotPattern: String?
  /// Parameter key to what the file says about it.
  private(set) var settings: [String: Setting] = [:]
  /// The models, in the order of the file.
  private(set) var models: [Model] = []
  /// The regions, in the order of the file.
  var regions: [RegionText] = []
  /// What is wrong.
  private(set) var problems: [RecipeProblem] = []

  /// The recipe file.
  let file: String
  private let parameters: [Parameter]

  /// Reads `document`, which came from `file`, as a recipe with these parameters.
  init(_ document: RecipeDocument, file: String, parameters: [Parameter]) {
    self.file = file
    self.parameters = parameters
    problems = document.problems
    guard let root = document.root else {
      if problems.isEmpty { report(.notAMapping(found: "an empty file"), line: nil) }
      return
    }
    guard let entries = entries(of: root, prefix: "") else { return }
    if let newer = newerFormat(in: entries) {
      // Whatever else looks wrong may be right in that format.
      problems = []
      report(.newerFormat(found: newer.found, supported: Self.format), "format", line: newer.line)
      return
    }
    for entry in entries where problems.count < Self.maximumProblems { readTop(entry) }
    for (key, example) in [("format", "1"), ("name", "bare-pcb"), ("version", "1")]
    where !entries.contains(where: { $0.key == key }) {
      report(.missingKey(example: "\(key): \(example)"), key, line: nil)
    }
    if problems.count >= Self.maximumProblems {
      problems.removeLast(problems.count - Self.maximumProblems)
      report(.tooManyProblems(limit: Self.maximumProblems), line: nil)
    }
  }

  /// A key of a mapping, its line and its value.
  typealias Entry = (key: String, line: Int?, value: Node)

  /// Something is wrong with `key` in `line`.
  mutating func report(_ kind: RecipeProblem.Kind, _ key: String? = nil, line: Int?) {
    problems.append(RecipeProblem(location: .file(file, line: line), key: key, kind: kind))
  }

  /// The first entry for each key of `node`; keys given again and such as are no text are reported.
  mutating func entries(of node: Node, prefix: String) -> [Entry]? {
    guard case .mapping(let mapping) = node else {
      if prefix.isEmpty {
        report(.notAMapping(found: Self.shape(of: node)), line: node.mark?.line)
      } else {
        report(
          .wrongShape(found: Self.shape(of: node), expected: "a mapping of keys to values"),
          prefix, line: node.mark?.line)
      }
      return nil
    }
    var result: [Entry] = []
    var firstLines: [String: Int] = [:]
    for (key, value) in mapping where problems.count < Self.maximumProblems {
      let line = key.mark?.line
      guard case .scalar(let scalar) = key else {
        report(.keyNotText, line: line)
        continue
      }
      let name = RecipeDocument.name(of: scalar)
      if let first = firstLines[name] {
        let full = prefix.isEmpty ? name : "\(prefix).\(name)"
        report(.duplicateKey(firstLine: first), full, line: line)
      } else {
        firstLines[name] = line ?? 0
        result.append((name, line, value))
      }
    }
    return result
  }

  private func newerFormat(in entries: [Entry]) -> (found: String, line: Int?)? {
    guard let entry = entries.first(where: { $0.key == "format" }),
      case .scalar(let scalar) = entry.value, let number = Int(scalar.string.trimmingBlanks()),
      number > Self.format
    else { return nil }
    return (scalar.string, entry.line)
  }

  private mutating func readTop(_ entry: Entry) {
    switch entry.key {
    case "format": _ = wholeNumber(entry, in: Self.format...Self.format)
    case "version": version = wholeNumber(entry, in: Self.versions) ?? 0
    case "name":
      guard let text = text(entry, key: entry.key, allowed: Self.allowedName) else { return }
      if Self.isName(text) {
        name = text
      } else {
        report(
          .wrongValue(found: text, expected: "a name", allowed: Self.allowedName), entry.key,
          line: entry.line)
      }
    case "description":
      if case .scalar(let scalar) = entry.value, scalar.string.isEmpty { return }
      description = text(entry, key: entry.key, allowed: "text") ?? ""
    case "models": readModels(entry)
    case "regions": readRegions(entry)
    case "serial": serialPattern = pattern(entry)
    case "lot": lotPattern = pattern(entry)
    default:
      if let group = ParameterGroup(rawValue: entry.key) {
        readGroup(group, entry)
      } else {
        reportUnknown(entry)
      }
    }
  }

  private mutating func readGroup(_ group: ParameterGroup, _ entry: Entry) {
    // A group of which everything is commented out.
    if case .scalar(let scalar) = entry.value, scalar.string.isEmpty { return }
    guard let entries = entries(of: entry.value, prefix: group.rawValue) else { return }
    for entry in entries where problems.count < Self.maximumProblems {
      let key = "\(group.rawValue).\(entry.key)"
      guard let parameter = parameters.first(where: { $0.key == key }) else {
        report(
          .unknownKey(
            nearest: Parameter.nearest(to: key, in: parameters),
            known: parameters.filter { $0.group == group }.map(\.name)),
          key, line: entry.line)
        continue
      }
      guard let text = text(entry, key: key, allowed: parameter.allowed) else { continue }
      settings[key] = Setting(text: text, location: .file(file, line: entry.line))
    }
  }

  private mutating func reportUnknown(_ entry: Entry) {
    if let parameter = parameters.first(where: { $0.key == entry.key }) {
      report(
        .flattenedKey(group: parameter.group.rawValue, name: parameter.name), entry.key,
        line: entry.line)
      return
    }
    let known = Self.headerKeys + ParameterGroup.allCases.map(\.rawValue)
    report(
      .unknownKey(
        nearest: NearestKey.find(entry.key, in: known)
          ?? Parameter.nearest(to: entry.key, in: parameters),
        known: known),
      entry.key, line: entry.line)
  }

  /// What `entry` lists, where it lists something; `example` is how that is written.
  mutating func list(_ entry: Entry, of example: String) -> [Node]? {
    if case .scalar(let scalar) = entry.value, scalar.string.isEmpty { return nil }
    guard case .sequence(let sequence) = entry.value else {
      report(
        .wrongShape(
          found: Self.shape(of: entry.value), expected: "a list of entries `\(example)`"),
        entry.key, line: entry.line)
      return nil
    }
    return Array(sequence)
  }

  private mutating func readModels(_ entry: Entry) {
    guard let list = list(entry, of: "- file: NAME") else { return }
    for (index, node) in list.enumerated() where problems.count < Self.maximumProblems {
      let key = "models[\(index)]"
      guard let entries = entries(of: node, prefix: key) else { continue }
      var model = Model(file: "", sha256: nil, line: node.mark?.line)
      for entry in entries {
        let full = "\(key).\(entry.key)"
        switch entry.key {
        case "file":
          model.file = text(entry, key: full, allowed: "a file name") ?? ""
          model.line = entry.line
        case "sha256":
          let allowed = "64 hexadecimal digits"
          guard let text = text(entry, key: full, allowed: allowed) else { continue }
          if text.utf8.count == 64, text.allSatisfy(\.isHexDigit) {
            model.sha256 = text.lowercased()
          } else {
            report(
              .wrongValue(found: text, expected: "a SHA-256", allowed: allowed), full,
              line: entry.line)
          }
        default:
          report(
            .unknownKey(
              nearest: NearestKey.find(entry.key, in: ["file", "sha256"]),
              known: ["file", "sha256"]),
            full, line: entry.line)
        }
      }
      if !entries.contains(where: { $0.key == "file" }) {
        report(.missingKey(example: "file: reference.png"), "\(key).file", line: model.line)
      } else if !model.file.isEmpty {
        models.append(model)
      }
    }
  }

  /// A regular expression for file names.
  private mutating func pattern(_ entry: Entry) -> String? {
    let allowed = "a regular expression, such as 'SN(\\d+)'"
    guard let text = text(entry, key: entry.key, allowed: allowed) else { return nil }
    guard (try? Regex(text)) != nil else {
      report(
        .wrongValue(found: text, expected: "a regular expression", allowed: allowed), entry.key,
        line: entry.line)
      return nil
    }
    return text
  }

  private mutating func wholeNumber(_ entry: Entry, in range: ClosedRange<Int>) -> Int? {
    let allowed =
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    guard let text = text(entry, key: entry.key, allowed: allowed) else { return nil }
    guard let number = Int(text) else {
      report(
        .wrongValue(found: text, expected: "a whole number", allowed: allowed), entry.key,
        line: entry.line)
      return nil
    }
    guard range.contains(number) else {
      report(
        .outOfRange(found: text, converted: nil, allowed: allowed), entry.key, line: entry.line)
      return nil
    }
    return number
  }

  /// The scalar that `entry` holds, without blanks around it.
  mutating func text(_ entry: Entry, key: String, allowed: String) -> String? {
    guard case .scalar(let scalar) = entry.value else {
      report(
        .wrongShape(found: Self.shape(of: entry.value), expected: "one value (\(allowed))"), key,
        line: entry.line)
      return nil
    }
    let text = scalar.string.trimmingBlanks()
    if text.isEmpty {
      report(.noValue(allowed: allowed), key, line: entry.line)
      return nil
    }
    return text
  }

  private static func shape(of node: Node) -> String {
    switch node {
    case .scalar(let scalar):
      scalar.string.isEmpty ? "nothing" : "\"\(RecipeProblem.shown(scalar.string))\""
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}

extension RecipeReader {
  /// What names of recipes look like, in words.
  static let allowedName = "1 to 100 characters on one line"

  /// Whether a recipe may be called `text`.
  static func isName(_ text: String) -> Bool {
    (1...100).contains(text.unicodeScalars.count) && text == text.trimmingBlanks()
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
          false
        default: true
        }
      }
  }
}

import Yams

/// The text of a recipe file as YAML nodes, with everything refused that is no plain YAML: it may
/// come from anywhere, so neither size nor depth nor cleverness of it may cost more than reading it.
struct RecipeDocument {
  /// Larger files are refused, in bytes.
  static let maximumBytes = 1_000_000
  /// Lists and mappings may be nested this deep; recipes need three.
  static let maximumDepth = 8
  /// Composing expands aliases where they are keys, so that few of them could take for ever;
  /// this many cannot.
  private static let maximumAliases = 16
  /// This many duplicate keys are found one by one, each at the cost of parsing again…
  private static let maximumDuplicates = 20
  /// …in files of no more bytes than this.
  private static let maximumBytesForDuplicates = 65_536
  /// Put before duplicates of a key so that the parser, which stops at the first, goes on.
  private static let duplicateMark: Character = "\u{E000}"

  /// The top node; `nil` for an empty file, or where there were problems that leave none.
  private(set) var root: Node?
  /// What is wrong with the text, whatever it says.
  private(set) var problems: [RecipeProblem] = []
  private let file: String

  /// Parses `bytes`, naming the file as `file` in problems.
  init(bytes: [UInt8], file: String) {
    self.file = file
    guard bytes.count <= Self.maximumBytes else {
      report(.tooLarge(limit: Self.maximumBytes), line: nil)
      return
    }
    // libyaml takes a byte order mark for a column of the first line, and then finds it indented.
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
      report(.notUTF8, line: index.map { $0 + 1 })
      return
    }
    if let line = Self.lineOfTooManyAliases(in: text) {
      report(.alias, line: line)
      return
    }
    compose(text)
  }

  /// The text of a key, without the mark that tells duplicates apart.
  static func name(of key: Node.Scalar) -> String {
    String(key.string.drop { $0 == duplicateMark })
  }

  private mutating func report(_ kind: RecipeProblem.Kind, line: Int?) {
    let problem = RecipeProblem(location: .file(file, line: line), kind: kind)
    // Every use of an anchor is found where the anchor stands.
    if problems.last != problem { problems.append(problem) }
  }

  /// Composes `original`, marking duplicate keys until the parser takes it.
  private mutating func compose(_ original: String) {
    var text = original
    var duplicates = 0
    while true {
      do {
        // Basic resolver: the parameters read the values, not YAML's rules for what is a number.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        root = try parser.singleRoot()
        // Nodes hold their anchors weakly; the parser keeps them while we look for them.
        withExtendedLifetime(parser) {
          if let root { refuse(root, isKey: false, depth: 1) }
        }
        return
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        duplicates += 1
        if duplicates <= Self.maximumDuplicates,
          original.utf8.count <= Self.maximumBytesForDuplicates,
          !original.contains(Self.duplicateMark),
          let marked = Self.marking(context.mark, in: text, times: duplicates)
        {
          text = marked
          continue
        }
        let names = keys.prefix(3).map { key in
          RecipeProblem.shown(String(key.drop { $0 == Self.duplicateMark }))
        }
        report(
          .syntax(reason: "a key is given twice: \(names.joined(separator: ", "))"),
          line: context.mark.line)
        return
      } catch {
        let (reason, line) = Self.explanation(of: error)
        report(.syntax(reason: reason), line: line)
        return
      }
    }
  }

  /// Reports anchors, tags and depth in `node` and below, without following aliases.
  private mutating func refuse(_ node: Node, isKey: Bool, depth: Int) {
    guard problems.count < RecipeReader.maximumProblems else { return }
    let line = node.mark?.line
    guard node.anchor == nil else {
      report(.alias, line: line)
      return
    }
    let tag: Tag.Name
    // What the node carries without a tag in the file: the parser says of quoted text that it is
    // text, and resolves keys when it compares them.
    let untagged: Tag.Name
    switch node {
    case .scalar(let scalar):
      tag = Tag.Name(rawValue: scalar.tag.rawValue)
      untagged = isKey || scalar.style != .plain ? .str : .implicit
    case .mapping(let mapping):
      tag = Tag.Name(rawValue: mapping.tag.rawValue)
      untagged = isKey ? .map : .implicit
    case .sequence(let sequence):
      tag = Tag.Name(rawValue: sequence.tag.rawValue)
      untagged = isKey ? .seq : .implicit
    case .alias: return
    }
    if tag != .implicit, tag != untagged {
      report(.tag(tag.rawValue.replacing("tag:yaml.org,2002:", with: "!!")), line: line)
    }
    guard depth <= Self.maximumDepth else {
      report(.nestedTooDeeply(limit: Self.maximumDepth), line: line)
      return
    }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        refuse(key, isKey: true, depth: depth + 1)
        refuse(value, isKey: isKey, depth: depth + 1)
      }
    case .sequence(let sequence):
      for element in sequence { refuse(element, isKey: isKey, depth: depth + 1) }
    case .scalar, .alias: break
    }
  }
}

extension RecipeDocument {
  /// The line from 1 in which `text` has had more asterisks that could begin an alias than is safe
  /// to compose. Comments that fill a line do not count; whatever else might be none counts as well.
  private static func lineOfTooManyAliases(in text: String) -> Int? {
    var count = 0
    for (index, line) in text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      // A carriage return alone ends a line, too, for YAML.
      if content.first == UInt8(ascii: "#"), !content.dropLast().contains(UInt8(ascii: "\r")) {
        continue
      }
      count += zip(content, content.dropFirst()).count { byte, next in
        byte == UInt8(ascii: "*") && next > UInt8(ascii: " ")
      }
      if count > maximumAliases { return index + 1 }
    }
    return nil
  }

  /// `text` with `times` marks put before the key that begins at `mark`; `nil` where none does.
  private static func marking(_ mark: Mark, in text: String, times: Int) -> String? {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var line = 1
    while line < mark.line, index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      switch scalar {
      case "\r":
        if index < scalars.endIndex, scalars[index] == "\n" { index = scalars.index(after: index) }
        line += 1
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": line += 1
      default: break
      }
    }
    guard
      var position = scalars.index(index, offsetBy: mark.column - 1, limitedBy: scalars.endIndex),
      position < scalars.endIndex
    else { return nil }
    switch scalars[position] {
    case "\"", "'": position = scalars.index(after: position)
    case "!", "&", "*", "[", "{": return nil
    default: break
    }
    var result = String.UnicodeScalarView(scalars[..<position])
    result.append(contentsOf: String(repeating: duplicateMark, count: times).unicodeScalars)
    result.append(contentsOf: scalars[position...])
    return String(result)
  }

  /// What the parser found, in one line, and where.
  private static func explanation(of error: any Error) -> (reason: String, line: Int?) {
    guard let error = error as? YamlError else { return ("\(error)", nil) }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.hasPrefix("Maximum nesting level") { return ("nested too deeply", mark.line) }
      let start = context.map { " \($0.text) that begins in line \($0.mark.line)" } ?? ""
      return (problem + start, mark.line)
    case .reader(let problem, let offset, _, let yaml):
      let line = offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }
      return (problem, line)
    default: return (error.description.replacing("\n", with: " "), nil)
    }
  }
}

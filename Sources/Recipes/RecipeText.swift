import Yams

/// The text of a valid recipe file, of which single values are changed in place: comments, order,
/// blanks and line ends stay as somebody wrote them.
struct RecipeText {
  /// Why a value cannot be changed by a program, in a sentence that says what to do.
  struct Obstacle: Error, Equatable {
    var reason: String
  }

  private var scalars: [Unicode.Scalar]

  /// The text of the file `bytes`, which must be UTF-8.
  init(bytes: [UInt8]) {
    scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  /// The text as a file's bytes.
  var bytes: [UInt8] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return Array(String(text).utf8)
  }

  /// Makes the value of the top-level `key`, which must be there, `value`.
  mutating func set(top key: String, to value: String) throws(Obstacle) {
    let top = try root()
    guard try !isInBraces(top) else { throw Self.inBraces }
    guard let node = top.first(where: { $0.key.scalar?.string == key })?.value,
      case .scalar(let scalar) = node, let mark = node.mark
    else { throw Obstacle(reason: "there is no value of \(key) to change; change it by hand") }
    scalars.replaceSubrange(try range(of: scalar, at: mark), with: value.unicodeScalars)
  }

  /// Makes the value of the parameter `name` in `group` `value`. Where it is not there it is added
  /// behind the group's last one, and where there is no group, that at the end of the file.
  mutating func set(_ name: String, in group: String, to value: String) throws(Obstacle) {
    let top = try root()
    guard try !isInBraces(top) else { throw Self.inBraces }
    let line = "\(name): \(value)"
    guard let (key, members) = top.first(where: { $0.key.scalar?.string == group }) else {
      if let last = scalars.last, !Self.isBreak(last) { append(lineBreak) }
      append(lineBreak + "\(group):" + lineBreak + "  " + line + lineBreak)
      return
    }
    guard case .mapping(let mapping) = members else {
      // A group of which everything is commented out.
      guard case .scalar(let scalar) = members, scalar.string.isEmpty, let mark = key.mark else {
        throw Obstacle(reason: "\(group) is no group of parameters; change it by hand")
      }
      insert(lineBreak + "  " + line, at: endOfLine(try index(of: mark)))
      return
    }
    guard try !isInBraces(mapping) else { throw Self.inBraces }
    if let node = mapping.first(where: { $0.key.scalar?.string == name })?.value {
      guard case .scalar(let scalar) = node, let mark = node.mark else {
        throw Obstacle(reason: "\(group).\(name) is not one value; change it by hand")
      }
      scalars.replaceSubrange(try range(of: scalar, at: mark), with: value.unicodeScalars)
      return
    }
    guard let first = mapping.first?.key.mark, let last = Array(mapping).last,
      let start = last.value.mark ?? last.key.mark
    else { throw Obstacle(reason: "\(group) cannot be found in the file; change it by hand") }
    let indentation = String(repeating: " ", count: first.column - 1)
    insert(lineBreak + indentation + line, at: endOfLine(try index(of: start)))
  }

  /// The parser tells the style of a mapping from the event that ends it, where there is none.
  private func isInBraces(_ mapping: Node.Mapping) throws(Obstacle) -> Bool {
    guard let mark = mapping.mark else { return true }
    let start = try index(of: mark)
    return start < scalars.count && scalars[start] == "{"
  }

  private static let inBraces = Obstacle(
    reason: "it is written in braces; write it as indented lines, or change it by hand")

  private func root() throws(Obstacle) -> Node.Mapping {
    // Without the byte order mark, as the recipe is read.
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[contentStart...])
    guard
      let parsed = try? Parser(yaml: String(text), resolver: .basic, encoding: .utf8).singleRoot(),
      case .mapping(let mapping) = parsed
    else { throw Obstacle(reason: "it is no mapping of keys to values; correct it by hand") }
    return mapping
  }

  private var contentStart: Int { scalars.first == "\u{FEFF}" ? 1 : 0 }

  /// Where `mark`, which counts lines and columns from 1, lies in `scalars`.
  private func index(of mark: Mark) throws(Obstacle) -> Int {
    var index = contentStart
    var line = 1
    while line < mark.line, index < scalars.count {
      if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" {
        index += 1
      }
      if Self.isBreak(scalars[index]) { line += 1 }
      index += 1
    }
    index += mark.column - 1
    guard line == mark.line, index <= scalars.count else {
      throw Obstacle(reason: "line \(mark.line) cannot be found again; change it by hand")
    }
    return index
  }

  /// The scalar as it is written, with its quotes.
  private func range(of scalar: Node.Scalar, at mark: Mark) throws(Obstacle) -> Range<Int> {
    let start = try index(of: mark)
    var end = start
    switch scalar.style {
    case .plain, .any:
      // Values have no blanks; what follows one is a comment, or goes on in the next line.
      while end < scalars.count, !Self.isBreak(scalars[end]), scalars[end] != " ",
        scalars[end] != "\t"
      {
        end += 1
      }
    case .doubleQuoted, .singleQuoted:
      let quote = scalars[start]
      end += 1
      while end < scalars.count, scalars[end] != quote, !Self.isBreak(scalars[end]) { end += 1 }
      end += 1
    case .literal, .folded: break
    }
    guard end > start, end <= scalars.count else {
      throw Obstacle(reason: "its value in line \(mark.line) is not on one line; change it by hand")
    }
    return start..<end
  }

  private func endOfLine(_ index: Int) -> Int {
    scalars[index...].firstIndex(where: Self.isBreak) ?? scalars.count
  }

  /// How the file's lines end.
  private var lineBreak: String {
    guard let first = scalars.firstIndex(where: Self.isBreak) else { return "\n" }
    return scalars[first] == "\r" && scalars[first...].dropFirst().first == "\n" ? "\r\n" : "\n"
  }

  /// What YAML takes for the end of a line.
  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  private mutating func insert(_ text: String, at index: Int) {
    scalars.insert(contentsOf: text.unicodeScalars, at: index)
  }

  private mutating func append(_ text: String) { scalars += text.unicodeScalars }
}

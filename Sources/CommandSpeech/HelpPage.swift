import Wording

/// The help of a command in another language than ArgumentParser's, laid out as ArgumentParser does.
///
/// The texts of our own, abstracts and discussions, are in that language when commands are made; what
/// ArgumentParser says besides is English, and lines are broken between words only. So the page is made
/// anew, from the description of all commands. The page that ArgumentParser made says what the description
/// does not: which command it is about, its usage, and what is shown.
public struct HelpPage: Sendable {
  /// Columns before the texts of options.
  static let labelColumns = 26
  static let labelIndent = 2
  static let discussionIndent = 8
  /// Narrower terminals break lines themselves: nothing could be read beside the options.
  static let leastColumns = 40

  private let overview: String
  private let usage: String
  private let sections: [Section]
  private let seeAlso: String?
  private let words: Words

  struct Section: Sendable {
    var title: String
    var elements: [Element] = []
  }

  struct Element: Sendable {
    var label: String
    var text: String
    var discussion = ""
    /// Values and what they mean.
    var values: [[String]] = []
  }

  /// The help that ArgumentParser gives in `page`, written without breaking lines, of a command in the
  /// tree below `root`; `nil` where it is none.
  public init?(_ page: String, of root: CommandDescription, in words: Words) {
    guard let shown = ShownHelp(page) else { return nil }
    let named = root.all.filter { command in
      let path = command.path.joined(separator: " ")
      return shown.usage == path || shown.usage.hasPrefix(path + " ")
    }
    guard let command = named.max(by: { $0.path.count < $1.path.count }) else { return nil }
    self.words = words
    let abstract = command.abstract.map { ParserSentence.fixed($0, in: words) }
    overview = [abstract, command.discussion].compactMap { $0 }.joined(separator: "\n\n")
    usage = UsageMessage.usage(shown.usage, in: words)

    var arguments = Section(title: words[.helpPageArguments])
    var options = Section(title: words[.helpPageOptions])
    var titled: [Section] = []
    for (argument, element) in Self.elements(of: command, shown, words) {
      if let title = argument.sectionTitle, !title.isEmpty {
        let index = titled.firstIndex { $0.title == title } ?? titled.endIndex
        if index == titled.endIndex { titled.append(Section(title: title)) }
        titled[index].elements.append(element)
      } else if argument.kind == .positional {
        arguments.elements.append(element)
      } else {
        options.elements.append(element)
      }
    }
    let subcommands = Section(
      title: words[.helpPageSubcommands], elements: Self.subcommands(of: command, shown, words))
    sections = ([arguments] + titled + [options, subcommands]).filter { !$0.elements.isEmpty }
    seeAlso =
      subcommands.elements.isEmpty
      ? nil
      : words.text(
        .helpPageSeeAlso,
        [
          "command": (command.path.prefix(1) + ["help"] + command.path.dropFirst())
            .joined(separator: " ")
        ])
  }

  private static func elements(
    of command: CommandDescription, _ shown: ShownHelp, _ words: Words
  ) -> [(CommandDescription.Argument, Element)] {
    var elements: [(CommandDescription.Argument, Element)] = []
    var rest = (command.arguments ?? [])[...]
    while let argument = rest.popFirst() {
      guard var label = argument.labels.first(where: { shown.has($0) || shown.hasGroup($0) }) else {
        continue
      }
      // Flags that exclude each other, --color and --no-color, are one element.
      var group = [argument]
      while !shown.has(label), shown.hasGroup(label), let next = rest.popFirst() {
        label += "/" + (next.labels.first ?? "")
        group.append(next)
      }
      let abstract = group.lazy.compactMap(\.abstract).first ?? ""
      elements.append((argument, element(argument, label, abstract, words)))
    }
    return elements
  }

  private static func element(
    _ argument: CommandDescription.Argument, _ label: String, _ abstract: String, _ words: Words
  ) -> Element {
    var facts: [String] = []
    let values = (argument.allValues ?? []).filter { !$0.isEmpty }
    let meanings = argument.allValueDescriptions
    if !values.isEmpty, meanings == nil {
      facts.append(words.text(.helpPageValues, ["values": words.list(values)]))
    }
    if let value = argument.defaultValue, !value.isEmpty {
      let key: Phrase =
        label.hasSuffix("[<\(argument.valueName ?? "")>]")
        ? .helpPageDefaultAsFlag : .helpPageDefault
      facts.append(words.text(key, ["value": value]))
    }
    return Element(
      label: label, text: told(ParserSentence.fixed(abstract, in: words), facts, words),
      discussion: argument.discussion ?? "",
      values: meanings.map { meanings in values.map { [$0, meanings[$0] ?? ""] } } ?? [])
  }

  private static func told(_ text: String, _ facts: [String], _ words: Words) -> String {
    guard let first = facts.first else { return text }
    let all = facts.dropFirst().reduce(first) {
      words.text(.helpPageFacts, ["first": $0, "second": $1])
    }
    return text.isEmpty
      ? words.text(.helpPageOnlyFacts, ["facts": all])
      : words.text(.helpPageTextAndFacts, ["text": text, "facts": all])
  }

  private static func subcommands(
    of command: CommandDescription, _ shown: ShownHelp, _ words: Words
  ) -> [Element] {
    (command.subcommands ?? []).compactMap { subcommand in
      let names = ([subcommand.commandName] + (subcommand.aliases ?? [])).joined(separator: ", ")
      guard shown.has(names) else { return nil }
      let key = Phrase.helpPageDefaultCommand
      let isDefault = shown.has(Words(.english).text(key, ["name": names]))
      return Element(
        label: isDefault ? words.text(key, ["name": names]) : names,
        text: ParserSentence.fixed(subcommand.abstract ?? "", in: words))
    }
  }

  /// The page in lines of at most `columns`, but for what cannot be broken; its last line is not ended.
  public func text(columns: Int) -> String {
    let columns = max(Self.leastColumns, columns)
    var page = ""
    if !overview.isEmpty {
      let text = words.text(.helpPageOverview, ["text": overview])
      page += LineBreaks.wrapped(text, to: columns) + "\n\n"
    }
    if !usage.isEmpty {
      let head = words.text(.helpPageUsage, ["usage": ""])
      // What is in brackets stays together.
      var depth = 0
      let joined = usage.map { character in
        depth += character == "[" ? 1 : character == "]" ? -1 : 0
        return depth > 0 && character == " " ? "\u{A0}" : character
      }
      page += LineBreaks.wrapped(
        String(joined), to: columns, behind: head, indent: head.displayWidth
      ).replacing("\u{A0}", with: " ")
      page += "\n\n"
    }
    page += sections.map { section in
      words.text(.helpPageSection, ["title": section.title]) + "\n"
        + section.elements.map { Self.text($0, columns) }.joined()
    }.joined(separator: "\n")
    if let seeAlso {
      page += "\n" + LineBreaks.wrapped(seeAlso, to: columns, indent: Self.labelIndent)
    }
    return page
  }

  private static func text(_ element: Element, _ columns: Int) -> String {
    var text = beside(element.label, labelIndent, element.text, labelColumns, columns)
    if !element.discussion.isEmpty {
      text += LineBreaks.wrapped(element.discussion, to: columns, indent: discussionIndent) + "\n"
    }
    for value in element.values {
      text += beside(value[0], discussionIndent, "- " + value[1], labelColumns, columns)
    }
    return text
  }

  /// `text` from column `start` on, beside its `label` where that leaves room, else below it.
  private static func beside(
    _ label: String, _ indent: Int, _ text: String, _ start: Int, _ columns: Int
  ) -> String {
    let head = String(repeating: " ", count: indent) + label
    guard !text.isEmpty else { return head + "\n" }
    if head.displayWidth < start {
      return LineBreaks.wrapped(text, to: columns, behind: head, indent: start) + "\n"
    }
    return head + "\n" + LineBreaks.wrapped(text, to: columns, indent: start) + "\n"
  }
}

/// What can be told from a page of help of ArgumentParser whose lines are not broken.
private struct ShownHelp {
  /// The usage, without its head.
  let usage: String
  /// The lines below it.
  private let lines: [Substring]

  init?(_ page: String) {
    let heads = [Phrase.helpPageOverview, .helpPageUsage].map {
      Words(.english).text($0, ["text": "", "usage": ""])
    }
    guard heads.contains(where: page.hasPrefix) else { return nil }
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(heads[1]) }) else { return nil }
    let end = lines[start...].firstIndex(of: "") ?? lines.endIndex
    // Further lines are below the text of the first.
    usage = lines[start..<end].map { $0.dropFirst(heads[1].count) }.joined(separator: "\n")
    self.lines = Array(lines[end...])
  }

  /// Whether something is shown under the name `label`.
  func has(_ label: String) -> Bool {
    lines.contains { line in
      let rest = line.dropFirst(HelpPage.labelIndent)
      return line.hasPrefix("  \(label)") && (rest == label || rest.hasPrefix(label + " "))
    }
  }

  /// Whether something is shown under names of which the first is `label`.
  func hasGroup(_ label: String) -> Bool { lines.contains { $0.hasPrefix("  \(label)/") } }
}

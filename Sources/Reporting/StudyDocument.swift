import Foundation
import Wording

/// The page around a study: one file that loads nothing and runs nothing.
enum StudyDocument {
  /// A page called `title` with `masthead` below its heading and `sections`.
  static func html(
    title: String, eyebrow: String, origin: StudyOrigin, facts: [(name: String, value: String)],
    masthead: String, sections: String, words: Words
  ) -> String {
    let head = PageHead(
      title: "\(title) · \(eyebrow)", software: origin.software, style: StudyStyle.text)
    return """
      <!DOCTYPE html>
      <html lang="\(words.language.tag)">
      \(head.html)<body>
      \(VerdictMark.symbols)<main>
      <header class="masthead">
      <p class="eyebrow">\(escaped(eyebrow))</p>
      <h1><bdi>\(escaped(title))</bdi></h1>
      \(masthead)\(DefinitionList.html(common(origin, words) + facts, style: "facts"))
      </header>
      \(sections)</main>
      </body>
      </html>

      """
  }

  private static func common(
    _ origin: StudyOrigin, _ words: Words
  ) -> [(name: String, value: String)] {
    let recipe = words.recipe(origin.recipe, version: origin.recipeVersion)
    var facts = [
      (words[.partRecipe], "\(recipe) (\(origin.recipeSHA256.prefix(12)))"),
      (words[.reportMade], ReportTime.local(origin.date, zone: .current)),
      (words[.partSoftware], origin.software),
    ]
    if !origin.changedParameters.isEmpty {
      let changed = origin.changedParameters.map { "\($0.key) = \($0.value)" }
      facts.append((words[.studySet], changed.joined(separator: ", ")))
    }
    return facts
  }

  /// A section with a heading, a sentence about it, and what it shows.
  static func section(_ title: String, note: String = "", _ content: String) -> String {
    let note = note.isEmpty ? "" : "<p class=\"note\">\(escaped(note))</p>\n"
    return "<section>\n<h2>\(escaped(title))</h2>\n\(note)\(content)</section>\n"
  }

  /// A table; the first column heads its rows. Rows with a style have it as their class. With `sentences`
  /// it holds sentences, otherwise numbers.
  static func table(
    _ head: [String], _ rows: [(style: String, cells: [String])], sentences: Bool = false
  ) -> String {
    let titles = head.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      let cells = row.cells.enumerated().map { index, cell in
        index == 0
          ? "<th scope=\"row\"><bdi>\(escaped(cell))</bdi></th>" : "<td>\(escaped(cell))</td>"
      }
      return "<tr\(row.style.isEmpty ? "" : " class=\"\(row.style)\"")>\(cells.joined())</tr>\n"
    }
    let style = sentences ? " words" : ""
    return """
      <div class="scroll"><table class="numbers study\(style)"><thead><tr>\(titles)</tr></thead>
      <tbody>
      \(lines.joined())</tbody></table></div>

      """
  }
}

import Recipes
import Reporting
import Wording

/// The summary of a recipe for a person at a terminal.
public struct RecipeSummaryText {
  private let words: Words

  private init(_ words: Words) { self.words = words }

  /// What the summary says in the language of `words`: name, version, hash, models, and all values with
  /// what is allowed; those that overrides changed are marked with `*` and what the file says. Each line
  /// ends in a line feed.
  public static func text(_ summary: RecipeSummary, words: Words = Words(.standard)) -> String {
    RecipeSummaryText(words).text(summary)
  }

  private func text(_ summary: RecipeSummary) -> String {
    var lines = [
      labelled(words[.sheetRecipe], summary.name),
      labelled(words[.sayVersion], "\(summary.version)"),
      labelled("sha256", summary.sha256),
    ]
    if let path = summary.path { lines.append(labelled(words[.sayFile], path)) }
    for model in summary.models {
      lines.append(labelled(words[.sayModel], "\(model.file)  sha256 \(model.sha256)"))
    }
    for region in summary.regions { lines.append(labelled(words[.sayRegion], region)) }
    let titles = [
      "", words[.sayParameter], words[.repeatValue], words[.sayUnit], words[.sayDefault],
      words[.sayAllowed], "",
    ]
    return lines.joined(separator: "\n") + "\n\n"
      + TextTable.lines([titles] + summary.rows.map(cells))
      + (summary.isChanged ? "\n* \(words[.sayChangedBySet])\n" : "")
  }

  private func labelled(_ label: String, _ value: String) -> String {
    TerminalText.padded(label, to: 9) + value
  }

  private func cells(_ row: RecipeSummary.Row) -> [String] {
    let notSet = words[.sayNotSet]
    return [
      row.isChanged ? "*" : "", row.key, row.value ?? notSet, unit(row.unit),
      row.standard ?? notSet, allowed(row.allowed),
      row.isChanged ? words.text(.sayRecipeFileValue, ["value": row.fileValue ?? notSet]) : "",
    ]
  }

  private func unit(_ unit: ParameterUnit) -> String {
    switch unit {
    case .ratio: words[.sayUnitRatio]
    case .grayLevel: words[.sayUnitGrayLevel]
    default: unit.name
    }
  }

  private func allowed(_ allowed: Parameter.Allowed) -> String {
    switch allowed {
    case .range(let from, let to, let off):
      let range = words.text(.repeatRange, ["from": from, "to": to])
      return off.map { words.text(.sayAllowedOr, ["range": range, "value": $0]) } ?? range
    case .boolean: return words[.sayAllowedSwitch]
    case .choice(let choices):
      return words.text(.sayAllowedChoice, ["choices": words.list(choices)])
    }
  }
}

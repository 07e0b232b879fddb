import Decision
import Foundation
import Wording

/// The HTML report's page around the rows of its table and the cards.
struct HTMLPage {
  let run: RunSummary
  let tally: RunTally
  /// The classes that occurred, by their number in the filter.
  let classes: [DefectClass]
  let cardCount: Int
  let hasSerials: Bool
  let hasLots: Bool
  let options: ReportOptions

  private var words: Words { options.words }

  /// What the page is about, in a word: the lot, or the recipe where no lot was told.
  private var subject: String {
    run.lot.map { words.text(.lineYieldLot, ["lot": $0]) } ?? run.recipe
  }

  // MARK: Parts in the order of the page

  var beforeRows: String {
    let hidden = (hasSerials ? "" : " no-serial") + (hasLots ? "" : " no-lot")
    let columns = [
      ("seq", words[.resultsRecord]), ("", words[.reportVerdict]), ("file", words[.partImage]),
      ("serial", words[.runSerial]), ("lot", words[.partLot]), ("what", words[.resultsDefects]),
      ("time", words[.resultsTime]),
    ]
    let head = columns.map { style, name in
      "<th scope=\"col\"\(style.isEmpty ? "" : " class=\"\(style)\"")>\(escaped(name))</th>"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(words.language.tag)">
      \(documentHead)<body>
      \(VerdictMark.symbols)<input type="checkbox" id="boxes" class="switch" checked>
      <main>
      \(masthead)\(totals)\(pareto)\(filters)<section id="list">
      <h2>\(escaped(words[.runAllImages]))</h2>
      <div class="scroll list"><table class="parts\(hidden)">
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>

      """
  }

  var betweenRowsAndCards: String {
    let nothing =
      cardCount == 0 && tally.total > 0
      ? "<p class=\"note\">\(escaped(words[.runNothingToLookAt]))</p>\n" : ""
    return """
      </tbody></table></div>
      <p class="note" id="nomatch" hidden>\(escaped(words[.runNoMatch]))</p>
      </section>
      <section id="cards">
      <div class="cards-head"><h2>\(escaped(words[.runDetails]))</h2>\
      <label for="boxes" class="boxes">\(escaped(words[.runShowBoxes]))</label></div>
      \(nothing)
      """
  }

  var afterCards: String {
    """
    </section>
    </main>
    <script>\(PageScript.text)</script>
    </body>
    </html>

    """
  }

  // MARK: Head

  /// The policy lets only this page's own script run and nothing be loaded: should a hostile name
  /// ever get past the escaping, it would still be dead text.
  private var documentHead: String {
    PageHead(
      title: "\(subject) · \(words[.runTitle])", software: run.software, style: PageStyle.text,
      script: PageScript.text
    ).html
  }

  private var masthead: String {
    let recipe = words.recipe(run.recipe, version: run.recipeVersion)
    var facts = [(words[.partRecipe], "\(recipe) (\(run.recipeSHA256.prefix(12)))")]
    if let station = run.station { facts.append((words[.partStation], station)) }
    if let name = run.operator { facts.append((words[.partOperator], name)) }
    facts.append((words[.runStarted], ReportTime.local(run.started, zone: options.timeZone)))
    facts.append((words[.runDuration], duration))
    if run.seconds > 0 && tally.total > 0 {
      let rate = fixedPoint(Double(tally.total) / run.seconds, places: 1) ?? "–"
      facts.append((words[.runRate], words.text(.runRateValue, ["rate": rate])))
    }
    facts.append((words[.partSoftware], run.software))
    let warning =
      run.interrupted
      ? """
      <p class="warning">\
      \(escaped(words.text(.runInterrupted, count: tally.total)))</p>

      """ : ""
    return """
      <header class="masthead">
      <p class="eyebrow">\(escaped(words[.runTitle]))</p>
      <h1><bdi>\(escaped(subject))</bdi></h1>
      \(DefinitionList.html(facts, style: "facts"))
      \(warning)\(changes)</header>

      """
  }

  private var duration: String {
    let seconds = Int(run.seconds.rounded())
    if seconds >= 3600 {
      return words.text(
        .runHours, ["hours": "\(seconds / 3600)", "minutes": "\(seconds / 60 % 60)"])
    }
    if seconds >= 60 {
      return words.text(
        .runMinutes, ["minutes": "\(seconds / 60)", "seconds": "\(seconds % 60)"])
    }
    return words.text(
      .runSeconds, ["seconds": fixedPoint(run.seconds, places: 1) ?? "–"])
  }

  private var changes: String {
    guard !run.changedParameters.isEmpty else { return "" }
    let head = [words[.partParameter], words[.partValue], words[.runRecipeValue]]
      .map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    let rows = run.changedParameters.map {
      """
      <tr><th scope="row"><code>\(escaped($0.key))</code></th><td>\(escaped($0.value))</td>\
      <td>\(escaped($0.recipeValue))</td></tr>

      """
    }
    return """
      <details class="changes"\(rows.count <= 6 ? " open" : "")>\
      <summary>\(escaped(words[.runChanged])) (\(rows.count))</summary>
      <table class="numbers"><thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></details>

      """
  }

  // MARK: Totals

  private var totals: String {
    guard let yield = tally.yield else {
      return "<section class=\"totals\"><p>\(escaped(words[.runNoImages]))</p></section>\n"
    }
    let tiles = Verdict.allCases.map { verdict in
      let count = tally.count(of: verdict)
      return """
        <div class="tile \(verdict.rawValue)\(count == 0 ? " none" : "")">\
        \(VerdictMark.html(verdict, words: words))<strong>\(words.number(count))</strong>\
        <span class="share">\(words.percentage(Double(count) / Double(tally.total)))</span>\
        <small>\(escaped(words.meaning(of: verdict)))</small></div>

        """
    }
    let strip = Verdict.allCases.map { verdict in
      let count = tally.count(of: verdict)
      return count == 0
        ? "" : "<i class=\"\(verdict.rawValue)\" style=\"flex-grow:\(count)\"></i>"
    }
    let detail = words.text(
      .runYieldDetail, count: tally.total, ["pass": words.number(tally.count(of: .pass))])
    return """
      <section class="totals" aria-label="\(escaped(words[.runTotals]))">
      <div class="yield"><span>\(escaped(words[.reportYield]))</span>\
      <strong>\(words.percentage(yield))</strong><small>\(escaped(detail))</small></div>
      \(tiles.joined())<div class="strip" aria-hidden="true">\(strip.joined())</div>
      </section>

      """
  }

  private var pareto: String {
    let detail =
      tally.defects > 0
      ? "<p class=\"note\">"
        + escaped(
          words.text(
            .runParetoDetail,
            [
              "defects": words.number(tally.defects),
              "images": words.number(tally.partsWithDefects),
            ])) + "</p>\n" : ""
    return """
      <section>
      <h2>\(escaped(words[.reportPareto]))</h2>
      \(detail)\(ParetoChart.html(tally, words: words))</section>

      """
  }

  // MARK: Filters

  /// Needs the script, which also makes it visible; without it the page shows everything.
  private var filters: String {
    let verdicts = Verdict.allCases.filter { tally.count(of: $0) > 0 }.map { verdict in
      """
      <label class="chip"><input type="checkbox" name="verdict" value="\(verdict.rawValue)" checked>\
      \(VerdictMark.html(verdict, words: words))</label>
      """
    }
    let names = classes.enumerated()
      .map { (number: $0, name: words.term(for: $1)) }.sorted { $0.name < $1.name }
    let options = names.map { "<option value=\"\($0.number)\">\(escaped($0.name))</option>" }
    return """
      <form class="filters" role="search" aria-label="\(escaped(words[.runFind]))" autocomplete="off">
      <fieldset><legend>\(escaped(words[.reportVerdict]))</legend>\(verdicts.joined())</fieldset>
      <select name="class" aria-label="\(escaped(words[.partClass]))">\
      <option value="">\(escaped(words[.runAllClasses]))</option>\(options.joined())</select>
      <input type="search" name="text" placeholder="\(escaped(words[.runSearchFor]))" \
      aria-label="\(escaped(words[.runSearchFor]))">
      <button type="reset">\(escaped(words[.resultsReset]))</button>
      <output data-text="\(escaped(words.text(.runShown, ["shown": "{0}", "count": "{1}"])))" \
      data-separator=","></output>
      </form>

      """
  }
}

import Wording

/// What a recipe learned, as one page that loads nothing.
public struct TeachingPage {
  private let summary: TeachingSummary
  private let words: Words

  /// The longer side of a picture on the page, in pixels at most.
  private static let pictureSide = 1400

  /// The page of `summary` in the language of `words`, which `summary` was made in.
  public init(_ summary: TeachingSummary, words: Words = Words(.standard)) {
    (self.summary, self.words) = (summary, words)
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    try OutputFile.writePage(html, to: path)
  }

  /// The page's text.
  var html: String {
    let head = PageHead(
      title: words.text(.teachPageTitle, ["recipe": summary.recipe]), software: summary.software,
      style: PageStyle.text + TeachingStyle.text)
    return """
      <!DOCTYPE html>
      <html lang="\(words.language.tag)">
      \(head.html)<body>
      <main>
      \(masthead)\(settings)\(parts)\(places)\(pictures)</main>
      </body>
      </html>

      """
  }

  private var masthead: String {
    let warnings = summary.warnings.map { "<p class=\"warning\">\(escaped($0))</p>\n" }
    let version = words.text(.teachVersion, ["version": "\(summary.version)"])
    return """
      <header class="masthead">
      <p class="eyebrow">\(escaped(words[.teachTitle]))</p>
      <h1><bdi>\(escaped(summary.recipe))</bdi> <small>\(escaped(version))</small></h1>
      \(DefinitionList.html(summary.facts, style: "facts"))
      \(warnings.joined())</header>

      """
  }

  private var settings: String {
    let rows = summary.settings.map { setting in
      """
      <tr><th scope="row"><code>\(escaped(setting.key))</code></th>\
      <td>\(escaped(setting.value))</td><td>\(escaped(setting.ground))</td></tr>

      """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section>
      <h2>\(escaped(words[.teachSettings]))</h2>
      <div class="panel scroll"><table class="numbers"><thead><tr>\
      \(head([.teachSetting, .teachValue, .teachWhy]))</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      </section>

      """
  }

  private func head(_ titles: [Phrase]) -> String {
    titles.map { "<th scope=\"col\">\(escaped(words[$0]))</th>" }.joined()
  }

  private var parts: String {
    let rows = summary.parts.map { part in
      """
      <tr class="\(part.isSuspect ? "suspect" : "")">\
      <th scope="row"><bdi>\(escaped(ImageName(part.path).file))</bdi></th>\
      <td>\(escaped(part.outcome))</td>\
      <td>\(part.poseScore.flatMap { fixedPoint($0, places: 3) } ?? "–")</td>\
      <td>\(escaped(part.pose))</td><td>\(bar(part.highestScore))</td></tr>

      """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section>
      <h2>\(escaped(words[.teachParts]))</h2>
      <p class="note">\(escaped(words[.teachPartsNote]))</p>
      <div class="panel scroll"><table class="numbers"><thead><tr>\
      \(head([.teachImage, .teachOutcome, .teachFound, .teachPose, .teachHighest]))</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      </section>

      """
  }

  /// Where a part was outvoted, beside what the others look like there.
  private var places: String {
    guard !summary.places.isEmpty else { return "" }
    let cards = summary.places.map { place in
      """
      <article class="card review"><header><h3><bdi>\
      \(escaped(ImageName(place.path).file))</bdi></h3></header>\(place.html(words))</article>

      """
    }
    return """
      <section>
      <h2>\(escaped(words[.teachPlaces]))</h2>
      <p class="note">\(escaped(words[.teachPlacesNote]))</p>
      \(cards.joined())</section>

      """
  }

  /// A score with a bar from 0 to 1 and a line at the limit.
  private func bar(_ score: Double?) -> String {
    guard let score, let text = fixedPoint(score, places: 3) else { return "–" }
    let label = words.text(.teachScoreOf, ["score": text])
    let share = fixedPoint(max(0, min(1, score)) * 100, places: 1) ?? "0"
    return """
      <span class="score">\(text)<svg viewBox="0 0 100 10" preserveAspectRatio="none" \
      role="img" aria-label="\(escaped(label))"><rect class="\(score >= 0.5 ? "over" : "under")" \
      y="2" width="\(share)" height="6"/><path d="M50 0V10"/></svg></span>
      """
  }

  private var pictures: String {
    let figures = summary.pictures.map { picture in
      """
      <section>
      <h2>\(escaped(picture.title))</h2>
      <p class="note">\(escaped(picture.note))</p>
      \(picture.html(side: Self.pictureSide, words: words))
      </section>

      """
    }
    return figures.joined()
  }
}

/// What the page adds to the report's style sheet.
private enum TeachingStyle {
  static let text = """
    .panel { margin-top: .75rem; padding: .6rem 1.25rem 1rem; background: var(--surface);
      border: 1px solid var(--line); border-radius: var(--radius); }
    .panel table { width: 100%; min-width: 38rem; }
    .panel td, .panel th { vertical-align: top; }
    .suspect :is(th, td) { color: var(--review); }
    .score { display: grid; grid-template-columns: 3.2rem minmax(6rem, 14rem); gap: .6rem;
      align-items: center; }
    .score svg { width: 100%; height: .8rem; background: var(--sunken); }
    .score .under { fill: var(--pass); }
    .score .over { fill: var(--fail); }
    .score path { stroke: var(--text); stroke-width: 1px; vector-effect: non-scaling-stroke; }
    .taught { margin-top: .75rem; }
    .taught img { width: 100%; height: auto; display: block; border-radius: var(--radius); }
    h1 small { font-size: 1rem; font-weight: 400; }
    @media (max-width: 40rem) {
      .panel { padding: .6rem .9rem 1rem; }
      .panel table { min-width: 0; }
      .panel thead { display: none; }
      .panel tr { display: grid; gap: .1rem; padding: .5rem 0; border-top: 1px solid var(--line); }
      .panel :is(td, th) { display: block; padding: 0; border: 0; text-align: left;
        white-space: normal; overflow-wrap: anywhere; }
    }

    """
}

/// What a recipe learned, as one page that loads nothing.
public struct TeachingPage {
  private let summary: TeachingSummary

  /// The longer side of a picture on the page, in pixels at most.
  private static let pictureSide = 1400

  /// The page of `summary`.
  public init(_ summary: TeachingSummary) { self.summary = summary }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  /// The page's text.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="\(escaped(summary.software))">
    <title>\(escaped(summary.recipe)) · taught</title>
    <style>\(PageStyle.text)\(TeachingStyle.text)</style>
    </head>
    <body>
    <main>
    \(masthead)\(settings)\(parts)\(pictures)</main>
    </body>
    </html>

    """
  }

  private var masthead: String {
    let warnings = summary.warnings.map { "<p class=\"warning\">\(escaped($0))</p>\n" }
    return """
      <header class="masthead">
      <p class="eyebrow">Taught from good parts</p>
      <h1><bdi>\(escaped(summary.recipe))</bdi> <small>version \(summary.version)</small></h1>
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
      <h2>Proposed settings</h2>
      <div class="panel scroll"><table class="numbers"><thead><tr><th scope="col">Setting</th>\
      <th scope="col">Value</th><th scope="col">Why</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      </section>

      """
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
      <h2>The good parts</h2>
      <p class="note">Each part was judged by what the others taught: how near it came to failing. \
      The limit is 0.5.</p>
      <div class="panel scroll"><table class="numbers"><thead><tr><th scope="col">Image</th>\
      <th scope="col">Outcome</th><th scope="col">Found</th><th scope="col">Pose</th>\
      <th scope="col">Highest score</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      </section>

      """
  }

  /// A score with a bar from 0 to 1 and a line at the limit.
  private func bar(_ score: Double?) -> String {
    guard let score, let text = fixedPoint(score, places: 3) else { return "–" }
    let share = fixedPoint(max(0, min(1, score)) * 100, places: 1) ?? "0"
    return """
      <span class="score">\(text)<svg viewBox="0 0 100 10" preserveAspectRatio="none" \
      role="img" aria-label="\(text) of 1"><rect class="\(score >= 0.5 ? "over" : "under")" \
      y="2" width="\(share)" height="6"/><path d="M50 0V10"/></svg></span>
      """
  }

  private var pictures: String {
    let figures = summary.pictures.map { picture in
      """
      <section>
      <h2>\(escaped(picture.title))</h2>
      <p class="note">\(escaped(picture.note))</p>
      \(picture.html(side: Self.pictureSide))
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

    """
}

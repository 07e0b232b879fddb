import Decision
import Pixels
import Traceability
import Wording

/// An explanation as one page that loads nothing: the whole image with its detections, and for each
/// of them its pixels magnified and what led to it.
public struct ExplanationPage {
  private let explanation: Explanation
  private let shown: [CandidateExplanation]
  private let words: Words

  /// The longer side of the whole image's picture in pixels at most.
  private static let overviewSide = 960

  /// The page of `explanation`; with `all`, candidates that are too weak to count are on it too. In
  /// the language of `words`, which `explanation` was made in.
  public init(_ explanation: Explanation, all: Bool, words: Words = Words(.standard)) {
    self.explanation = explanation
    self.words = words
    shown = explanation.shown(all: all)
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    try OutputFile.writePage(html, to: path)
  }

  /// The page's text.
  var html: String {
    let cards = shown.enumerated().map {
      ExplanationCard(candidate: $1, number: $0 + 1, explanation: explanation, words: words).html
    }
    return """
      <!DOCTYPE html>
      <html lang="\(words.language.tag)">
      \(head)<body>
      \(VerdictMark.symbols)<main>
      \(masthead)\(overview)\(cards.isEmpty ? "" : details(cards))\(maps)</main>
      </body>
      </html>

      """
  }

  /// What was compared, side by side.
  private var maps: String {
    guard !explanation.maps.isEmpty else { return "" }
    let figures = explanation.maps.map { map in
      """
      <div><h4>\(escaped(map.title))</h4><p class="note">\(escaped(map.note))</p>
      \(map.html(side: Self.overviewSide, words: words))</div>

      """
    }
    return """
      <section>
      <h2>\(escaped(words[.explainWhatCompared]))</h2>
      <div class="maps">\(figures.joined())</div>
      </section>

      """
  }

  private func details(_ cards: [String]) -> String {
    let title: Phrase =
      explanation.record.defects.isEmpty ? .explainCandidates : .explainDetections
    return """
      <section>
      <h2>\(escaped(words[title]))</h2>
      \(explanation.levels == nil ? "" : DifferencePicture.legend(words))\(cards.joined())</section>

      """
  }

  private var phrases: ExplanationPhrases { ExplanationPhrases(words) }

  private var name: String { ImageName(explanation.record.imagePath).file }

  private var head: String {
    PageHead(
      title: words.text(.explainPageTitle, ["name": name]), software: explanation.record.software,
      style: ExplanationStyle.text
    ).html
  }

  private var masthead: String {
    let record = explanation.record
    let reason =
      record.reason.isEmpty ? "" : "<p class=\"reason\">\(escaped(words.told(record.reason)))</p>"
    return """
      <header class="masthead">
      <p class="eyebrow">\(escaped(words[.explainTitle]))</p>
      <h1><bdi>\(escaped(name))</bdi></h1>
      <div class="why \(record.verdict.rawValue)">\
      \(VerdictMark.html(record.verdict, words: words))\(reason)\
      <p>\(escaped(phrases.count(explanation)))</p></div>
      <div class="traced">\(DefinitionList.html(facts, style: "facts"))
      <details><summary>\(escaped(words[.explainFiles]))</summary>\
      \(DefinitionList.html(files, style: "facts"))</details></div>
      </header>

      """
  }

  private var facts: [(String, String)] {
    let record = explanation.record
    let recipe = words.recipe(record.recipe, version: record.recipeVersion)
    var facts = [(words[.partRecipe], recipe)]
    if !explanation.changedParameters.isEmpty {
      facts.append((words[.explainChanged], explanation.changedParameters.joined(separator: ", ")))
    }
    facts.append((words[.explainDecision], phrases.decision(explanation)))
    if let alignment = explanation.pose ?? phrases.alignment(explanation) {
      facts.append((words[.explainAlignment], alignment))
    }
    if !record.timings.isEmpty {
      facts.append((words[.explainTimes], phrases.timings(explanation)))
    }
    return facts
  }

  /// What took part, so that it can be shown years later that it was this and nothing else.
  private var files: [(String, String)] {
    let record = explanation.record
    func hashed(_ file: String, _ sha256: String?) -> String {
      sha256.map { words.text(.explainHashed, ["file": file, "hash": $0]) }
        ?? words.text(.explainUnhashed, ["file": file])
    }
    let imageHash = record.imageSHA256.isEmpty ? nil : record.imageSHA256
    var files = [(words[.partImage], hashed(record.imagePath, imageHash))]
    if let template = record.templatePath {
      files.append((words[.partTemplate], hashed(template, record.templateSHA256)))
    }
    files.append((words[.partRecipe], hashed(record.recipe, record.recipeSHA256)))
    return files
      + explanation.models.map { (words[.explainModel], hashed($0.file, $0.sha256)) }
  }

  /// The whole image with the boxes of what is explained below it.
  private var overview: String {
    var options = PictureOptions()
    options.overviewSide = Self.overviewSide
    options.overviewQuality = 85
    guard let image = explanation.image,
      let pictures = try? PartPictures.make(
        image: image, reference: nil, defects: [], options: options)
    else { return "" }
    let defects = shown.map(\.candidate)
    let links = Dictionary(
      uniqueKeysWithValues: defects.indices.map { ($0, ExplanationCard.id($0 + 1)) })
    let picture = pictures.overview
    let extent = PixelSize(
      width: picture.size.width * pictures.reduction,
      height: picture.size.height * pictures.reduction)
    let overlay = DefectOverlay.overview(
      defects, imageSize: extent, links: links, words: words)
    return """
      <section>
      <h2>\(escaped(words[.explainWhole]))</h2>
      <figure class="whole"><div class="frame">\
      \(picture.html(alt: words.counted(.explainWholeAlt, defects.count)))\(overlay)</div>\
      <figcaption>\(escaped(words.size(image.size, reducedBy: pictures.reduction)))</figcaption></figure>
      </section>

      """
  }
}

import Decision
import Pixels
import Traceability

/// An explanation as one page that loads nothing: the whole image with its detections, and for each
/// of them its pixels magnified and what led to it.
public struct ExplanationPage {
  private let explanation: Explanation
  private let shown: [CandidateExplanation]

  /// The longer side of the whole image's picture in pixels at most.
  private static let overviewSide = 960

  /// The page of `explanation`; with `all`, candidates that are too weak to count are on it too.
  public init(_ explanation: Explanation, all: Bool) {
    self.explanation = explanation
    shown = explanation.shown(all: all)
  }

  /// Writes the page to `path`. It is there whole or, where this throws, not at all.
  public func write(to path: String) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(html)
    try file.commit()
  }

  /// The page's text.
  var html: String {
    let cards = shown.enumerated().map {
      ExplanationCard(candidate: $1, number: $0 + 1, explanation: explanation).html
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
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
      \(map.html(side: Self.overviewSide))</div>

      """
    }
    return """
      <section>
      <h2>What was compared</h2>
      <div class="maps">\(figures.joined())</div>
      </section>

      """
  }

  private func details(_ cards: [String]) -> String {
    """
    <section>
    <h2>\(explanation.record.defects.isEmpty ? "Candidates" : "Detections")</h2>
    \(explanation.levels == nil ? "" : DifferencePicture.legend)\(cards.joined())</section>

    """
  }

  private var name: String { ImageName(explanation.record.imagePath).file }

  private var head: String {
    """
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="\(escaped(explanation.record.software))">
    <title>\(escaped(name)) · explained</title>
    <style>\(ExplanationStyle.text)</style>
    </head>

    """
  }

  private var masthead: String {
    let record = explanation.record
    let reason = record.reason.isEmpty ? "" : "<p class=\"reason\">\(escaped(record.reason))</p>"
    return """
      <header class="masthead">
      <p class="eyebrow">Inspection explained</p>
      <h1><bdi>\(escaped(name))</bdi></h1>
      <div class="why \(record.verdict.rawValue)">\
      \(VerdictMark.html(record.verdict, words: .english))\(reason)\
      <p>\(escaped(ExplanationPhrases.count(explanation)))</p></div>
      <div class="traced">\(DefinitionList.html(facts, style: "facts"))</div>
      </header>

      """
  }

  private var facts: [(String, String)] {
    let record = explanation.record
    func hash(_ sha256: String?) -> String { sha256.map { " (SHA-256 \($0))" } ?? ", not read" }
    var facts = [
      ("Image", record.imagePath + hash(record.imageSHA256.isEmpty ? nil : record.imageSHA256))
    ]
    if let template = record.templatePath {
      facts.append(("Template", template + hash(record.templateSHA256)))
    }
    facts.append(
      ("Recipe", "\(record.recipe), version \(record.recipeVersion)" + hash(record.recipeSHA256)))
    if !explanation.changedParameters.isEmpty {
      facts.append(("Changed", explanation.changedParameters.joined(separator: ", ")))
    }
    facts += explanation.models.map { ("Model", $0.file + hash($0.sha256)) }
    facts.append(
      (
        "Decision",
        "by \(ExplanationPhrases.ground(explanation)), operating point "
          + ExplanationPhrases.share(explanation.operatingPoint)
      ))
    if let alignment = explanation.pose ?? ExplanationPhrases.alignment(explanation) {
      facts.append(("Alignment", alignment))
    }
    if !record.timings.isEmpty { facts.append(("Times", ExplanationPhrases.timings(explanation))) }
    return facts
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
      defects, imageSize: extent, links: links, words: .english)
    return """
      <section>
      <h2>The whole image</h2>
      <figure class="whole"><div class="frame">\
      \(picture.html(alt: "The whole image, \(defects.count) boxes"))\(overlay)</div>\
      <figcaption>\(image.width) × \(image.height) px\
      \(pictures.reduction > 1 ? ", shown at 1/\(pictures.reduction)" : "")</figcaption></figure>
      </section>

      """
  }
}

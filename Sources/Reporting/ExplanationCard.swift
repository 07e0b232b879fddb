import Codecs
import Decision
import Pixels
import Wording

/// A candidate with its magnified pixels and what led to it, as a card of the explanation's page.
struct ExplanationCard {
  let candidate: CandidateExplanation
  /// From 1.
  let number: Int
  let explanation: Explanation
  let words: Words

  private var phrases: ExplanationPhrases { ExplanationPhrases(words) }

  /// Side of a magnified picture in CSS pixels, about.
  private static let side = 352
  private static let enlargements = 4...8

  /// The card's id in the page.
  static func id(_ number: Int) -> String { "d\(number)" }

  var html: String {
    let defect = candidate.candidate
    return """
      <article class="card \(candidate.standing == .below ? "weak" : "counts")" \
      id="\(Self.id(number))">
      <header><h3><span class="no">\(number)</span> \
      <bdi>\(escaped(words.term(for: defect.defectClass)))</bdi></h3>\
      \(DefinitionList.html(facts, style: "ids"))</header>
      <div class="explained">
      <p>\(escaped(words.text(.explainSentence, ["text": phrases.pixels(candidate)])))</p>
      \(pictures)\(ground)</div>
      </article>

      """
  }

  private var facts: [(String, String)] {
    let defect = candidate.candidate
    return [
      (
        words[.partConfidence],
        words.text(
          .explainConfidenceOf,
          [
            "confidence": phrases.share(defect.confidence),
            "point": phrases.share(explanation.operatingPoint),
            "standing": phrases.standing(candidate.standing),
          ])
      ), (words[.runBox], phrases.box(defect.box)),
    ]
  }

  // MARK: Pictures

  private var pictures: String {
    guard let image = explanation.image else { return "" }
    let box = candidate.candidate.box
    let region = PartPictures.region(around: box, in: image.size, options: PictureOptions())
    let scale = min(
      Self.enlargements.upperBound,
      max(Self.enlargements.lowerBound, Self.side / max(1, region.width, region.height)))
    var figures = figure(
      image.cropped(to: region), words[.runFound], region: region, box: box, scale: scale)
    if let reference = explanation.reference {
      figures += figure(
        reference.cropped(to: region),
        words[explanation.maps.isEmpty ? .explainTemplateOver : .explainReferenceOver],
        region: region, box: box, scale: scale)
    }
    if let levels = explanation.levels {
      // Its own box tells its pixels from those of its neighbours.
      figures += figure(
        DifferencePicture.make(levels, region: region), words[.explainDifference],
        region: region, box: candidate.blob.box.grown(by: 1), scale: scale)
    }
    let note = words.text(
      .explainEnlarged,
      [
        "scale": "\(scale)", "x1": "\(region.x1)", "x2": "\(region.x2 - 1)",
        "y1": "\(region.y1)", "y2": "\(region.y2 - 1)",
      ])
    return """
      <div class="magnified">\(figures)</div>
      <p class="note">\(escaped(note))</p>

      """
  }

  /// A picture that cannot be encoded is left out: the words and numbers stand without it.
  private func figure(
    _ picture: Image<UInt8>, _ caption: String, region: PixelBox, box: PixelBox, scale: Int
  ) -> String {
    guard let bytes = try? ImageEncoder.png(picture) else { return "" }
    let encoded = EncodedPicture(bytes: bytes, mediaType: .png, size: picture.size)
    let alt = words.text(.explainFigureAlt, ["caption": caption, "number": "\(number)"])
    return """
      <figure style="width:\(picture.width * scale)px"><div class="frame">\
      \(encoded.html(alt: alt))\
      \(DefectOverlay.detail(box, region: region))</div>\
      <figcaption>\(escaped(caption))</figcaption></figure>
      """
  }

  // MARK: Ground

  private var ground: String {
    let defectClass = candidate.candidate.defectClass
    switch candidate.ground {
    case .rule(let rule):
      let facts = phrases.facts(candidate, rule, operatingPoint: explanation.operatingPoint)
      return """
        <h4>\(escaped(words[.explainRule]))</h4>
        <p>\(escaped(phrases.rule(candidate, rule)))</p>
        \(ExplanationBars.html(facts))
        """
    case .deviation(let deviation):
      let text = phrases.deviation(deviation, candidate.candidate.confidence)
      return """
        <h4>\(escaped(words[.explainDistance]))</h4>
        <p>\(escaped(text))</p>
        """
    case .trees(let score):
      let (terms, total) = phrases.terms(score)
      let name = ["class": words.term(for: defectClass)]
      return """
        <h4>\(escaped(words.text(.explainTrees, name)))</h4>
        <p>\(escaped(words.text(.explainTreesNote, name)))</p>
        \(ExplanationBars.html(
          terms, total: total, odds: phrases.odds(score, defectClass), words: words))
        """
    }
  }
}

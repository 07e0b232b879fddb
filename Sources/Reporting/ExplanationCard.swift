import Codecs
import Decision
import Pixels

/// A candidate with its magnified pixels and what led to it, as a card of the explanation's page.
struct ExplanationCard {
  let candidate: CandidateExplanation
  /// From 1.
  let number: Int
  let explanation: Explanation

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
      <bdi>\(escaped(defect.defectClass.rawValue))</bdi></h3>\
      \(DefinitionList.html(facts, style: "ids"))</header>
      <div class="explained">
      <p>\(escaped(ExplanationPhrases.pixels(candidate))).</p>
      \(pictures)\(ground)</div>
      </article>

      """
  }

  private var facts: [(String, String)] {
    let defect = candidate.candidate
    return [
      (
        "Confidence",
        "\(ExplanationPhrases.share(defect.confidence)) (operating point "
          + "\(ExplanationPhrases.share(explanation.operatingPoint))): "
          + ExplanationPhrases.standing(candidate.standing)
      ),
      ("Box", ExplanationPhrases.box(defect.box)),
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
      image.cropped(to: region), "Found", region: region, box: box, scale: scale)
    if let reference = explanation.reference {
      figures += figure(
        reference.cropped(to: region),
        explanation.maps.isEmpty ? "Template brought over it" : "Reference brought over it",
        region: region, box: box,
        scale: scale)
    }
    if let levels = explanation.levels {
      // Its own box tells its pixels from those of its neighbours.
      figures += figure(
        DifferencePicture.make(levels, region: region), "Difference, its own pixels boxed",
        region: region, box: candidate.blob.box.grown(by: 1), scale: scale)
    }
    return """
      <div class="magnified">\(figures)</div>
      <p class="note">Enlarged \(scale) times; columns \(region.x1) to \(region.x2 - 1), rows \
      \(region.y1) to \(region.y2 - 1).</p>

      """
  }

  /// A picture that cannot be encoded is left out: the words and numbers stand without it.
  private func figure(
    _ picture: Image<UInt8>, _ caption: String, region: PixelBox, box: PixelBox, scale: Int
  ) -> String {
    guard let bytes = try? ImageEncoder.png(picture) else { return "" }
    let encoded = EncodedPicture(bytes: bytes, mediaType: .png, size: picture.size)
    return """
      <figure style="width:\(picture.width * scale)px"><div class="frame">\
      \(encoded.html(alt: "\(caption), number \(number)"))\
      \(DefectOverlay.detail(box, region: region))</div>\
      <figcaption>\(escaped(caption))</figcaption></figure>
      """
  }

  // MARK: Ground

  private var ground: String {
    let defectClass = candidate.candidate.defectClass
    switch candidate.ground {
    case .rule(let rule):
      let facts = ExplanationPhrases.facts(
        candidate, rule, operatingPoint: explanation.operatingPoint)
      return """
        <h4>Rule</h4>
        <p>\(escaped(ExplanationPhrases.rule(candidate, rule)))</p>
        \(ExplanationBars.html(facts))
        """
    case .deviation(let deviation):
      return """
        <h4>Distance from what good parts look like</h4>
        <p>\(escaped(
          ExplanationPhrases.deviation(deviation, candidate.candidate.confidence)))</p>
        """
    case .trees(let score):
      let (terms, total) = ExplanationPhrases.terms(score)
      return """
        <h4>Trained trees: \(escaped(defectClass.rawValue)) against no defect</h4>
        <p>What each measurement adds, in natural log-odds. To the right and above 0: for \
        \(escaped(defectClass.rawValue)). To the left and below 0: for no defect.</p>
        \(ExplanationBars.html(
          terms, total: total, odds: ExplanationPhrases.odds(score, defectClass)))
        """
    }
  }
}

import Decision
import Wording

/// The surest candidates of a part in a study, with pictures of them, whether they count or not.
public struct StudiedPicture: Sendable {
  /// The part's image.
  public var path: String
  /// The candidates, most confident first; the pictures' indices count these.
  public var candidates: [Defect]
  /// Pictures of them.
  public var pictures: PartPictures

  /// See the properties.
  public init(path: String, candidates: [Defect], pictures: PartPictures) {
    (self.path, self.candidates, self.pictures) = (path, candidates, pictures)
  }

  /// The candidates magnified beside the same places of the reference.
  func html(_ words: Words) -> String {
    let items = pictures.details.compactMap { picture -> String? in
      guard candidates.indices.contains(picture.defectIndex) else { return nil }
      let candidate = candidates[picture.defectIndex]
      let outline = DefectOverlay.detail(candidate.box, region: picture.region)
      func figure(_ encoded: EncodedPicture, _ caption: String) -> String {
        """
        <figure><div class="frame">\(encoded.html(alt: caption))\(outline)</div>\
        <figcaption>\(escaped(caption))</figcaption></figure>
        """
      }
      return """
        <li><h4>\(escaped(words.term(for: candidate.defectClass)))\
        <span class="confidence">\(fixedPoint(candidate.confidence, places: 3) ?? "–")</span></h4>\
        <div class="pair">\(figure(picture.found, words[.studyThisPart]))\
        \(picture.reference.map { figure($0, words[.studyReference]) } ?? "")</div></li>

        """
    }
    return "<ol class=\"details\">\n\(items.joined())</ol>\n"
  }
}

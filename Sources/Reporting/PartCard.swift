import Decision
import Foundation
import Pixels
import Traceability
import Wording

/// A part that did not pass, with its pictures and numbers, as a card of the HTML report.
struct PartCard {
  let record: InspectionRecord
  /// The pictures, unless there are none or the budget is spent.
  let pictures: PartPictures?
  /// Whether there would be pictures, had the budget allowed.
  let isOverBudget: Bool
  /// The card's id in the page.
  let id: String
  let options: ReportOptions

  private var words: Words { options.words }

  /// Defects listed by their numbers at most; the records have the others.
  private static let listLimit = 200

  var html: String {
    let name = ImageName(record.imagePath)
    return """
      <article class="card \(record.verdict.rawValue)" id="\(id)">
      <header>\(VerdictMark.html(record.verdict, words: words))\
      <h3><bdi>\(escaped(name.file))</bdi></h3>\(identity)</header>
      \(reason)<div class="body">
      \(overview)\(defects)</div>
      \(footer)</article>

      """
  }

  private var identity: String {
    var facts: [(String, String)] = []
    if let serial = record.serial { facts.append((words[.runSerial], serial)) }
    if let lot = record.lot { facts.append((words[.partLot], lot)) }
    if let sequence = record.sequence { facts.append((words[.resultsRecord], "\(sequence)")) }
    facts.append((words[.resultsTime], ReportTime.clock(record.recordedAt, zone: options.timeZone)))
    return DefinitionList.html(facts, style: "ids")
  }

  private var reason: String {
    let reason =
      record.reason.isEmpty ? "" : "<p class=\"reason\">\(escaped(words.told(record.reason)))</p>\n"
    // What made the part uninspectable is the reason already.
    let warnings = (record.health?.findings ?? []).filter { $0.severity == "warn" }
    return reason
      + warnings.map { "<p class=\"reason health\">\(escaped($0.sentence))</p>\n" }.joined()
  }

  // MARK: Pictures

  private var overview: String {
    guard let pictures else {
      let text =
        isOverBudget
        ? words.text(.runBudgetSpent, ["path": record.imagePath]) : words[.runNoPicture]
      return "<p class=\"nopicture\">\(escaped(text))</p>\n"
    }
    let (full, shown) = (pictures.imageSize, pictures.overview.size)
    let caption =
      pictures.reduction > 1
      ? words.text(
        .runReduced,
        [
          "reduction": "\(pictures.reduction)", "width": "\(full.width)",
          "height": "\(full.height)",
        ])
      : "\(full.width) × \(full.height) px"
    let links = Dictionary(
      record.defects.indices.prefix(max(Self.listLimit, pictures.details.count))
        .map { ($0, defectID($0)) }, uniquingKeysWith: { first, _ in first })
    // The last column and row of a reduced picture may reach beyond the image.
    let extent = PixelSize(
      width: shown.width * pictures.reduction, height: shown.height * pictures.reduction)
    let svg = DefectOverlay.overview(
      record.defects, imageSize: extent, links: links, words: words)
    let alt = words.counted(
      .runPicture, record.defects.count, ["file": ImageName(record.imagePath).file])
    // A tall picture is narrowed so that it does not push the defects off the screen.
    let ratio = Double(full.width) / Double(max(1, full.height))
    let width =
      ratio < 1 ? " style=\"max-width:\(fixedPoint(ratio * 36, places: 2) ?? "36")rem\"" : ""
    return """
      <figure class="overview"\(width)><div class="frame">\
      \(pictures.overview.html(alt: alt))\(svg)</div>\
      <figcaption>\(escaped(caption))</figcaption></figure>

      """
  }

  // MARK: Defects

  private func defectID(_ index: Int) -> String { "\(id)d\(index + 1)" }

  private var defects: String {
    guard !record.defects.isEmpty else { return "" }
    let details = (pictures?.details ?? []).filter {
      record.defects.indices.contains($0.defectIndex)
    }
    let magnified = Set(details.map(\.defectIndex))
    let others = record.defects.indices.filter { !magnified.contains($0) }
    var out = "<div class=\"defects\">\n"
    if !details.isEmpty {
      out += "<ol class=\"details\">\n\(details.map(detail).joined())</ol>\n"
    }
    if !others.isEmpty {
      if !details.isEmpty {
        let note = words.text(
          .runNotMagnified, count: record.defects.count, ["shown": words.number(details.count)])
        out += "<p class=\"note\">\(escaped(note))</p>\n"
      }
      out += list(others)
    }
    return out + "</div>\n"
  }

  private func detail(_ picture: DefectPicture) -> String {
    let index = picture.defectIndex
    let defect = record.defects[index]
    let outline = DefectOverlay.detail(defect.box, region: picture.region)
    func figure(_ encoded: EncodedPicture, _ alt: String, _ caption: String) -> String {
      """
      <figure><div class="frame">\(encoded.html(alt: alt))\(outline)</div>\
      <figcaption>\(escaped(caption))</figcaption></figure>
      """
    }
    let found = figure(
      picture.found, words.text(.runFoundPicture, ["number": "\(index + 1)"]), words[.runFound])
    let reference =
      picture.reference.map { figure($0, words[.runReferencePicture], words[.runReference]) } ?? ""
    return """
      <li id="\(defectID(index))"><h4><span class="no">\(index + 1)</span>\
      \(escaped(words.term(for: defect.defectClass)))\
      <span class="confidence" title="\(escaped(words[.partConfidence]))">\(confidence(defect))</span></h4>\
      <div class="pair">\(found)\(reference)</div>\
      <p class="numbers">\(escaped(words[.partArea])) \(area(defect)) · \
      \(escaped(words[.runBox])) \(box(defect))</p></li>

      """
  }

  private func list(_ indices: [Int]) -> String {
    let rows = indices.prefix(Self.listLimit).map { index in
      let defect = record.defects[index]
      return """
        <tr id="\(defectID(index))"><td>\(index + 1)</td>\
        <td>\(escaped(words.term(for: defect.defectClass)))</td>\
        <td>\(confidence(defect))</td><td>\(area(defect))</td><td>\(box(defect))</td></tr>

        """
    }
    let rest = indices.count - rows.count
    let note =
      rest > 0
      ? "<p class=\"note\">\(escaped(words.text(.runNotListed, count: rest)))</p>\n"
      : ""
    let head = ["#", words[.partClass], words[.partConfidence], words[.partArea], words[.runBox]]
      .map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
    return """
      <div class="scroll"><table class="numbers"><thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined())</tbody></table></div>
      \(note)
      """
  }

  private func confidence(_ defect: Defect) -> String {
    fixedPoint(defect.confidence, places: 3) ?? "–"
  }

  private func area(_ defect: Defect) -> String {
    words.number(defect.area) + " px²"
  }

  private func box(_ defect: Defect) -> String {
    let box = defect.box
    return "[\(box.x1), \(box.y1), \(box.x2), \(box.y2)]"
  }

  // MARK: Footer

  private var footer: String {
    let sha =
      record.imageSHA256.isEmpty ? words[.runUnreadable] : String(record.imageSHA256.prefix(12))
    var facts = [(words[.partImage], record.imagePath), ("SHA-256", sha)]
    if let template = record.templatePath { facts.append((words[.partTemplate], template)) }
    if !record.timings.isEmpty {
      let stages = record.timings.map {
        "\(words.term(forStage: $0.stage)) \(fixedPoint($0.milliseconds, places: 1) ?? "–")"
      }
      facts.append(
        (words[.partTimings], stages.joined(separator: " · ") + " ms"))
    }
    return "<footer>\(DefinitionList.html(facts, style: "facts"))</footer>\n"
  }
}

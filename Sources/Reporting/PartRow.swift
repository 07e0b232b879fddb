import Foundation
import Traceability
import Wording

/// A part as a line of the HTML report's table of all images.
enum PartRow {
  /// `classes` are the numbers of the defect classes for the filter; `card` is the id of the part's
  /// card, where it has one.
  static func html(
    _ record: InspectionRecord, card: String?, classes: [Int], options: ReportOptions
  ) -> String {
    let words = options.words
    let name = ImageName(record.imagePath)
    let file = "<span class=\"folder\">\(escaped(name.folder))</span>\(escaped(name.file))"
    let image = card.map { "<a href=\"#\($0)\"><bdi>\(file)</bdi></a>" } ?? "<bdi>\(file)</bdi>"
    return """
      <tr data-v="\(record.verdict.rawValue)"\(card.map { " data-card=\"\($0)\"" } ?? "")\
      \(classes.isEmpty ? "" : " data-c=\"\(classes.map(String.init).joined(separator: " "))\"")>\
      <td class="seq">\(record.sequence.map { "\($0)" } ?? "")</td>\
      <td>\(VerdictMark.html(record.verdict, words: words))</td>\
      <td class="file key">\(image)</td>\
      <td class="serial key"><bdi>\(escaped(record.serial ?? ""))</bdi></td>\
      <td class="lot key"><bdi>\(escaped(record.lot ?? ""))</bdi></td>\
      <td class="what">\(what(record, words: words))</td>\
      <td class="time">\(ReportTime.clock(record.recordedAt, zone: options.timeZone))</td></tr>

      """
  }

  /// The defects by class, or the reason where there are none.
  private static func what(_ record: InspectionRecord, words: Words) -> String {
    guard !record.defects.isEmpty else { return escaped(words.told(record.reason)) }
    var tally = RunTally()
    tally.add(record)
    return escaped(
      words.list(
        tally.classesByFrequency.map {
          "\(words.number($0.defects)) \(words.term(for: $0.defectClass))"
        }))
  }
}

/// A path divided into what tells images apart and what they share.
struct ImageName {
  /// Everything up to the last slash, with it.
  let folder: String
  /// The rest.
  let file: String

  init(_ path: String) {
    let scalars = path.unicodeScalars
    let start = scalars.lastIndex(of: "/").map { scalars.index(after: $0) } ?? scalars.startIndex
    folder = String(scalars[..<start])
    file = String(scalars[start...])
  }
}

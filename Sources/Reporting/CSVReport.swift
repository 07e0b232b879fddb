import Decision
import Traceability

/// `results.csv`: RFC 4180, one line for each image, for spreadsheets.
///
/// It begins with a byte order mark, without which Excel takes UTF-8 for the local code page and
/// spoils every Chinese name. Lines end with CR LF.
///
/// A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@` or one of
/// their full-width forms, a tab or a line end) gets an apostrophe in front, as OWASP advises for
/// CSV injection. A program that needs the exact text reads `results.jsonl`.
final class CSVReport: ReportWriter {
  private let classes: [DefectClass]
  private var file: OutputFile

  init(path: String, classes: [DefectClass]) throws(ReportError) {
    precondition(Set(classes).count == classes.count, "a defect class is listed twice")
    self.classes = classes
    file = try OutputFile(path: path, purpose: .inPlace)
    try file.put(Self.header(classes))
  }

  func append(_ entry: ReportEntry) throws(ReportError) {
    try file.put(Self.line(entry.record, classes: classes))
  }

  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError) {
    try file.commit()
  }

  static func header(_ classes: [DefectClass]) -> String {
    var names = ["image", "verdict", "reason", "defect_count"]
    names += classes.map { "count_\($0.rawValue)" }
    names += [
      "count_other", "defects", "serial", "lot", "sequence", "recorded_at", "total_ms", "recipe",
      "recipe_version", "recipe_sha256", "image_sha256", "template", "station", "operator",
      "software", "picture_findings",
    ]
    return "\u{FEFF}" + row(names.map(cell))
  }

  static func line(_ record: InspectionRecord, classes: [DefectClass]) -> String {
    var counts: [DefectClass: Int] = [:]
    for defect in record.defects { counts[defect.defectClass, default: 0] += 1 }
    let named = classes.map { counts[$0] ?? 0 }
    let milliseconds = record.timings.reduce(0) { $0 + $1.milliseconds }
    var cells = [
      cell(record.imagePath), cell(record.verdict.rawValue), cell(record.reason),
      "\(record.defects.count)",
    ]
    cells += named.map { "\($0)" }
    cells += [
      "\(record.defects.count - named.reduce(0, +))",
      cell(record.defects.map(compact).joined(separator: "; ")),
      cell(record.serial ?? ""), cell(record.lot ?? ""),
      record.sequence.map { "\($0)" } ?? "", ReportTime.utc(record.recordedAt),
      fixedPoint(milliseconds, places: 3) ?? "", cell(record.recipe), "\(record.recipeVersion)",
      cell(record.recipeSHA256), cell(record.imageSHA256), cell(record.templatePath ?? ""),
      cell(record.station ?? ""), cell(record.operator ?? ""), cell(record.software),
      cell((record.health?.findings ?? []).map(\.sentence).joined(separator: "; ")),
    ]
    return row(cells)
  }

  /// A defect in one cell together with others: `short 0.9876 113px [102 201 130 220]`.
  private static func compact(_ defect: Defect) -> String {
    let box = defect.box
    let confidence = fixedPoint(defect.confidence, places: 4) ?? ""
    return "\(defect.defectClass.rawValue) \(confidence) \(defect.area)px "
      + "[\(box.x1) \(box.y1) \(box.x2) \(box.y2)]"
  }

  private static func row(_ cells: [String]) -> String { cells.joined(separator: ",") + "\r\n" }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// `text` made harmless, and quoted where it must be.
  static func cell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map(formulaStarts.contains) ?? false
    let safe = isFormula ? "'" + text : text
    let isSpecial = safe.unicodeScalars.contains {
      $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n"
    }
    // Where semicolons or tabs separate cells, a formula would begin behind one.
    let hidesFormula = zip(safe.unicodeScalars, safe.unicodeScalars.dropFirst()).contains {
      ($0 == ";" || $0 == "\t") && formulaStarts.contains($1)
    }
    guard isSpecial || hidesFormula else { return safe }
    // By scalars: a quote with a combining accent is another Character than a quote.
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

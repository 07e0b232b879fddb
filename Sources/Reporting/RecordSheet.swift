import Foundation
import Traceability

/// All that is known about one record, for a person at a terminal.
public enum RecordSheet {
  /// `record` with its defects, timings and parameters, and its `link` in the chain, times in `zone`;
  /// each line ends in a line feed.
  public static func text(
    _ record: InspectionRecord, link: ChainLink? = nil, zone: TimeZone = .current
  ) -> String {
    var out = "record \(record.sequence.map { "\($0)" } ?? "-")\n"
    out += properties(record, link, zone: zone)
    out += overrides(record, zone: zone)
    out += defects(record)
    out += health(record)
    out += timings(record)
    out += "\nparameters\n"
    let recorded = record.effectiveParameters
    let parameters = RecordJSON.isValid(recorded) ? RecordJSON.indented(recorded) : recorded
    for line in parameters.split(separator: "\n") {
      out += "  \(TerminalText.harmless(String(line)))\n"
    }
    return out
  }

  private static func properties(
    _ record: InspectionRecord, _ link: ChainLink?, zone: TimeZone
  ) -> String {
    let properties: [(String, String?)?] = [
      ("time", ReportTime.local(record.recordedAt, zone: zone)),
      ("time in UTC", RecordTime.text(record.recordedAt)),
      record.arrivedAt.map { ("arrived", RecordTime.text($0)) },
      ("verdict", record.verdict.rawValue),
      record.overrides.isEmpty
        ? nil : ("final verdict", "\(record.finalVerdict.rawValue), overridden; see below"),
      ("reason", record.reason.isEmpty ? nil : record.reason),
      ("serial", record.serial), ("lot", record.lot), ("station", record.station),
      record.camera.map { ("camera", $0) }, ("operator", record.operator),
      record.parents.isEmpty ? nil : ("made from", Self.parents(record)),
      ("image", record.imagePath), Self.size(record).map { ("image size", $0) },
      ("image SHA-256", record.imageSHA256.isEmpty ? "the file was not read" : record.imageSHA256),
      ("template", record.templatePath), ("template SHA-256", record.templateSHA256),
      ("recipe", "\(record.recipe), version \(record.recipeVersion)"),
      ("recipe SHA-256", record.recipeSHA256),
      record.modelSHA256.map { ("model SHA-256", $0) }, ("software", record.software),
      link.map { ("link \($0.position)\($0.isAdopted ? ", adopted" : "")", $0.hash.hexadecimal) },
    ]
    let rows = properties.compactMap(\.self).map { [$0, TerminalText.harmless($1 ?? "-")] }
    return aligned(rows)
  }

  private static func size(_ record: InspectionRecord) -> String? {
    let pixels = record.imageSize.map { "\($0.width) × \($0.height) px" }
    let bytes = record.imageBytes.map { "\($0) bytes" }
    let parts = [pixels, bytes].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func parents(_ record: InspectionRecord) -> String {
    record.parents.map { parent in
      [parent.serial, parent.lot.map { "lot \($0)" }].compactMap(\.self).joined(separator: " of ")
    }.joined(separator: ", ")
  }

  private static func overrides(_ record: InspectionRecord, zone: TimeZone) -> String {
    guard !record.overrides.isEmpty else { return "" }
    let rows = record.overrides.map { override in
      [
        ReportTime.local(override.recordedAt, zone: zone), override.oldVerdict.rawValue,
        override.newVerdict.rawValue, TerminalText.harmless(override.operator),
        TerminalText.harmless(override.reason),
      ]
    }
    return "\noverrides of the verdict\n"
      + aligned([["time", "from", "to", "operator", "reason"]] + rows)
  }

  private static func defects(_ record: InspectionRecord) -> String {
    guard !record.defects.isEmpty else { return "\nno defects\n" }
    let rows = record.defects.map { defect in
      let box = defect.box
      return [
        TerminalText.harmless(defect.defectClass.rawValue),
        fixedPoint(defect.confidence, places: 3) ?? "-",
        "\(defect.area)", "\(box.x1), \(box.y1), \(box.x2), \(box.y2)",
      ]
    }
    return "\n" + "defects\n" + aligned([["class", "confidence", "area in px²", "box"]] + rows)
  }

  private static func health(_ record: InspectionRecord) -> String {
    guard let health = record.health else { return "" }
    let rows = health.measurements.map { measurement in
      [TerminalText.harmless(measurement.name), fixedPoint(measurement.value, places: 4) ?? "-"]
    }
    let findings = health.findings.map { finding in
      [TerminalText.harmless(finding.severity), TerminalText.harmless(finding.sentence)]
    }
    return "\nhealth of the picture\n" + aligned(rows) + aligned(findings)
  }

  private static func timings(_ record: InspectionRecord) -> String {
    guard !record.timings.isEmpty else { return "" }
    let rows = record.timings.map { timing in
      [TerminalText.harmless(timing.stage), fixedPoint(timing.milliseconds, places: 3) ?? "-"]
    }
    let total = record.timings.reduce(0) { $0 + $1.milliseconds }
    return "\ntimings in ms\n"
      + aligned(rows + [["total", fixedPoint(total, places: 3) ?? "-"]])
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? TerminalText.width($0[column]) : nil }.max() ?? 0
    }
    return rows.reduce(into: "") { out, row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        line += "  " + (isLast ? cell : TerminalText.padded(cell, to: widths[column]))
      }
      out += line + "\n"
    }
  }
}

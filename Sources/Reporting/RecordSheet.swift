import Foundation
import Traceability
import Wording

/// All that is known about one record, for a person at a terminal.
public struct RecordSheet {
  private let words: Words
  private let zone: TimeZone

  /// `record` with its defects, timings and parameters, and its `link` in the chain, times in `zone`, in
  /// the language of `words`; each line ends in a line feed.
  public static func text(
    _ record: InspectionRecord, link: ChainLink? = nil, zone: TimeZone = .current,
    words: Words = Words(.standard)
  ) -> String {
    RecordSheet(words: words, zone: zone).text(record, link)
  }

  private func text(_ record: InspectionRecord, _ link: ChainLink?) -> String {
    var out =
      words.text(.sheetRecord, ["sequence": record.sequence.map { "\($0)" } ?? "-"]) + "\n"
    out += properties(record, link)
    out += overrides(record)
    out += defects(record)
    out += health(record)
    out += timings(record)
    out += "\n" + words[.sheetParameters] + "\n"
    let recorded = record.effectiveParameters
    let parameters = RecordJSON.isValid(recorded) ? RecordJSON.indented(recorded) : recorded
    for line in parameters.split(separator: "\n") {
      out += "  \(TerminalText.harmless(String(line)))\n"
    }
    return out
  }

  private func properties(_ record: InspectionRecord, _ link: ChainLink?) -> String {
    let properties: [(Phrase, String?)?] = [
      (.sheetTime, ReportTime.local(record.recordedAt, zone: zone)),
      (.sheetTimeUTC, RecordTime.text(record.recordedAt)),
      record.arrivedAt.map { (.sheetArrived, RecordTime.text($0)) },
      (.sheetVerdict, words.term(for: record.verdict)),
      record.overrides.isEmpty
        ? nil
        : (
          .sheetFinal,
          words.text(.sheetFinalValue, ["verdict": words.term(for: record.finalVerdict)])
        ), (.sheetReason, record.reason.isEmpty ? nil : words.told(record.reason)),
      (.sheetSerial, record.serial), (.sheetLot, record.lot), (.sheetStation, record.station),
      record.camera.map { (.sheetCamera, $0) }, (.sheetOperator, record.operator),
      record.parents.isEmpty ? nil : (.sheetMadeFrom, parents(record)),
      (.sheetImage, record.imagePath), size(record).map { (.sheetImageSize, $0) },
      (
        .sheetImageHash,
        record.imageSHA256.isEmpty ? words[.explainNotRead] : record.imageSHA256
      ), (.sheetTemplate, record.templatePath), (.sheetTemplateHash, record.templateSHA256),
      (.sheetRecipe, words.recipe(record.recipe, version: record.recipeVersion)),
      (.sheetRecipeHash, record.recipeSHA256),
      record.modelSHA256.map { (.sheetModelHash, $0) }, (.sheetSoftware, record.software),
    ]
    var rows = properties.compactMap(\.self).map {
      [words[$0], TerminalText.harmless($1 ?? "-")]
    }
    if let link {
      let key: Phrase = link.isAdopted ? .sheetLinkAdopted : .sheetLink
      rows.append([words.text(key, ["position": "\(link.position)"]), link.hash.hexadecimal])
    }
    return aligned(rows)
  }

  private func size(_ record: InspectionRecord) -> String? {
    let pixels = record.imageSize.map { "\($0.width) × \($0.height) px" }
    let bytes = record.imageBytes.map { words.counted(.sheetBytes, $0) }
    let parts = [pixels, bytes].compactMap(\.self)
    return parts.isEmpty ? nil : words.clauses(parts)
  }

  private func parents(_ record: InspectionRecord) -> String {
    words.list(
      record.parents.map { parent in
        switch (parent.serial, parent.lot) {
        case (let serial?, let lot?): words.text(.sheetLotOf, ["serial": serial, "lot": lot])
        case (let serial?, nil): serial
        case (nil, let lot?): words.text(.sheetLotOnly, ["lot": lot])
        case (nil, nil): ""
        }
      })
  }

  private func overrides(_ record: InspectionRecord) -> String {
    guard !record.overrides.isEmpty else { return "" }
    let rows = record.overrides.map { override in
      [
        ReportTime.local(override.recordedAt, zone: zone), words.term(for: override.oldVerdict),
        words.term(for: override.newVerdict), TerminalText.harmless(override.operator),
        TerminalText.harmless(override.reason),
      ]
    }
    return table(
      .sheetOverrides, [.sheetTime, .sheetFrom, .sheetTo, .sheetOperator, .sheetReason], rows)
  }

  private func table(_ title: Phrase, _ head: [Phrase], _ rows: [[String]]) -> String {
    "\n\(words[title])\n" + aligned([head.map { words[$0] }] + rows)
  }

  private func defects(_ record: InspectionRecord) -> String {
    guard !record.defects.isEmpty else { return "\n\(words[.sheetNoDefects])\n" }
    let rows = record.defects.map { defect in
      let box = defect.box
      return [
        TerminalText.harmless(words.term(for: defect.defectClass)),
        fixedPoint(defect.confidence, places: 3) ?? "-",
        "\(defect.area)", "\(box.x1), \(box.y1), \(box.x2), \(box.y2)",
      ]
    }
    return table(
      .sheetDefects, [.sheetClass, .sheetConfidence, .sheetArea, .sheetBox], rows)
  }

  private func health(_ record: InspectionRecord) -> String {
    guard let health = record.health else { return "" }
    let rows = health.measurements.map { measurement in
      [TerminalText.harmless(measurement.name), fixedPoint(measurement.value, places: 4) ?? "-"]
    }
    let findings = health.findings.map { finding in
      [TerminalText.harmless(finding.severity), TerminalText.harmless(finding.sentence)]
    }
    return "\n\(words[.sheetHealth])\n" + aligned(rows) + aligned(findings)
  }

  private func timings(_ record: InspectionRecord) -> String {
    guard !record.timings.isEmpty else { return "" }
    let rows = record.timings.map { timing in
      [
        TerminalText.harmless(words.term(forStage: timing.stage)),
        fixedPoint(timing.milliseconds, places: 3) ?? "-",
      ]
    }
    let total = record.timings.reduce(0) { $0 + $1.milliseconds }
    return "\n\(words[.sheetTimings])\n"
      + aligned(rows + [[words[.sheetTotal], fixedPoint(total, places: 3) ?? "-"]])
  }

  private func aligned(_ rows: [[String]]) -> String {
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

import Foundation
import Traceability

/// A genealogy for a person at a terminal.
public enum GenealogyText {
  /// The inspections, then where it came from, then what became of it, times in `zone`; each line ends
  /// in a line feed.
  public static func text(_ genealogy: Genealogy, zone: TimeZone = .current) -> String {
    inspections(genealogy.inspections, zone: zone)
      + relatives(genealogy.ancestors, title: "made from", nothing: "what it was made from")
      + relatives(genealogy.descendants, title: "became part of", nothing: "what was made from it")
  }

  private static func inspections(_ all: [Genealogy.Inspection], zone: TimeZone) -> String {
    guard !all.isEmpty else { return "no inspection is recorded\n" }
    let rows = all.map { inspection in
      let record = inspection.record
      return [
        ReportTime.local(record.recordedAt, zone: zone), record.finalVerdict.rawValue,
        record.serial ?? "-", record.lot ?? "-", record.station ?? "-", record.camera ?? "-",
        "\(record.recipe) \(record.recipeVersion)", record.reason.isEmpty ? "-" : record.reason,
        "\(inspection.file) \(record.sequence ?? 0)",
      ]
    }
    let head = [
      "time", "verdict", "serial", "lot", "station", "camera", "recipe", "reason", "record",
    ]
    return "\(all.count) inspections\n" + aligned([head] + rows)
  }

  private static func relatives(
    _ all: [Genealogy.Relative], title: String, nothing: String
  ) -> String {
    guard !all.isEmpty else { return "\nnothing is recorded of \(nothing)\n" }
    let rows = all.map { relative in
      [
        "\(relative.steps)", relative.part.serial ?? "-", relative.part.lot ?? "-",
        relative.through.serial ?? relative.through.lot ?? "-",
      ]
    }
    return "\n\(title)\n" + aligned([["steps", "serial", "lot", "through"]] + rows)
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let harmless = rows.map { $0.map(TerminalText.harmless) }
    let columns = harmless.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      harmless.compactMap { column < $0.count ? TerminalText.width($0[column]) : nil }.max() ?? 0
    }
    return harmless.reduce(into: "") { out, row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : TerminalText.padded(cell, to: widths[column])
      }
      out += "  " + cells.joined(separator: "  ") + "\n"
    }
  }
}

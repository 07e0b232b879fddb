import Foundation
import Traceability
import Wording

/// A genealogy for a person at a terminal.
public struct GenealogyText {
  private let words: Words
  private let zone: TimeZone

  /// The inspections, then where it came from, then what became of it, times in `zone`, in the language
  /// of `words`; each line ends in a line feed.
  public static func text(
    _ genealogy: Genealogy, zone: TimeZone = .current, words: Words = Words(.standard)
  ) -> String {
    let text = GenealogyText(words: words, zone: zone)
    return text.inspections(genealogy.inspections)
      + text.relatives(genealogy.ancestors, .sheetMadeFrom, nothing: .genealogyNoOrigin)
      + text.relatives(genealogy.descendants, .genealogyBecame, nothing: .genealogyNoUse)
  }

  private func inspections(_ all: [Genealogy.Inspection]) -> String {
    guard !all.isEmpty else { return words[.genealogyNoInspection] + "\n" }
    let rows = all.map { inspection in
      let record = inspection.record
      return [
        ReportTime.local(record.recordedAt, zone: zone), words.term(for: record.finalVerdict),
        record.serial ?? "-", record.lot ?? "-", record.station ?? "-", record.camera ?? "-",
        "\(record.recipe) \(record.recipeVersion)",
        record.reason.isEmpty ? "-" : words.told(record.reason),
        "\(inspection.file) \(record.sequence ?? 0)",
      ]
    }
    return words.text(.genealogyInspections, ["count": "\(all.count)"]) + "\n"
      + aligned(
        [
          .sheetTime, .sheetVerdict, .sheetSerial, .sheetLot, .sheetStation, .sheetCamera,
          .sheetRecipe, .sheetReason, .genealogyRecord,
        ], rows)
  }

  private func relatives(
    _ all: [Genealogy.Relative], _ title: Phrase, nothing: Phrase
  ) -> String {
    guard !all.isEmpty else { return "\n\(words[nothing])\n" }
    let rows = all.map { relative in
      [
        "\(relative.steps)", relative.part.serial ?? "-", relative.part.lot ?? "-",
        relative.through.serial ?? relative.through.lot ?? "-",
      ]
    }
    return "\n\(words[title])\n"
      + aligned([.genealogySteps, .sheetSerial, .sheetLot, .genealogyThrough], rows)
  }

  private func aligned(_ head: [Phrase], _ rows: [[String]]) -> String {
    let harmless = [head.map { words[$0] }] + rows.map { $0.map(TerminalText.harmless) }
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

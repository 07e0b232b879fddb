import Decision
import Foundation
import Synthesis

extension SurfaceTrial.Outcome {
  /// The outcome as a table: a line for each kind and one for all, with the area under the curve in
  /// all and by class of defect, false alarms, detections, hits and false boxes.
  public var table: String {
    let classes = DefectClass.surfaceClasses
    var kinds: [SurfaceKind?] = SurfaceKind.allCases.filter { kind in
      findings.contains { $0.kind == kind }
    }
    if kinds.count > 1 { kinds.append(nil) }
    let header =
      ["surface", "AUROC"] + classes.map(\.rawValue)
      + ["false alarms", "detected", "boxes hit", "false boxes"]
    let rows = kinds.map { kind in
      let areas = [nil] + classes.map(Optional.some)
      return [kind?.rawValue ?? "all"]
        + areas.map { name in
          areaUnderCurve(kind: kind, defectClass: name).map { number($0, 4) } ?? "-"
        } + [
          percent(falseAlarmShare(kind: kind)), percent(detectionShare(kind: kind)),
          percent(hitShare(kind: kind)), number(falseBoxesPerImage(kind: kind), 2),
        ]
    }
    let widths = header.indices.map { i in ([header] + rows).map { $0[i].count }.max() ?? 0 }
    return ([header] + rows).map { row in
      zip(row, widths).enumerated().map { i, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return i == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private func percent(_ share: Double) -> String { number(share * 100, 1) + " %" }
}

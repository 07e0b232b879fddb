import Decision
import Foundation

/// The detections of one image as a file: `x1,y1,x2,y2,confidence,type` on each line.
public enum DetectionFile {
  /// Writes `detections` to the file at `path`.
  public static func write(
    _ detections: [Defect], path: String
  ) throws(EvaluationError) {
    do {
      try Data(detections.map(line).joined().utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw .unwritable(path: path, cause: (error as NSError).localizedDescription)
    }
  }

  /// `detections` as a file has them, so that whoever scores files gets our numbers.
  static func rounded(_ detections: [Defect]) -> [Defect] {
    detections.map {
      var defect = $0
      defect.confidence = Double(confidenceText($0.confidence)) ?? $0.confidence
      return defect
    }
  }

  private static func line(_ defect: Defect) -> String {
    let box = defect.box
    return "\(box.x1),\(box.y1),\(box.x2),\(box.y2),\(confidenceText(defect.confidence)),"
      + "\(defect.defectClass.rawValue)\n"
  }

  private static func confidenceText(_ confidence: Double) -> String {
    String(format: "%.6f", confidence)
  }
}

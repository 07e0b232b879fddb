import Decision
import Traceability

/// `results.jsonl`: one JSON object a line, with the members that docs promise to other programs,
/// in their order. Members are only ever added, at the end.
final class JSONLinesReport: ReportWriter {
  private var file: OutputFile

  init(path: String) throws(ReportError) {
    file = try OutputFile(path: path, purpose: .inPlace)
  }

  func append(_ entry: ReportEntry) throws(ReportError) {
    try file.put(Self.line(entry.record))
  }

  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError) {
    try file.commit()
  }

  /// The object and its line feed.
  static func line(_ record: InspectionRecord) -> String {
    let members: [(String, String)] = [
      ("image", JSONText.string(record.imagePath)),
      ("sha256", JSONText.string(record.imageSHA256)),
      ("verdict", JSONText.string(record.verdict.rawValue)),
      ("reason", JSONText.string(record.reason)),
      ("defects", "[\(record.defects.map(object).joined(separator: ","))]"),
      ("timings", object(record.timings)),
      ("recipe", JSONText.string(record.recipe)),
      ("recipeHash", JSONText.string(record.recipeSHA256)),
      ("serial", JSONText.string(record.serial)),
      ("lot", JSONText.string(record.lot)),
      ("template", JSONText.string(record.templatePath)),
      ("templateSha256", JSONText.string(record.templateSHA256)),
      ("sequence", record.sequence.map { "\($0)" } ?? "null"),
      ("recordedAt", JSONText.string(ReportTime.utc(record.recordedAt))),
      ("recipeVersion", "\(record.recipeVersion)"),
      ("station", JSONText.string(record.station)),
      ("operator", JSONText.string(record.operator)),
      ("software", JSONText.string(record.software)),
    ]
    return "{\(members.map { "\"\($0)\":\($1)" }.joined(separator: ","))}\n"
  }

  private static func object(_ defect: Defect) -> String {
    let box = defect.box
    return """
      {"class":\(JSONText.string(defect.defectClass.rawValue)),\
      "confidence":\(JSONText.number(defect.confidence, places: 4)),\
      "area":\(defect.area),"box":[\(box.x1),\(box.y1),\(box.x2),\(box.y2)]}
      """
  }

  /// Milliseconds by stage; a stage that ran more than once has the sum, since the names of an
  /// object's members must differ.
  private static func object(_ timings: [StageTiming]) -> String {
    var stages: [StageTiming] = []
    for timing in timings {
      if let index = stages.firstIndex(where: { $0.stage == timing.stage }) {
        stages[index].milliseconds += timing.milliseconds
      } else {
        stages.append(timing)
      }
    }
    let members = stages.map {
      "\(JSONText.string($0.stage)):\(JSONText.number($0.milliseconds, places: 3))"
    }
    return "{\(members.joined(separator: ","))}"
  }
}

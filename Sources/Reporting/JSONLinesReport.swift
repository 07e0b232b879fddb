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
    try file.put(Self.bytes(entry.record))
  }

  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError) {
    try file.commit()
  }

  /// The object and its line feed.
  static func line(_ record: InspectionRecord) -> String {
    String(decoding: bytes(record), as: UTF8.self)
  }

  /// The object and its line feed in UTF-8.
  static func bytes(_ record: InspectionRecord) -> [UInt8] {
    var line = MemberList()
    line.add("image") { JSONText.append(record.imagePath, to: &$0) }
    line.add("sha256") { JSONText.append(record.imageSHA256, to: &$0) }
    line.add("verdict") { JSONText.append(record.verdict.rawValue, to: &$0) }
    line.add("reason") { JSONText.append(record.reason, to: &$0) }
    line.add("defects") { append(record.defects, to: &$0) }
    line.add("timings") { append(record.timings, to: &$0) }
    line.add("recipe") { JSONText.append(record.recipe, to: &$0) }
    line.add("recipeHash") { JSONText.append(record.recipeSHA256, to: &$0) }
    line.add("serial") { JSONText.append(record.serial, to: &$0) }
    line.add("lot") { JSONText.append(record.lot, to: &$0) }
    line.add("template") { JSONText.append(record.templatePath, to: &$0) }
    line.add("templateSha256") { JSONText.append(record.templateSHA256, to: &$0) }
    line.add("sequence") { out in
      if let sequence = record.sequence {
        JSONText.append(Int(sequence), to: &out)
      } else {
        out.append(contentsOf: "null".utf8)
      }
    }
    line.add("recordedAt") { JSONText.append(ReportTime.utc(record.recordedAt), to: &$0) }
    line.add("recipeVersion") { JSONText.append(record.recipeVersion, to: &$0) }
    line.add("station") { JSONText.append(record.station, to: &$0) }
    line.add("operator") { JSONText.append(record.operator, to: &$0) }
    line.add("software") { JSONText.append(record.software, to: &$0) }
    line.add("health") { append(record.health, to: &$0) }
    return line.closed()
  }

  /// The measured values by name, and what was wrong: `{"sharpness":0.2134,…,"findings":[…]}`.
  private static func append(_ health: PictureHealth?, to out: inout [UInt8]) {
    guard let health else {
      out.append(contentsOf: "null".utf8)
      return
    }
    out.append(UInt8(ascii: "{"))
    for measurement in health.measurements {
      JSONText.append(measurement.name, to: &out)
      out.append(UInt8(ascii: ":"))
      JSONText.append(measurement.value, places: 4, to: &out)
      out.append(UInt8(ascii: ","))
    }
    out.append(contentsOf: "\"findings\":[".utf8)
    for (i, finding) in health.findings.enumerated() {
      out.append(contentsOf: i == 0 ? #"{"problem":"#.utf8 : #",{"problem":"#.utf8)
      JSONText.append(finding.problem, to: &out)
      out.append(contentsOf: #","severity":"#.utf8)
      JSONText.append(finding.severity, to: &out)
      out.append(contentsOf: #","sentence":"#.utf8)
      JSONText.append(finding.sentence, to: &out)
      out.append(UInt8(ascii: "}"))
    }
    out.append(contentsOf: "]}".utf8)
  }

  private static func append(_ defects: [Defect], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (i, defect) in defects.enumerated() {
      if i > 0 { out.append(UInt8(ascii: ",")) }
      out.append(contentsOf: #"{"class":"#.utf8)
      JSONText.append(defect.defectClass.rawValue, to: &out)
      out.append(contentsOf: #","confidence":"#.utf8)
      JSONText.append(defect.confidence, places: 4, to: &out)
      out.append(contentsOf: #","area":"#.utf8)
      JSONText.append(defect.area, to: &out)
      out.append(contentsOf: #","box":["#.utf8)
      let box = defect.box
      JSONText.append(box.x1, to: &out)
      out.append(UInt8(ascii: ","))
      JSONText.append(box.y1, to: &out)
      out.append(UInt8(ascii: ","))
      JSONText.append(box.x2, to: &out)
      out.append(UInt8(ascii: ","))
      JSONText.append(box.y2, to: &out)
      out.append(contentsOf: "]}".utf8)
    }
    out.append(UInt8(ascii: "]"))
  }

  /// Milliseconds by stage; a stage that ran more than once has the sum, since the names of an
  /// object's members must differ.
  private static func append(_ timings: [StageTiming], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    for (i, timing) in timings.enumerated() {
      guard !timings[..<i].contains(where: { $0.stage == timing.stage }) else { continue }
      if i > 0 { out.append(UInt8(ascii: ",")) }
      JSONText.append(timing.stage, to: &out)
      out.append(UInt8(ascii: ":"))
      var sum = 0.0
      for other in timings[i...] where other.stage == timing.stage { sum += other.milliseconds }
      JSONText.append(sum, places: 3, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }
}

/// The members of an object as they are written.
private struct MemberList {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(2048)
    bytes.append(UInt8(ascii: "{"))
  }

  mutating func add(_ name: StaticString, _ value: (inout [UInt8]) -> Void) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
    value(&bytes)
  }

  /// The object and a line feed.
  consuming func closed() -> [UInt8] {
    bytes.append(contentsOf: "}\n".utf8)
    return bytes
  }
}

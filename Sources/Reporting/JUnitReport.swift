import Decision
import Traceability

/// `junit.xml`: a test case for each image, as build servers read it. `fail` and `review` are
/// failures, `uninspectable` is an error, each with the reason and the defects.
///
/// The counts stand before the cases in the file, so the cases wait in a scratch file.
final class JUnitReport: ReportWriter {
  private let path: String
  private var cases: OutputFile

  init(path: String) throws(ReportError) {
    self.path = path
    cases = try OutputFile(path: path, purpose: .scratch)
  }

  func append(_ entry: ReportEntry) throws(ReportError) {
    try cases.put(Self.testCase(entry.record))
  }

  func finish(_ run: RunSummary, _ tally: RunTally) throws(ReportError) {
    var file = try OutputFile(path: path, purpose: .replacement)
    try file.put(Self.head(run, tally))
    try file.put(contentsOf: &cases)
    if run.interrupted { try file.put(Self.interruption(run)) }
    try file.put("  </testsuite>\n</testsuites>\n")
    try file.commit()
  }

  /// Build servers look at cases only: without one of its own a run that was stopped would look like
  /// a complete one.
  private static func interruption(_ run: RunSummary) -> String {
    """
        <testcase \(attribute("classname", run.recipe)) name="run" time="\(seconds(run.seconds))">
          <error type="interrupted" message="the run was stopped before all images were inspected"/>
        </testcase>

    """
  }

  static func head(_ run: RunSummary, _ tally: RunTally) -> String {
    let extra = run.interrupted ? 1 : 0
    let counts = """
      tests="\(tally.total + extra)" \
      failures="\(tally.count(of: .fail) + tally.count(of: .review))" \
      errors="\(tally.count(of: .uninspectable) + extra)" time="\(seconds(run.seconds))"
      """
    var properties: [(String, String)] = [
      ("recipe", run.recipe), ("recipeVersion", "\(run.recipeVersion)"),
      ("recipeHash", run.recipeSHA256), ("software", run.software),
      ("interrupted", "\(run.interrupted)"),
    ]
    properties += [("station", run.station), ("operator", run.operator), ("lot", run.lot)]
      .compactMap { name, value in value.map { (name, $0) } }
    properties += run.changedParameters.map { ("parameter." + $0.key, $0.value) }
    let lines = properties.map {
      "      <property \(attribute("name", $0.0)) \(attribute("value", $0.1))/>\n"
    }
    let host = run.station.map { " " + attribute("hostname", $0) } ?? ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="sightline" \(counts)>
        <testsuite \(attribute("name", run.recipe)) \(counts) skipped="0" \
      timestamp="\(ReportTime.junit(run.started))"\(host)>
          <properties>
      \(lines.joined())    </properties>

      """
  }

  static func testCase(_ record: InspectionRecord) -> String {
    let milliseconds = record.timings.reduce(0) { $0 + $1.milliseconds }
    let start = """
          <testcase \(attribute("classname", record.recipe)) \
      \(attribute("name", record.imagePath)) time="\(seconds(milliseconds / 1000))"
      """
    guard record.verdict != .pass else { return start + "/>\n" }
    let element = record.verdict == .uninspectable ? "error" : "failure"
    return """
      \(start)>
            <\(element) \(attribute("type", record.verdict.rawValue)) \
      \(attribute("message", record.reason))>\(details(record))</\(element)>
          </testcase>

      """
  }

  private static func details(_ record: InspectionRecord) -> String {
    var lines = record.defects.map { defect in
      let box = defect.box
      let confidence = fixedPoint(defect.confidence, places: 4) ?? "?"
      return "\(defect.defectClass.rawValue): confidence \(confidence), area \(defect.area) px, "
        + "box [\(box.x1), \(box.y1), \(box.x2), \(box.y2)]"
    }
    if let sequence = record.sequence { lines.append("record \(sequence)") }
    if let serial = record.serial { lines.append("serial \(serial)") }
    if let lot = record.lot { lines.append("lot \(lot)") }
    if !record.imageSHA256.isEmpty { lines.append("sha256 \(record.imageSHA256)") }
    // Escaped line by line, so that the line ends between them stay plain and readable.
    return lines.map(escaped).joined(separator: "\n")
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    "\(name)=\"\(escaped(value))\""
  }

  private static func seconds(_ value: Double) -> String { fixedPoint(value, places: 3) ?? "0.000" }
}

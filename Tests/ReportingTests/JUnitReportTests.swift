import Decision
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Test func caseThatPassedIsEmpty() {
  #expect(
    JUnitReport.testCase(ReportSamples.record(.pass)) == """
          <testcase classname="bare-pcb" name="a/b.jpg" time="0.013"/>

      """)
}

@Test(arguments: [(Verdict.fail, "failure"), (.review, "failure"), (.uninspectable, "error")])
func verdictBecomesFailureOrError(verdict: Verdict, element: String) {
  let record = ReportSamples.record(
    verdict, reason: "a < b", defects: [ReportSamples.short], serial: "S&1")
  #expect(
    JUnitReport.testCase(record) == """
          <testcase classname="bare-pcb" name="a/b.jpg" time="0.013">
            <\(element) type="\(verdict.rawValue)" message="a &lt; b">short: confidence 0.9877, \
      area 113 px, box [102, 201, 130, 220]
      record 7
      serial S&amp;1
      sha256 \(ReportSamples.sha)</\(element)>
          </testcase>

      """)
}

@Test func hostileNamesAreValidXML() throws {
  let folder = TemporaryFolder()
  let reports = try Reports(folder: folder.path, formats: [.junit])
  let hostile = ReportSamples.hostile
  for verdict in Verdict.allCases {
    try reports.append(
      ReportEntry(
        record: ReportSamples.record(verdict, path: hostile, reason: hostile, serial: hostile)))
  }
  try reports.finish(ReportSamples.run(interrupted: true))

  let reader = CaseReader()
  let parser = XMLParser(data: Data(try folder.text("junit.xml").utf8))
  parser.delegate = reader
  #expect(parser.parse(), "\(String(describing: parser.parserError))")
  // The run was stopped before its end, which is a case and an error of its own.
  #expect(reader.counts == ["5", "2", "2", "2.000"])
  #expect(reader.elements["testcase"] == 5)
  #expect(reader.elements["failure"] == 2)
  #expect(reader.elements["error"] == 2)
  let visible = hostile.replacing("\u{1}", with: "\u{2401}").replacing("\u{FFFE}", with: "\u{FFFD}")
  #expect(Set(reader.names) == [visible, "run"])
}

private final class CaseReader: NSObject, XMLParserDelegate {
  var counts: [String?] = []
  var elements: [String: Int] = [:]
  var names: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[element, default: 0] += 1
    if element == "testsuite" {
      counts = ["tests", "failures", "errors", "time"].map { attributes[$0] }
    }
    if element == "testcase" { names.append(attributes["name"] ?? "") }
  }
}

import Decision
import Foundation
import Pixels
import Testing
import Traceability

@testable import Reporting

struct RecordJSONTests {
  @Test func theLineHasTheMembersOfTheResultsAndWhatCountsNow() {
    let record = sampleRecord()
    let line = RecordJSON.line(record)
    let results = String(JSONLinesReport.line(record).dropLast(2))
    let added = """
      ,"finalVerdict":"\(record.verdict.rawValue)","overrides":[],"camera":null,"arrivedAt":null,\
      "utcOffset":null,"imageBytes":null,"imageWidth":null,"imageHeight":null,"modelSha256":null,\
      "parents":[]}
      """
    #expect(line == results + added)
    #expect(!line.contains("\n"))
  }

  @Test func overridesAreMembersInTheirOrder() throws {
    struct Override: Decodable, Equatable {
      var recordedAt, oldVerdict, newVerdict, `operator`, reason: String
    }
    struct Members: Decodable {
      var finalVerdict: String
      var overrides: [Override]
    }
    let members = try JSONDecoder().decode(
      Members.self, from: Data(RecordJSON.line(overriddenRecord()).utf8))
    #expect(members.finalVerdict == "fail")
    #expect(
      members.overrides == [
        .init(
          recordedAt: "2025-06-01T06:30:00.250Z", oldVerdict: "fail", newVerdict: "pass",
          operator: "Zoë \"Z\"", reason: "dust"),
        .init(
          recordedAt: "2025-06-01T06:31:00.250Z", oldVerdict: "pass", newVerdict: "fail",
          operator: "Li", reason: "no dust\n"),
      ])
  }

  @Test func prettyHasTheSameMembersAndTheParameters() throws {
    struct Members: Decodable, Equatable {
      struct Parameter: Decodable, Equatable {
        var value: Double
        var unit: String
      }
      var image: String
      var reason: String
      var timings: [String: Double]
      var parameters: [String: Parameter]?
    }
    let record = sampleRecord()
    let pretty = try JSONDecoder().decode(
      Members.self, from: Data(RecordJSON.pretty(record).utf8))
    var expected = try JSONDecoder().decode(
      Members.self, from: Data(RecordJSON.line(record).utf8))
    expected.parameters = ["compare.tolerance": .init(value: 2.50, unit: "px, \"}\\")]
    #expect(pretty == expected)
  }

  @Test func parametersThatAreNoJSONBecomeText() throws {
    struct Members: Decodable { var parameters: String }
    for parameters in ["", "{", "tolerance = 2", "{\"a\":}"] {
      var record = sampleRecord()
      record.effectiveParameters = parameters
      let members = try JSONDecoder().decode(
        Members.self, from: Data(RecordJSON.pretty(record).utf8))
      #expect(members.parameters == parameters)
    }
  }

  @Test func shortListsStayOnALine() {
    let json = #"{"a":[1,2.50,-3e5],"b":{"c":{"d":"x, {y}"}},"e":[],"f":{},"g":[[1],[2]]}"#
    #expect(
      RecordJSON.indented(json) == """
        {
          "a": [1, 2.50, -3e5],
          "b": {
            "c": {"d": "x, {y}"}
          },
          "e": [],
          "f": {},
          "g": [
            [1],
            [2]
          ]
        }
        """)
    #expect(RecordJSON.indented(" {\n\"a b\" : \"\\\" }\" } ") == #"{"a b": "\" }"}"#)
  }
}

private func sampleRecord() -> InspectionRecord {
  InspectionRecord(
    sequence: 17, recordedAt: Date(timeIntervalSince1970: 1_748_759_400.25),
    imagePath: "/数据/a \"b\".png", imageSHA256: String(repeating: "ab", count: 32),
    verdict: .fail, reason: "line\nbreak {\\",
    defects: [
      Defect(
        defectClass: .open, confidence: 0.875, area: 57,
        box: PixelBox(x1: 10, y1: 20, x2: 31, y2: 42))
    ],
    timings: [
      StageTiming(stage: "decode", milliseconds: 1.5),
      StageTiming(stage: "align", milliseconds: 2),
    ],
    recipe: "bare-pcb", recipeVersion: 7, recipeSHA256: String(repeating: "ef", count: 32),
    effectiveParameters: #"{"compare.tolerance": {"value": 2.50, "unit": "px, \"}\\"}}"#,
    software: "sightline 0.1.0", serial: "S1")
}

/// A record that somebody passed and somebody else failed again.
func overriddenRecord() -> InspectionRecord {
  var record = sampleRecord()
  let time = Date(timeIntervalSince1970: 1_748_759_400.25)
  (record.sequence, record.verdict) = (7, .fail)
  record.overrides = [
    VerdictOverride(
      number: 1, sequence: 7, oldVerdict: .fail, newVerdict: .pass, operator: "Zoë \"Z\"",
      reason: "dust", recordedAt: time),
    VerdictOverride(
      number: 4, sequence: 7, oldVerdict: .pass, newVerdict: .fail, operator: "Li",
      reason: "no dust\n", recordedAt: time.addingTimeInterval(60)),
  ]
  return record
}

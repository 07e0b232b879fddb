import Foundation
import Testing

@testable import Reporting

@Test func jsonLineHasThePromisedMembersInOrder() {
  let record = ReportSamples.record(
    .fail, reason: "2 defects", defects: [ReportSamples.short, ReportSamples.open], serial: "S1")
  #expect(
    JSONLinesReport.line(record) == """
      {"image":"a/b.jpg","sha256":"\(ReportSamples.sha)","verdict":"fail","reason":"2 defects",\
      "defects":[{"class":"short","confidence":0.9877,"area":113,"box":[102,201,130,220]},\
      {"class":"open","confidence":0.5000,"area":1200,"box":[0,0,9,8]}],\
      "timings":{"decode":3.142,"align":10.000},"recipe":"bare-pcb","recipeHash":"cd",\
      "serial":"S1","lot":null,"template":"a/t.jpg","templateSha256":null,"sequence":7,\
      "recordedAt":"2026-05-28T20:26:40.123Z","recipeVersion":3,"station":"AOI-2",\
      "operator":null,"software":"sightline 0.1.0","health":null}

      """)
}

@Test func jsonTextsSurviveADecoder() throws {
  struct Line: Decodable {
    var image: String
    var serial: String?
  }
  let serial = "\"\\/\u{0}\u{1F}\u{7F}\u{2028}é一\u{1F600}\r\n\t"
  let line = JSONLinesReport.line(
    ReportSamples.record(.review, path: ReportSamples.hostile, serial: serial))
  let decoded = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
  #expect(decoded.image == ReportSamples.hostile)
  #expect(decoded.serial == serial)
  #expect(line.filter(\.isNewline).count == 1)
}

@Test func stageThatRanTwiceHasOneMember() {
  var record = ReportSamples.record(.pass)
  record.timings.append(.init(stage: "decode", milliseconds: 1))
  #expect(JSONLinesReport.line(record).contains(#""timings":{"decode":4.142,"align":10.000}"#))
}

@Test func numberThatIsNotFiniteIsNull() {
  func number(_ value: Double) -> String {
    var out: [UInt8] = []
    JSONText.append(value, places: 4, to: &out)
    return String(decoding: out, as: UTF8.self)
  }
  #expect(number(.nan) == "null")
  #expect(number(-.infinity) == "null")
}

@Test(arguments: [
  (0.0, 4, "0.0000"), (1.0, 4, "1.0000"), (0.00005, 4, "0.0001"), (0.00004, 4, "0.0000"),
  (-0.00004, 4, "0.0000"), (-1.25, 1, "-1.3"), (12.5, 0, "13"), (99.96, 1, "100.0"),
  (1e300, 2, "1e+300"), (-1234567.0625, 3, "-1234567.063"), (9e14, 1, "900000000000000.0"),
  (-0.4, 0, "0"), (-9.5, 0, "-10"),
])
func decimalsAreFixed(value: Double, places: Int, text: String) {
  #expect(fixedPoint(value, places: places) == text)
}

import Decision
import Testing

@testable import Reporting

@Test func tableBeginsWithByteOrderMarkAndHeader() {
  #expect(
    CSVReport.header([.open, .pinHole]) == "\u{FEFF}image,verdict,reason,defect_count,count_open,"
      + "count_pin-hole,count_other,defects,serial,lot,sequence,recorded_at,total_ms,recipe,"
      + "recipe_version,recipe_sha256,image_sha256,template,station,operator,software,"
      + "picture_findings\r\n")
}

@Test func lineCountsDefectsByClass() {
  let record = ReportSamples.record(
    .fail, reason: "cut, \"open\"",
    defects: [ReportSamples.open, ReportSamples.short, ReportSamples.open], serial: "S1")
  #expect(
    CSVReport.line(record, classes: [.open, .pinHole])
      == "a/b.jpg,fail,\"cut, \"\"open\"\"\",3,2,0,1,"
      + "open 0.5000 1200px [0 0 9 8]; short 0.9877 113px [102 201 130 220]; "
      + "open 0.5000 1200px [0 0 9 8],S1,,7,2026-05-28T20:26:40.123Z,13.142,bare-pcb,3,cd,"
      + "\(ReportSamples.sha),a/t.jpg,AOI-2,,sightline 0.1.0,\r\n")
}

@Test(arguments: [
  ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
  ("\t=1", "\"'\t=1\""), ("x;=1", "\"x;=1\""), ("x; y", "x; y"), ("\r=1", "\"'\r=1\""),
  ("＝1", "'＝1"), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
  ("a=1", "a=1"), ("", ""), ("一号板", "一号板"), ("two\nlines", "\"two\nlines\""),
  ("two\r\nlines", "\"two\r\nlines\""),
  // A quote with a combining accent is one Character, and still a quote to a CSV parser.
  ("\"\u{301},=1", "\"\"\"\u{301},=1\""),
])
func cellIsQuotedAndNeverAFormula(text: String, cell: String) {
  #expect(CSVReport.cell(text) == cell)
}

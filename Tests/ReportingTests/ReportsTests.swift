import Foundation
import Testing

@testable import Reporting

@Test func everyFormatIsWrittenAndNoPartialFileIsLeft() throws {
  let folder = TemporaryFolder()
  let reports = try Reports(
    folder: folder.path + "/new/deep", formats: ReportFormat.allCases + [.csv])
  try reports.append(ReportEntry(record: ReportSamples.record(.pass)))
  try reports.finish(ReportSamples.run())
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/new/deep")
  #expect(names.sorted() == ["junit.xml", "report.html", "results.csv", "results.jsonl"])
  #expect(reports.paths.map(\.format) == ReportFormat.allCases)
  #expect(reports.tally.total == 1)
}

@Test func earlierReportStaysUntilTheNewOneIsComplete() throws {
  let folder = TemporaryFolder()
  do {
    let reports = try Reports(folder: folder.path, formats: [.html])
    try reports.finish(ReportSamples.run())
  }
  let before = try folder.text("report.html")
  do {
    let reports = try Reports(folder: folder.path, formats: [.html, .junit])
    try reports.append(ReportEntry(record: ReportSamples.record(.fail)))
    #expect(try folder.text("report.html") == before)
  }
  // The second was never finished.
  #expect(try folder.text("report.html") == before)
  #expect(try folder.names == ["report.html"])
}

@Test func linesAreReadableWhileTheRunGoesOn() throws {
  let folder = TemporaryFolder()
  let reports = try Reports(folder: folder.path, formats: [.jsonl, .csv])
  try reports.append(ReportEntry(record: ReportSamples.record(.pass)))
  #expect(try folder.text("results.jsonl").hasSuffix("}\n"))
  #expect(try folder.text("results.csv").hasSuffix("\r\n"))
  try reports.finish(ReportSamples.run())
}

@Test func folderThatCannotBeCreatedIsNamed() {
  #expect(
    throws: ReportError(path: "/dev/null/x", action: .createFolder, cause: .notAFolder)
  ) { try Reports(folder: "/dev/null/x/y", formats: [.jsonl]) }
}

@Test func failedReportIsGivenUpAndTheOthersGoOn() throws {
  let folder = TemporaryFolder()
  try FileManager.default.createDirectory(
    atPath: folder.path, withIntermediateDirectories: true)
  // Every write to this device says that the disk is full.
  try #require(symlink("/dev/full", folder.path + "/results.jsonl") == 0)
  let reports = try Reports(folder: folder.path, formats: [.jsonl, .csv])
  let entry = ReportEntry(record: ReportSamples.record(.pass))
  #expect(
    throws: ReportError(
      path: folder.path + "/results.jsonl", action: .write, cause: .diskFull)
  ) { try reports.append(entry) }
  try reports.append(entry)
  try reports.finish(ReportSamples.run())
  #expect(try folder.text("results.csv").matches(of: /a\/b\.jpg/).count == 2)
}

@Test func errorSaysWhichFileAndWhatToDo() {
  let error = ReportError(path: "out/report.html", action: .write, cause: .init(code: ENOSPC))
  #expect(
    "\(error)" == "cannot write out/report.html: the disk is full; free some space or choose "
      + "another output folder")
  #expect(ReportError.Cause(code: EACCES) == .permissionDenied)
  #expect(ReportError.Cause(code: EIO) == .system(code: EIO))
}

@Test func timesAreRoundedToMillisecondsAndKeepTheirZone() throws {
  #expect(
    ReportTime.utc(Date(timeIntervalSince1970: 0.9996)) == "1970-01-01T00:00:01.000Z")
  #expect(ReportTime.utc(Date(timeIntervalSince1970: -0.25)) == "1969-12-31T23:59:59.750Z")
  let zone = try #require(TimeZone(secondsFromGMT: -12_600))
  #expect(
    ReportTime.local(Date(timeIntervalSince1970: 0), zone: zone) == "1969-12-31 20:30:00 -03:30")
}

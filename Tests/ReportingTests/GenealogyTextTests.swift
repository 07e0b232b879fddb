import Foundation
import Testing
import Traceability
import Wording

@testable import Reporting

/// What is told of the relations of a part, and the page of a dossier, in both languages.
struct GenealogyTextTests {
  private let folder = TemporaryFolder()

  /// Records of a part of the lot L1 that was made from the lot FR4.
  private func reader() throws -> RecordReader {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let store = try RecordStore(path: folder.path + "/records.sqlite")
    var record = ReportSamples.record(
      .fail, defects: [ReportSamples.open], serial: "SN-1", lot: "L1", sequence: nil)
    record.parents = [PartParent(lot: "FR4")]
    _ = try store.append(record)
    _ = try store.override(
      sequence: 1, with: .pass, operator: "Li", reason: "dust", at: ReportSamples.time)
    try store.close()
    return try RecordReader(path: store.path)
  }

  private func genealogy(_ words: Words) throws -> String {
    let zone = try #require(TimeZone(secondsFromGMT: 0))
    return GenealogyText.text(
      try Genealogy(of: .serial("SN-1"), in: [try reader()]), zone: zone, words: words)
  }

  @Test func genealogyIsToldInEnglish() throws {
    let text = try genealogy(Words(.english))
    #expect(text.hasPrefix("1 inspections\n  time                        verdict  serial  lot"))
    #expect(text.contains("+00:00  pass     SN-1    L1   AOI-2    -       bare-pcb 3  -"))
    #expect(text.contains("\nmade from\n  steps  serial  lot  through\n  1      -       FR4  "))
    #expect(text.hasSuffix("\nnothing is recorded of what was made from it\n"))
  }

  @Test func genealogyIsToldInChinese() throws {
    let text = try genealogy(Words(.simplifiedChinese))
    #expect(text.hasPrefix("1 条检测记录\n"))
    #expect(text.contains("+00:00  合格  SN-1    L1"))
    #expect(text.contains("\n来源物料\n") && text.hasSuffix("\n未记录去向\n"))
  }

  @Test(arguments: Language.allCases) func dossierIsAWholePage(_ language: Language) throws {
    let (key, words) = (SigningKey(), Words(language))
    let made = try reader().dossier(of: .init(lot: "L1"), key: key, software: "sightline 0.1.0")
    let page = DossierPage(
      made.dossier, records: made.records, head: made.head, key: key.publicKey, words: words
    ).html
    #expect(page.contains("<html lang=\"\(language.tag)\">"))
    #expect(try elements(of: page).unbalanced.isEmpty)
    #expect(page.contains(">SN-1</bdi>") && page.contains(words[.dossierOverrides]))
  }
}

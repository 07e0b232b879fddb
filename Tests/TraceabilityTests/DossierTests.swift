import Decision
import Foundation
import GRDB
import Testing

@testable import Traceability

struct DossierTests {
  private let key = SigningKey()

  private func dossier(in folder: TemporaryFolder, lot: String = "A") throws -> Dossier {
    let store = try RecordStore(path: folder.records)
    for number in 0..<300 {
      var record = number % 50 == 3 ? fullRecord() : plainRecord(serial: "S\(number)")
      record.lot = number % 100 < 7 ? "A" : "B"
      _ = try store.append(record)
    }
    _ = try store.override(sequence: 4, with: .pass, operator: "o", reason: "r", at: sampleTime)
    _ = try store.record([
      ImagePruning(
        sequence: 4, recordedAt: sampleTime, imagePath: "a.png", imageSHA256: "00", operator: "o",
        reason: "old")
    ])
    return try store.reader.dossier(of: .init(lot: lot), key: key, software: "s").dossier
  }

  @Test func aDossierProvesItself() throws {
    let folder = try TemporaryFolder()
    let dossier = try dossier(in: folder)
    #expect(dossier.entries.count { $0.kind == .inspection } == 21)
    #expect(dossier.entries.count { $0.kind == .override } == 1)
    #expect(dossier.entries.count { $0.kind == .pruning } == 1)
    // A few dozen links, not all between.
    #expect(dossier.links.count < 60)
    let read = try JSONDecoder().decode(Dossier.self, from: Data(dossier.json.utf8))
    #expect(read == dossier || read.json == dossier.json)
    #expect(read.firstFlaw(trusted: key.publicKey) == nil)
    #expect(read.firstFlaw(trusted: SigningKey().publicKey) != nil)
  }

  @Test func waysAreShort() {
    for (start, end): (Int64, Int64) in [(1, 1), (10_000_000, 1), (8_388_608, 4_194_305)] {
      let path = Dossier.path(from: start, to: end)
      #expect(path.first == start && path.last == end && path.count < 300)
      for (one, next) in zip(path, path.dropFirst()) {
        #expect(next == one - 1 || next == ChainLink.backPosition(of: one))
      }
    }
  }

  @Test func everyEditIsFound() throws {
    let folder = try TemporaryFolder()
    let text = try dossier(in: folder).json
    var random = SplitMix(seed: 7)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var tried = 0
    while tried < 150 {
      let index = random.below(lines.count)
      let line = lines[index]
      // Of what is not proved there is only the name of the program.
      guard let place = line.lastIndex(where: { $0.isNumber || $0.isLetter }),
        !line.contains("\"software\"") || line.contains("values"), line.contains(":")
      else { continue }
      tried += 1
      var edited = line
      edited.replaceSubrange(place...place, with: line[place] == "5" ? "6" : "5")
      var all = lines
      all[index] = edited
      let data = Data(all.joined(separator: "\n").utf8)
      guard let read = try? JSONDecoder().decode(Dossier.self, from: data) else { continue }
      // Another spelling of the same number is no edit.
      if read.json == text { continue }
      #expect(read.firstFlaw() != nil, "line \(index): \(edited)")
    }
  }

  @Test func whatIsTakenOutOrPutInIsFound() throws {
    let folder = try TemporaryFolder()
    let original = try dossier(in: folder)
    func flaw(_ change: (inout Dossier) -> Void) -> DossierFlaw? {
      var dossier = original
      change(&dossier)
      return dossier.firstFlaw()
    }
    #expect(flaw { _ in } == nil)
    #expect(flaw { $0.links.removeFirst() } != nil)
    #expect(flaw { $0.entries.append($0.entries[0]) } != nil)
    #expect(flaw { $0.subject.lot = "B" } != nil)
    #expect(flaw { $0.subject = .init(serial: "S1") } != nil)
    #expect(flaw { $0.texts = [:] } != nil)
    #expect(flaw { $0.entries = [] } != nil)
    #expect(flaw { $0.entries.removeAll { $0.kind == .inspection } } != nil)
    #expect(flaw { $0.head.position -= 1 } != nil)
    #expect(flaw { $0.entries[3].values["extra"] = .integer(1) } != nil)
    #expect(flaw { $0.entries[3].defects = nil } != nil)
  }

  @Test func anotherKeyCannotSignAForgedRecord() throws {
    let folder = try TemporaryFolder()
    let other = try TemporaryFolder()
    let genuine = try dossier(in: folder)
    // A forger makes a records file of his own and signs it.
    let forged = try RecordStore(path: other.records)
    _ = try forged.append(plainRecord(lot: "A"))
    let dossier = try forged.reader.dossier(
      of: .init(lot: "A"), key: SigningKey(), software: "s"
    ).dossier
    #expect(dossier.firstFlaw() == nil)
    #expect(dossier.firstFlaw(trusted: key.publicKey) != nil)
    // Nor does the genuine head cover it.
    var mixed = dossier
    mixed.head = genuine.head
    mixed.made = genuine.made
    #expect(mixed.firstFlaw(trusted: key.publicKey) != nil)
  }

  @Test func theFolderIsSealed() throws {
    let folder = try TemporaryFolder()
    let place = folder.path + "/dossier"
    try DossierFolder.write(dossier(in: folder), to: place)
    try "page".write(toFile: place + "/dossier.html", atomically: true, encoding: .utf8)
    try DossierFolder.seal(place, key: key)
    func flaw() throws -> DossierFlaw? {
      try DossierFolder.check(place, trusted: key.publicKey).flaw
    }
    #expect(try flaw() == nil)
    #expect(try DossierFolder.check(place).files == ["dossier.html", "dossier.json"])
    #expect(try DossierFolder.check(place + "/dossier.json", trusted: key.publicKey).flaw == nil)
    try "pages".write(toFile: place + "/dossier.html", atomically: true, encoding: .utf8)
    #expect(try flaw()?.description == "dossier.html was changed after the dossier was signed")
    unlink(place + "/dossier.html")
    #expect(try flaw()?.description == "dossier.html is missing")
    try "page".write(toFile: place + "/dossier.html", atomically: true, encoding: .utf8)
    #expect(try flaw() == nil)
    try "x".write(toFile: place + "/more.html", atomically: true, encoding: .utf8)
    #expect(try flaw()?.description == "more.html was added after the dossier was signed")
    unlink(place + "/more.html")
    // Signed anew by somebody else.
    unlink(place + "/signature.json")
    try DossierFolder.seal(place, key: SigningKey())
    #expect(try flaw() != nil)
    #expect(throws: DossierError.file(path: place, code: ENOTEMPTY)) {
      try DossierFolder.write(dossier(in: TemporaryFolder()), to: place)
    }
    #expect(throws: DossierError.file(path: "/no/dossier", code: ENOENT)) {
      try DossierFolder.check("/no/dossier")
    }
  }

  @Test func brokenRecordsMakeNoDossier() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    _ = try store.append(contentsOf: [plainRecord(lot: "A"), plainRecord(lot: "B")])
    #expect(throws: DossierError.nothingFound(.init(lot: "C"))) {
      try store.reader.dossier(of: .init(lot: "C"), key: key, software: "s")
    }
    try store.close()
    try Tampering.withoutTriggers(folder.records) {
      try $0.execute(sql: "UPDATE records SET reason = 'x' WHERE sequence = 1")
    }
    let reader = try RecordReader(path: folder.records)
    #expect(throws: DossierError.self) {
      try reader.dossier(of: .init(lot: "A"), key: key, software: "s")
    }
  }
}

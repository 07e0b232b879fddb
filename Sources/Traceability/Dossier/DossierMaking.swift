import Foundation
import GRDB

/// Why a dossier cannot be made or checked: what is wrong and what to do.
public enum DossierError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no record of the lot or part.
  case nothingFound(Dossier.Subject)
  /// More records than a dossier holds.
  case tooMany(limit: Int)
  /// The record does not have the hash that the chain has for it.
  case broken(ChainBreak)
  /// A file of a dossier cannot be read or written.
  case file(path: String, code: Int32)
  /// It does not hold the records of a dossier.
  case notADossier(path: String)
  /// It does not hold the signature of a dossier.
  case notASignature(path: String)

  /// What is wrong and what to do, in one sentence.
  public var description: String {
    switch self {
    case .nothingFound(let subject):
      "there is no record of "
        + (subject.lot.map { "the lot \($0)" } ?? "the serial number \(subject.serial ?? "")")
    case .tooMany(let limit):
      "there are more than \(limit) records, which is more than a dossier holds; export part by part "
        + "with --serial"
    case .broken(let found):
      "\(found); a dossier of it would prove nothing. `sightline trace verify` tells more"
    case .file(let path, let code): "\(path): \(String(cString: strerror(code)))"
    case .notADossier(let path): "\(path): this is no dossier: it is not the JSON of one"
    case .notASignature(let path):
      "\(path): this is no dossier: it is not the JSON of a signature"
    }
  }
}

extension RecordReader {
  /// More records than this make no dossier that anybody reads.
  public static let dossierLimit = 20_000

  /// The records of `subject` with what proves them, as of one moment, and the records as such for
  /// whoever shows them.
  ///
  /// - Parameters:
  ///   - subject: the lot or the part.
  ///   - key: signs the head that the proof leads from.
  ///   - software: the program that makes it.
  ///   - date: when.
  /// - Returns: the dossier, its inspections, oldest first, and the head that it was signed for.
  /// - Throws: ``DossierError`` or ``RecordStoreError``.
  public func dossier(
    of subject: Dossier.Subject, key: SigningKey, software: String, at date: Date = Date()
  ) throws -> (dossier: Dossier, records: [InspectionRecord], head: ChainHead) {
    try requireChain()
    let limit = Self.dossierLimit
    let query = RecordQuery(
      serial: subject.serial, lot: subject.lot, order: .oldestFirst, limit: limit + 1)
    return try reading { db in
      let records = try Self.records(matching: query, limit: limit + 1, from: db)
      guard !records.isEmpty else {
        throw DossierError.nothingFound(subject)
      }
      guard records.count <= limit else { throw DossierError.tooMany(limit: limit) }
      let head = try Self.head(db, at: date)
      var making = DossierMaking(db)
      for record in records { try making.add(record) }
      try making.addLinks(from: head.position)
      return (
        Dossier(
          made: RecordTime.text(date), software: software, subject: subject,
          head: SignedHead.Stored(SignedHead(head, key: key)), texts: making.texts,
          entries: making.entries.values.sorted { $0.position < $1.position },
          links: making.links.values.sorted { $0.position < $1.position }), records, head
      )
    }
  }
}

/// Gathers the entries and links of a dossier within one transaction.
private struct DossierMaking {
  private(set) var entries: [Int64: Dossier.Entry] = [:]
  private(set) var links: [Int64: Dossier.Link] = [:]
  private(set) var texts: [String: String] = [:]

  private let db: Database
  private var settings = SettingsDigests()

  init(_ db: Database) { self.db = db }

  /// Adds the inspection `record`, what was decided about it, and that its image was deleted.
  mutating func add(_ record: InspectionRecord) throws {
    guard let sequence = record.sequence else { return }
    var entry = try self.entry(.inspection, sequence)
    entry.values = try values(
      "records", key: "sequence", sequence, ChainContent.inspection)
    let parameters = ChainHash(of: Array(record.effectiveParameters.utf8)).hexadecimal
    texts[parameters] = record.effectiveParameters
    entry.values["recipe_sha256"] = .text(record.recipeSHA256)
    entry.values["parameters_sha256"] = .text(parameters)
    entry.values["model_sha256"] = .null
    entry.values["thresholds_sha256"] = .null
    if record.modelSHA256 != nil || record.thresholds != nil {
      let thresholds = ChainHash(of: Array((record.thresholds ?? "").utf8)).hexadecimal
      texts[thresholds] = record.thresholds ?? ""
      entry.values["model_sha256"] = .text(record.modelSHA256 ?? "")
      entry.values["thresholds_sha256"] = .text(thresholds)
    }
    entry.defects = try list("record_defects", sequence, ChainContent.defect)
    entry.parents = try list("record_parents", sequence, ChainContent.parent)
    try put(entry, number: sequence)
    for (kind, table, key, columns) in [
      (ChainKind.override, "record_overrides", "override", ChainContent.override),
      (.pruning, "record_prunings", "pruning", ChainContent.pruning),
    ] {
      let numbers = try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT \(key) FROM \(table) WHERE sequence = ?"),
        arguments: [sequence])
      for number in numbers {
        var entry = try self.entry(kind, number)
        entry.values = try values(table, key: key, number, columns)
        try put(entry, number: number)
      }
    }
  }

  /// Adds the links that lead from `head` to all entries.
  mutating func addLinks(from head: Int64) throws {
    for target in entries.keys {
      for position in Dossier.path(from: head, to: target)
      where entries[position] == nil && links[position] == nil {
        try addLink(position)
      }
    }
  }

  private mutating func addLink(_ position: Int64) throws {
    let row = try RawRows(
      db,
      sql: "SELECT kind, number, adopted, previous, hash FROM record_chain "
        + "WHERE position = \(position)")
    guard row.hasRow, let kind = ChainKind(rawValue: row.text(0)), let previous = row.hash(3),
      let hash = row.hash(4)
    else { throw broken(position, .inspection, 0, .linkMissing) }
    let number = row.integer(1)
    let digest: ChainHash?
    switch kind {
    case .inspection:
      var records = try InspectionDigests(db, from: number)
      digest =
        records.number == number ? try records.take(settings: &settings, in: db) : nil
    case .override:
      var rows = try RowDigests.overrides(db, from: number)
      digest = rows.number == number ? try rows.take() : nil
    case .pruning:
      var rows = try RowDigests.prunings(db, from: number)
      digest = rows.number == number ? try rows.take() : nil
    }
    guard let digest else { throw broken(position, kind, number, .missing) }
    let back = try back(of: position)
    let isAdopted = row.integer(2) == 1
    guard
      hash
        == ChainLink.hash(
          position: position, isAdopted: isAdopted, previous: previous, back: back, digest: digest)
    else { throw broken(position, kind, number, .changed) }
    links[position] = Dossier.Link(
      position: position, adopted: isAdopted, previous: previous.hexadecimal,
      back: back.hexadecimal, digest: digest.hexadecimal)
  }

  private func entry(_ kind: ChainKind, _ number: Int64) throws -> Dossier.Entry {
    let row = try RawRows(
      db,
      sql: "SELECT position, adopted, previous, hash FROM record_chain "
        + "WHERE number = \(number) AND kind = '\(kind.rawValue)'")
    guard row.hasRow, let previous = row.hash(2), let hash = row.hash(3) else {
      throw broken(0, kind, number, .linkMissing)
    }
    return Dossier.Entry(
      position: row.integer(0), kind: kind, adopted: row.integer(1) == 1,
      previous: previous.hexadecimal, back: try back(of: row.integer(0)).hexadecimal,
      hash: hash.hexadecimal, values: [:])
  }

  /// Keeps `entry` where its values give its hash.
  private mutating func put(_ entry: Dossier.Entry, number: Int64) throws {
    guard let node = ChainNode(entry), node.hash.hexadecimal == entry.hash else {
      throw broken(entry.position, entry.kind, number, .changed)
    }
    entries[entry.position] = entry
  }

  private func back(of position: Int64) throws -> ChainHash {
    guard let hash = try ChainLink.back(of: position, in: db) else {
      throw broken(ChainLink.backPosition(of: position), .inspection, 0, .linkMissing)
    }
    return hash
  }

  private func values(
    _ table: String, key: String, _ number: Int64, _ columns: [String]
  ) throws -> [String: ChainValue] {
    let rows = try RawRows(
      db,
      sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE \(key) = \(number)")
    guard rows.hasRow else { throw broken(0, .inspection, number, .missing) }
    return try values(rows, columns, number)
  }

  private func list(
    _ table: String, _ sequence: Int64, _ columns: [String]
  ) throws -> [[String: ChainValue]] {
    let rows = try RawRows(
      db,
      sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) "
        + "WHERE sequence = \(sequence) ORDER BY ordinal")
    var list: [[String: ChainValue]] = []
    while rows.hasRow {
      list.append(try values(rows, columns, sequence))
      try rows.advance()
    }
    return list
  }

  private func values(
    _ rows: RawRows, _ columns: [String], _ number: Int64
  ) throws -> [String: ChainValue] {
    var values: [String: ChainValue] = [:]
    for (index, column) in columns.enumerated() {
      guard let value = rows.value(index) else { throw broken(0, .inspection, number, .changed) }
      values[column] = value
    }
    return values
  }

  private func broken(
    _ position: Int64, _ kind: ChainKind, _ number: Int64, _ damage: ChainBreak.Damage
  ) -> DossierError {
    .broken(ChainBreak(position: position, kind: kind, number: number, damage: damage))
  }
}

import GRDB

/// Goes along the chain from its first link, in steps of one read each, and compares it with the
/// records. Memory does not grow with the file.
struct ChainWalk {
  /// How a step ended.
  enum Step: Equatable {
    case more
    /// All links were gone past; what is left over, where something is.
    case end(ChainBreak?)
    case broken(ChainBreak)
  }

  /// The last link gone past; 0 at the beginning.
  private(set) var position: Int64 = 0
  /// The hash of that link.
  private(set) var newest: ChainHash
  /// How many records of each kind were gone past.
  private(set) var counts: [ChainKind: Int64] = [.inspection: 0, .override: 0, .pruning: 0]
  /// How many of them are older than the chain.
  private(set) var adopted: Int64 = 0
  /// What the last link gone past is about.
  private(set) var kind = ChainKind.inspection

  private let genesis: ChainHash
  /// The newest hash at a position with so many zero bits at its end.
  private var backs: [ChainHash]
  private var settings = SettingsDigests()
  private var block = TimeBlock()

  init(fileID: String) {
    genesis = ChainLink.genesis(of: fileID)
    newest = genesis
    backs = Array(repeating: genesis, count: 64)
  }

  /// Goes past at most `limit` links; calls `passed` after each.
  mutating func step(
    _ db: Database, limit: Int, passed: (ChainWalk) -> ChainBreak?
  ) throws -> Step {
    // The first step sees rows with numbers that none should have, too.
    func first(_ kind: ChainKind) -> Int64 {
      position == 0 ? .min : counts[kind, default: 0] + 1
    }
    let links = try RawRows(
      db,
      sql: """
        SELECT position, kind, number, adopted, previous, hash FROM record_chain
        WHERE position >= \(position == 0 ? .min : position + 1) ORDER BY position
        """)
    var inspections = try InspectionDigests(db, from: first(.inspection))
    var overrides = try RowDigests.overrides(db, from: first(.override))
    var prunings = try RowDigests.prunings(db, from: first(.pruning))
    for _ in 0..<limit {
      guard links.hasRow else {
        return try end(db, &inspections, overrides.number, prunings.number)
      }
      let expected = Expected(links)
      guard let expected else { return broken(.linkChanged, number: 0) }
      let next = counts[expected.kind, default: 0] + 1
      kind = expected.kind
      guard expected.position == position + 1 else {
        return broken(expected.position < position ? .linkChanged : .linkMissing, number: next)
      }
      guard expected.number == next else { return broken(.linkMissing, number: next) }
      guard expected.previous == newest else { return broken(.linkBroken, number: next) }
      let found: Int64?
      switch expected.kind {
      case .inspection: found = inspections.number
      case .override: found = overrides.number
      case .pruning: found = prunings.number
      }
      guard found == next else {
        if let found, found < next { return broken(.added, number: found) }
        return broken(.missing, number: next)
      }
      let digest: ChainHash
      switch expected.kind {
      case .inspection:
        if let stray = inspections.stray {
          return broken(.stray(table: stray.table), number: stray.sequence)
        }
        block.add(inspections.recordedAt, number: next)
        digest = try inspections.take(settings: &settings, in: db)
        if next % RecordSchema.blockLength == 0, try !block.isCovered(db) {
          return broken(.hidden, number: block.firstHidden)
        }
      case .override: digest = try overrides.take()
      case .pruning: digest = try prunings.take()
      }
      let hash = ChainLink.hash(
        position: expected.position, isAdopted: expected.isAdopted, previous: newest,
        back: back(of: expected.position), digest: digest)
      guard hash == expected.hash else {
        let other = try expected.kind == .inspection ? exchange(expected, db) : nil
        return broken(other.map { .exchanged(with: $0) } ?? .changed, number: next)
      }
      go(past: expected)
      if let found = passed(self) { return .broken(found) }
      try links.advance()
    }
    return .more
  }

  /// A link as the file has it, as far as its values are of the right types.
  private struct Expected {
    var position: Int64
    var kind: ChainKind
    var number: Int64
    var isAdopted: Bool
    var previous: ChainHash
    var hash: ChainHash

    init?(_ rows: RawRows) {
      guard let kind = ChainKind(rawValue: rows.text(1)), (0...1).contains(rows.integer(3)),
        let previous = rows.hash(4), let hash = rows.hash(5)
      else { return nil }
      position = rows.integer(0)
      self.kind = kind
      number = rows.integer(2)
      isAdopted = rows.integer(3) == 1
      self.previous = previous
      self.hash = hash
    }
  }

  private mutating func go(past link: Expected) {
    position = link.position
    newest = link.hash
    counts[link.kind, default: 0] += 1
    if link.isAdopted { adopted += 1 }
    backs[position.trailingZeroBitCount] = newest
  }

  private func back(of position: Int64) -> ChainHash {
    let back = ChainLink.backPosition(of: position)
    return back == 0 ? genesis : backs[back.trailingZeroBitCount]
  }

  private func broken(_ damage: ChainBreak.Damage, number: Int64) -> Step {
    .broken(ChainBreak(position: position + 1, kind: kind, number: number, damage: damage))
  }

  /// What is left over behind the last link.
  private mutating func end(
    _ db: Database, _ inspections: inout InspectionDigests, _ override: Int64?, _ pruning: Int64?
  ) throws -> Step {
    for (kind, number) in [
      (ChainKind.inspection, inspections.number), (.override, override), (.pruning, pruning),
    ] {
      guard let number else { continue }
      self.kind = kind
      return broken(.added, number: number)
    }
    kind = .inspection
    if let stray = inspections.stray {
      return broken(.stray(table: stray.table), number: stray.sequence)
    }
    if try db.tableExists("record_arrivals"),
      let sequence = try Int64.fetchOne(
        db,
        sql: """
          SELECT sequence FROM record_arrivals
          WHERE sequence NOT IN (SELECT sequence FROM records) LIMIT 1
          """)
    {
      return broken(.stray(table: "record_arrivals"), number: sequence)
    }
    if try !block.isCovered(db) { return broken(.hidden, number: block.firstHidden) }
    for (table, count) in [
      ("recipe_settings", settings.count.recipes), ("decision_settings", settings.count.decisions),
    ] {
      let found = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      if found > count {
        return .end(
          ChainBreak(
            position: position, kind: kind, number: 0, damage: .unusedSettings(table: table)))
      }
    }
    if try RecordSchema.fileVersion(db) >= RecordSchema.firstSummarised,
      let table = try QualitySchema.firstDifference(db)
    {
      return .end(
        ChainBreak(position: position, kind: kind, number: 0, damage: .summary(table: table)))
    }
    return .end(nil)
  }

  /// The number near that of `link` at which the record stands that gives its hash.
  private mutating func exchange(_ link: Expected, _ db: Database) throws -> Int64? {
    let reach: Int64 = 256
    var near = try InspectionDigests(db, from: max(1, link.number - reach))
    while let number = near.number, number <= link.number + reach {
      let digest = try near.take(as: link.number, settings: &settings, in: db)
      let hash = ChainLink.hash(
        position: link.position, isAdopted: link.isAdopted, previous: link.previous,
        back: back(of: link.position), digest: digest)
      if hash == link.hash { return number }
    }
    return nil
  }
}

/// The times of the records of one row of `record_blocks`, by which searches by time skip what lies
/// outside their range.
private struct TimeBlock {
  private var number: Int64 = 0
  private var first = ""
  private var last = ""
  /// The first record of the block, which stands for those that searches miss.
  private(set) var firstHidden: Int64 = 0

  mutating func add(_ recordedAt: String, number: Int64) {
    let block = (number - 1) / RecordSchema.blockLength
    if block != self.number || firstHidden == 0 {
      self.number = block
      first = recordedAt
      last = recordedAt
      firstHidden = number
    } else {
      if recordedAt < first { first = recordedAt }
      if recordedAt > last { last = recordedAt }
    }
  }

  func isCovered(_ db: Database) throws -> Bool {
    guard firstHidden > 0 else { return true }
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT first_at, last_at FROM record_blocks WHERE block = ?"),
      arguments: [number])
    guard let row else { return false }
    return try row.decode(String.self, atIndex: 0) <= first
      && row.decode(String.self, atIndex: 1) >= last
  }
}

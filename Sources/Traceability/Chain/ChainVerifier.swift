import GRDB

/// What verifying a records file found.
public struct ChainReport: Sendable, Equatable {
  /// What the file calls itself in its chain.
  public var fileID: String
  /// How many links were gone past, up to the first that breaks.
  public var links: Int64
  /// The hash of the last of them; of no link, the genesis.
  public var newest: ChainHash
  /// How many inspection records those links are about.
  public var inspections: Int64
  /// How many overrides of verdicts.
  public var overrides: Int64
  /// How many deletions of images.
  public var prunings: Int64
  /// How many of the records are older than the chain.
  public var adopted: Int64
  /// The first place at which something is wrong; `nil` where nothing is.
  public var firstBreak: ChainBreak?
}

/// Goes through a records file from the first record to the last and finds what was changed, deleted,
/// inserted or reordered, and with heads that were kept elsewhere, what was cut off.
///
/// Memory does not grow with the file, and appending goes on meanwhile: the file is read in portions,
/// each as of one moment, and what was appended before the last portion is verified too.
public struct ChainVerifier: Sendable {
  /// Links in one portion. Enough that opening the tables for each costs nothing, few enough that the
  /// write-ahead log is folded into the file between two.
  private static let portion = 16_384

  private let reader: RecordReader
  private let heads: [(name: String, head: ChainHead)]

  /// Verifies the file of `reader`, with `heads` that were exported from it, under names for messages.
  public init(_ reader: RecordReader, heads: [(name: String, head: ChainHead)] = []) {
    self.reader = reader
    self.heads = heads.sorted { $0.head.position < $1.head.position }
  }

  /// Verifies the file; calls `progress` now and then with the number of links gone past.
  ///
  /// - Returns: what was found, up to the first break.
  /// - Throws: why the file cannot be read, or that it is older than the chain.
  public func verify(progress: (Int64) -> Void = { _ in }) throws(RecordStoreError) -> ChainReport {
    let fileID = try reader.fileID()
    var walk = ChainWalk(fileID: fileID)
    if let other = heads.first(where: { $0.head.fileID != fileID }) {
      return report(walk, fileID, Self.about(walk, .otherFile(head: other.name)))
    }
    let changed = try reader.read { db in try SchemaComparison.firstDifference(db) }
    if let changed { return report(walk, fileID, Self.about(walk, changed)) }
    var waiting = heads[...]
    while let first = waiting.first, first.head.position == 0 {
      guard first.head.isReached(by: walk) else {
        return report(walk, fileID, Self.about(walk, .headDiffers(head: first.name)))
      }
      waiting.removeFirst()
    }
    while true {
      let step = try reader.read { db in
        try walk.step(db, limit: Self.portion) { walk in
          while let next = waiting.first, next.head.position == walk.position {
            waiting.removeFirst()
            guard next.head.isReached(by: walk) else {
              return Self.about(walk, .headDiffers(head: next.name))
            }
          }
          return nil
        }
      }
      switch step {
      case .more: progress(walk.position)
      case .broken(let found): return report(walk, fileID, found)
      case .end(let left):
        // What was cut off leaves settings behind that no record has.
        let cut = waiting.first.map {
          Self.about(walk, .truncated(head: $0.name, headPosition: $0.head.position))
        }
        return report(walk, fileID, cut ?? left)
      }
    }
  }

  private static func about(_ walk: ChainWalk, _ damage: ChainBreak.Damage) -> ChainBreak {
    ChainBreak(
      position: walk.position, kind: walk.kind, number: walk.counts[walk.kind, default: 0],
      damage: damage)
  }

  private func report(_ walk: ChainWalk, _ fileID: String, _ found: ChainBreak?) -> ChainReport {
    ChainReport(
      fileID: fileID, links: walk.position, newest: walk.newest,
      inspections: walk.counts[.inspection, default: 0],
      overrides: walk.counts[.override, default: 0], prunings: walk.counts[.pruning, default: 0],
      adopted: walk.adopted, firstBreak: found)
  }
}

/// Compares the triggers, views and indices of a file with those that its version has when it is made
/// anew: who reads by a view or an index sees what that says. Of tables nothing is hidden, since the chain
/// is over their rows; that an index has all of them is what SQLite's own check finds.
private enum SchemaComparison {
  private static let query = """
    SELECT type || ' ' || name, sql FROM sqlite_master
    WHERE type IN ('trigger', 'view', 'index') AND sql IS NOT NULL ORDER BY name
    """

  /// The first trigger, view or index that is missing or different, or a trigger that was added; views
  /// and indices may be. After those what SQLite finds wrong with the file.
  static func firstDifference(_ db: Database) throws -> ChainBreak.Damage? {
    let migrator = RecordSchema.migrator()
    let applied = try migrator.appliedIdentifiers(db)
    guard let last = migrator.migrations.last(where: applied.contains) else {
      return .migrations
    }
    let fresh = try DatabaseQueue()
    try migrator.migrate(fresh, upTo: last)
    let expected = try fresh.read { try Row.fetchAll($0, sql: query) }
    let found = try Row.fetchAll(db, sql: query)
    var definitions: [String: String] = [:]
    for row in found {
      definitions[try row.decode(String.self, atIndex: 0)] = try row.decode(atIndex: 1)
    }
    for row in expected {
      let name = try row.decode(String.self, atIndex: 0)
      guard definitions.removeValue(forKey: name) == (try row.decode(String.self, atIndex: 1))
      else {
        return .schema(name: name)
      }
    }
    if let added = definitions.keys.filter({ $0.hasPrefix("trigger ") }).min() {
      return .schema(name: added)
    }
    let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "nothing"
    return verdict == "ok" ? nil : .structure(verdict)
  }
}

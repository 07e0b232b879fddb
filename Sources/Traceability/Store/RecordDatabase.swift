import Foundation
import GRDB

/// Opens the SQLite file behind records and makes sure that it is one of ours before touching it.
enum RecordDatabase {
  /// How long a lock of another process is waited for, in seconds.
  static let lockTimeout: TimeInterval = 5

  /// How many connections may read one file at the same time.
  static let readerCount = 5

  /// The file at `path` for appending and reading, created and brought up to date where necessary,
  /// with durable commits.
  static func openForAppending(path: String) throws(RecordStoreError) -> DatabasePool {
    let location = try existingOrNew(path)
    let deadline = ContinuousClock.now + .seconds(lockTimeout)
    while true {
      do {
        return try withRecordErrors(path: path) { try appendable(path: path, location: location) }
      } catch {
        guard error.cause == .locked, ContinuousClock.now < deadline else { throw error }
        // SQLite waits for locks by itself, except while a new file switches to WAL.
        usleep(20_000)
      }
    }
  }

  private static func appendable(path: String, location: String) throws -> DatabasePool {
    let pool = try DatabasePool(
      path: location, configuration: configuration(path: path, mayBeNew: true))
    try pool.writeWithoutTransaction { db in
      // Before the tables: what a crash leaves in between is then known to be ours.
      try db.execute(sql: "PRAGMA application_id = \(RecordSchema.applicationID)")
    }
    // Not yet durably: tables that a power failure undoes are made again, and the first records are
    // flushed after them.
    try migrate(pool)
    try pool.writeWithoutTransaction { try setUpDurability($0, path: path) }
    return pool
  }

  /// The file at `path` for adding to its tables as they are: nothing is brought up to date, and the way in
  /// which it keeps its journal stays.
  static func openAsItIs(path: String) throws(RecordStoreError) -> DatabaseQueue {
    let location = try existing(path)
    return try withRecordErrors(path: path) {
      let queue = try DatabaseQueue(
        path: location, configuration: configuration(path: path, mayBeNew: false))
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
      }
      return queue
    }
  }

  /// The file at `path` for reading only; works while another process appends.
  static func openForReading(path: String) throws(RecordStoreError) -> DatabasePool {
    let location = try existing(path)
    guard access(location, R_OK) == 0 else {
      throw RecordStoreError(path: path, cause: .unreadable)
    }
    var configuration = configuration(path: path, mayBeNew: false)
    configuration.readonly = true
    return try withRecordErrors(path: path) {
      do {
        return try readable(path: location, configuration: configuration)
      } catch let error as DatabaseError where needsFilesBeside(location, error) {
        guard access(location + "-wal", F_OK) != 0 else {
          throw RecordStoreError(path: path, cause: .unfinished)
        }
        guard let archived = try archivedLocation(location) else { throw error }
        return try readable(path: archived, configuration: configuration)
      }
    }
  }

  private static func readable(path: String, configuration: Configuration) throws -> DatabasePool {
    let pool = try DatabasePool(path: path, configuration: configuration)
    // Whether reading in WAL mode works shows with the first read.
    _ = try pool.read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM records") }
    return pool
  }

  private static func configuration(path: String, mayBeNew: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "Sightline records"
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(lockTimeout)
    configuration.maximumReaderCount = readerCount
    configuration.prepareDatabase { db in
      // In a transaction: another process may be creating the file just now.
      try db.inTransaction(.deferred) {
        try checkIdentity(db, path: path, mayBeNew: mayBeNew)
        return .commit
      }
    }
    return configuration
  }

  // Runs on each connection before anything is written, the switch to WAL included.
  private static func checkIdentity(_ db: Database, path: String, mayBeNew: Bool) throws {
    let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let known = RecordSchema.version
    guard application == RecordSchema.applicationID else {
      let objects = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      if mayBeNew, application == 0, version == 0, objects == 0 { return }
      throw RecordStoreError(
        path: path, cause: .notARecordsFile(objects == 0 ? .empty : .otherProgram(application)))
    }
    if version > known {
      throw RecordStoreError(path: path, cause: .newerVersion(found: version, known: known))
    }
    if !mayBeNew, version < RecordSchema.oldestReadable {
      throw RecordStoreError(path: path, cause: .olderVersion(found: version, known: known))
    }
  }

  // A pool sets synchronous to NORMAL when it switches to WAL, after prepareDatabase, and a power
  // failure may then undo commits. So it is set here, and what the connection says is believed.
  private static func setUpDurability(_ db: Database, path: String) throws {
    try db.execute(
      sql: """
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA checkpoint_fullfsync = ON;
        PRAGMA journal_size_limit = 67108864;
        """)
    let expected = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")]
    for (setting, value) in expected {
      let found = try String.fetchOne(db, sql: "PRAGMA \(setting)") ?? "unknown"
      guard found == value else {
        throw RecordStoreError(path: path, cause: .notDurable(setting: setting, found: found))
      }
    }
  }

  private static func migrate(_ pool: DatabasePool) throws {
    let migrator = RecordSchema.migrator()
    do {
      try migrator.migrate(pool)
    } catch {
      // Another process that opened the same new file may have been faster.
      guard try pool.read(migrator.hasCompletedMigrations) else { throw error }
    }
  }

  // Reading in WAL mode wants two more files beside the database.
  private static func needsFilesBeside(_ location: String, _ error: DatabaseError) -> Bool {
    let folder = (location as NSString).deletingLastPathComponent
    return access(folder, W_OK) != 0
      && (error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY)
  }

  // A file that was closed in order (it has no log) can be read without them as one that does not
  // change. SQLite is told so by a URI, where it was built to take them.
  private static func archivedLocation(_ location: String) throws -> String? {
    let takesURI = try DatabaseQueue().read { db in
      try Bool.fetchOne(db, sql: "SELECT sqlite_compileoption_used('USE_URI')")
    }
    guard takesURI == true else { return nil }
    return URL(fileURLWithPath: location).absoluteString + "?immutable=1"
  }
}

// MARK: - What is at the path

extension RecordDatabase {
  // Absolute, so that SQLite sees a file in names like ":memory:" and "file:a".
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func kind(of path: String) -> mode_t? {
    var information = stat()
    return stat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
  }

  private static func existing(_ path: String) throws(RecordStoreError) -> String {
    let location = absolute(path)
    guard let kind = kind(of: location) else {
      throw RecordStoreError(path: path, cause: .missing)
    }
    guard kind == S_IFREG else { throw RecordStoreError(path: path, cause: .notAFile) }
    return location
  }

  private static func existingOrNew(_ path: String) throws(RecordStoreError) -> String {
    let location = absolute(path)
    let folder = (location as NSString).deletingLastPathComponent
    if let kind = kind(of: location) {
      guard kind == S_IFREG else { throw RecordStoreError(path: path, cause: .notAFile) }
    } else {
      guard !path.isEmpty, !path.hasSuffix("/") else {
        throw RecordStoreError(path: path, cause: .notAFile)
      }
      guard kind(of: folder) == S_IFDIR else {
        throw RecordStoreError(path: path, cause: .folderMissing)
      }
    }
    // The files of the write-ahead log come and go beside it, so the folder counts too.
    let mayWrite =
      access(folder, W_OK) == 0 && (kind(of: location) == nil || access(location, W_OK) == 0)
    guard mayWrite else { throw RecordStoreError(path: path, cause: .readOnly) }
    return location
  }
}

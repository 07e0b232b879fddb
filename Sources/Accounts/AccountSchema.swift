import Crypto
import Foundation
import GRDB

/// The accounts file: a SQLite database that only its owner may read.
enum AccountSchema {
  /// Marks a file as ours (`PRAGMA application_id`): the letters SLAC.
  static let applicationID: Int64 = 0x534C_4143
  /// What `user_version` is after the last migration.
  static let version: Int64 = 1

  /// Opens the file at `path`; makes it where there is none and it `mayBeNew`.
  static func open(path: String, mayBeNew: Bool) throws(AccountError) -> DatabaseQueue {
    try claim(path: path, mayBeNew: mayBeNew)
    do {
      var configuration = Configuration()
      configuration.label = "Sightline accounts"
      configuration.busyMode = .timeout(5)
      configuration.foreignKeysEnabled = true
      let location =
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
      let queue = try DatabaseQueue(path: location, configuration: configuration)
      try queue.write { db in try identify(db, path: path) }
      try migrator().migrate(queue)
      return queue
    } catch let error as AccountError {
      throw error
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw AccountError(path: path, cause: .notAnAccountsFile)
    } catch {
      throw AccountError(path: path, cause: .database("\(error)"))
    }
  }

  /// Makes the file readable for nobody else, and refuses one that is.
  private static func claim(path: String, mayBeNew: Bool) throws(AccountError) {
    func failure() -> AccountError {
      AccountError(path: path, cause: .unusable(reason: String(cString: strerror(errno))))
    }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw AccountError(path: path, cause: .notAPath)
    }
    var flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    if mayBeNew { flags |= O_CREAT }
    let file = Foundation.open(path, flags, 0o600)
    guard file >= 0 else {
      if errno == ENOENT, !mayBeNew { throw AccountError(path: path, cause: .missing) }
      throw failure()
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw AccountError(path: path, cause: .notAFile)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw AccountError(path: path, cause: .open(mode: UInt16(status.st_mode & 0o777)))
    }
  }

  private static func identify(_ db: Database, path: String) throws {
    let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let objects = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    let version = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard application == applicationID || (application == 0 && objects == 0) else {
      throw AccountError(path: path, cause: .notAnAccountsFile)
    }
    guard version <= Self.version else {
      throw AccountError(path: path, cause: .newerVersion(version))
    }
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
  }

  private static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 accounts", foreignKeyChecks: .immediate) { db in
      try db.execute(
        sql: """
          CREATE TABLE accounts (
            name TEXT PRIMARY KEY NOT NULL,
            role TEXT NOT NULL,
            password TEXT NOT NULL,
            is_disabled INTEGER NOT NULL,
            created_at REAL NOT NULL
          );

          CREATE TABLE sessions (
            token_hash BLOB PRIMARY KEY NOT NULL,
            name TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
            created_at REAL NOT NULL,
            used_at REAL NOT NULL,
            expires_at REAL NOT NULL,
            idle_limit REAL
          );

          CREATE INDEX sessions_by_name ON sessions (name);

          CREATE TABLE secrets (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            form_key BLOB NOT NULL
          );

          PRAGMA user_version = 1;
          """)
      let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
      try db.execute(sql: "INSERT INTO secrets (only, form_key) VALUES (1, ?)", arguments: [key])
    }
    return migrator
  }
}

import GRDB
import GRDBSQLite

/// The rows of a statement as SQLite holds them, byte for byte: what is verified must not have gone
/// through a conversion that makes different values equal.
///
/// Serves one transaction, one row at a time. Columns count from 0.
final class RawRows {
  /// Whether there is a row; the columns are its.
  private(set) var hasRow = false

  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }

  /// The rows of `sql`, which has no placeholders, the first of them already there.
  init(_ db: Database, sql: String) throws {
    statement = try db.makeStatement(sql: sql)
    try advance()
  }

  deinit { sqlite3_reset(handle) }

  /// Goes to the next row.
  func advance() throws {
    let code = sqlite3_step(handle)
    guard code == SQLITE_ROW || code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))))
    }
    hasRow = code == SQLITE_ROW
  }

  /// How SQLite stores a column.
  enum StorageClass { case null, integer, real, text, bytes }

  func storageClass(_ column: Int) -> StorageClass {
    switch sqlite3_column_type(handle, CInt(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .bytes
    default: .null
    }
  }

  func isNull(_ column: Int) -> Bool { storageClass(column) == .null }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, CInt(column)) }

  func real(_ column: Int) -> Double { sqlite3_column_double(handle, CInt(column)) }

  /// Calls `body` with the bytes of a text or of bytes, which are gone afterwards.
  func withBytes<Value>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let column = CInt(column)
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    return body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }

  /// The bytes as text, with stand-ins for what is not UTF-8.
  func text(_ column: Int) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

  func isText(_ column: Int) -> Bool { storageClass(column) == .text }

  /// The bytes as a hash; `nil` for any others.
  func hash(_ column: Int) -> ChainHash? {
    guard storageClass(column) == .bytes else { return nil }
    return withBytes(column) { ChainHash(bytes: Array($0)) }
  }

  /// Encodes a column as it is.
  func encode(_ column: Int, into encoding: inout ChainEncoding) {
    switch storageClass(column) {
    case .null: encoding.putNull()
    case .integer: encoding.put(integer(column))
    case .real: encoding.put(real(column))
    case .text: withBytes(column) { encoding.putText($0) }
    case .bytes: withBytes(column) { encoding.putBytes($0) }
    }
  }
}

import GRDB

/// Values as bytes that nothing else encodes to, for hashing. docs/traceability.md specifies them; they
/// never change, since hashes of years ago are over them.
///
/// Each value is a tag of one byte and what the tag says follows: 0 nothing (`NULL`); 1 an integer and
/// 2 a real, 8 bytes each; 3 text in UTF-8 and 4 bytes, after their count in 8 bytes; 5 a list, the
/// number of its values in 8 bytes, which follow one by one. All numbers have their high byte first:
/// integers in two's complement, reals as IEEE 754 has them, with zero always positive.
struct ChainEncoding {
  /// What was put so far.
  private(set) var bytes: [UInt8] = []

  private enum Tag: UInt8 {
    case null, integer, real, text, bytes, list
  }

  /// Nothing yet, with room for a record.
  init() { bytes.reserveCapacity(2048) }

  /// Forgets what was put, to be used again.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func putNull() { bytes.append(Tag.null.rawValue) }

  mutating func put(_ value: Int64) {
    bytes.append(Tag.integer.rawValue)
    putBigEndian(UInt64(bitPattern: value))
  }

  mutating func put(_ value: Double) {
    bytes.append(Tag.real.rawValue)
    // SQLite does not keep the sign of a zero.
    putBigEndian((value == 0 ? 0 : value).bitPattern)
  }

  mutating func put(_ value: String) {
    var value = value
    value.withUTF8 { putText(UnsafeRawBufferPointer($0)) }
  }

  mutating func put(_ value: String?) {
    if let value { put(value) } else { putNull() }
  }

  /// Text as the file holds it, which need not be UTF-8 there.
  mutating func putText(_ text: UnsafeRawBufferPointer) {
    put(.text, text)
  }

  mutating func putBytes(_ value: UnsafeRawBufferPointer) {
    put(.bytes, value)
  }

  mutating func put(_ value: ChainHash) {
    value.bytes.withUnsafeBytes { put(.bytes, $0) }
  }

  /// Begins a list; its `count` values are put after this.
  mutating func putList(count: Int) {
    bytes.append(Tag.list.rawValue)
    putBigEndian(UInt64(count))
  }

  mutating func put(_ value: DatabaseValue) {
    switch value.storage {
    case .null: putNull()
    case .int64(let value): put(value)
    case .double(let value): put(value)
    case .string(let value): put(value)
    case .blob(let value): value.withUnsafeBytes { put(.bytes, $0) }
    }
  }

  /// Appends values that were encoded before.
  mutating func append(_ encoded: [UInt8]) { bytes += encoded }

  private mutating func put(_ tag: Tag, _ content: UnsafeRawBufferPointer) {
    bytes.append(tag.rawValue)
    putBigEndian(UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  private mutating func putBigEndian(_ value: UInt64) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}

/// One value of a record as the chain has it.
public enum ChainValue: Sendable, Hashable, Codable {
  /// Nothing.
  case null
  /// A whole number.
  case integer(Int64)
  /// A number of type `REAL`.
  case real(Double)
  /// Text.
  case text(String)

  /// Reads a JSON value. A whole number may stand for a real one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else {
      self = .real(try container.decode(Double.self))
    }
  }

  /// Writes a JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .integer(let value): try container.encode(value)
    case .real(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    }
  }

  /// The value as that of a column of type `REAL`.
  var asReal: ChainValue {
    if case .integer(let value) = self { return .real(Double(value)) }
    return self
  }
}

extension ChainEncoding {
  mutating func put(_ value: ChainValue) {
    switch value {
    case .null: putNull()
    case .integer(let value): put(value)
    case .real(let value): put(value)
    case .text(let value): put(value)
    }
  }
}

extension RawRows {
  /// A column as a value; `nil` for bytes, and for text that is not UTF-8.
  func value(_ column: Int) -> ChainValue? {
    switch storageClass(column) {
    case .null: return .null
    case .integer: return .integer(integer(column))
    case .real: return .real(real(column))
    case .text:
      return withBytes(column) { String(validating: $0, as: UTF8.self) }.map { .text($0) }
    case .bytes: return nil
    }
  }
}

/// Names and values of a query or of a form (`application/x-www-form-urlencoded`).
struct FormFields: Sendable, Equatable {
  /// In the order in which they came, by name.
  private(set) var values: [String: [String]] = [:]

  /// Fields that are read at most.
  private static let limit = 100

  init() {}

  /// What `text` says.
  ///
  /// Throws a refusal where it is not encoded as it must be, or contains a zero byte or too much.
  init(_ text: some StringProtocol) throws(Refusal) {
    let pairs = text.split(separator: "&")
    guard pairs.count <= Self.limit else { throw Refusal(.badRequest, "too many fields") }
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = try Self.decoded(parts[0])
      values[name, default: []].append(parts.count > 1 ? try Self.decoded(parts[1]) : "")
    }
  }

  /// The first value of `name`; `nil` where there is none or it is empty.
  subscript(name: String) -> String? {
    values[name]?.first.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// All values of `name` that are not empty.
  func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

  /// Takes `name` out.
  mutating func remove(_ name: String) { values[name] = nil }

  private static func decoded(_ text: some StringProtocol) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { throw Refusal(.badRequest, "a percent sign without two hexadecimal digits") }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(byte)
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw Refusal(.badRequest, "a field is no UTF-8 text")
    }
    return text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

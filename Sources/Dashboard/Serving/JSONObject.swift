import Reporting

/// A JSON object that is written member by member, in their order.
struct JSONObject {
  enum Value {
    case text(String?)
    case number(Int?)
    case real(Double?)
    case flag(Bool)
    /// JSON already.
    case json(String)

    var text: String {
      switch self {
      case .text(let text): text.map(RecordJSON.string) ?? "null"
      case .number(let number): number.map(String.init) ?? "null"
      case .real(let number): number.flatMap { $0.isFinite ? "\($0)" : nil } ?? "null"
      case .flag(let flag): flag ? "true" : "false"
      case .json(let text): text
      }
    }
  }

  /// The object on one line.
  let text: String

  init(_ members: [(String, Value)]) {
    text = RecordJSON.object(members.map { ($0, $1.text) })
  }
}

extension JSONObject.Value {
  /// An array of objects.
  static func list(_ objects: [JSONObject]) -> Self {
    .json("[" + objects.map(\.text).joined(separator: ",") + "]")
  }
}
